import type { Activity } from "../model/activity.ts";
import type { AddressRegister } from "../model/addresses/address-register.ts";
import { netSweep, sweptSite } from "../model/discovery/sweep.ts";
import type { Finding } from "../model/finding.ts";
import type { Instant } from "../model/instant.ts";
import type { Asset, Inventory } from "../model/inventory/inventory.ts";
import { message } from "../model/messages/index.ts";
import type { StoredObservation } from "../model/observation.ts";
import { describeError } from "../model/problem.ts";
import type { Probe, Seen } from "../model/protocols/define.ts";
import type { Endpoint } from "../model/protocols/index.ts";
import type { Evidence, Verdict } from "../model/verdict.ts";
import { AddressBook } from "./addresses/address-book.ts";
import type {
  AssetCheck,
  AssetContext,
  Check,
  CheckResult,
  EndpointCheck,
  EndpointContext,
  EnterpriseCheck,
  EnterpriseContext,
} from "./checks/define.ts";
import { notApplicable, unknown } from "./checks/results.ts";
import { giveWay } from "./give-way.ts";
import { ObservationIndex } from "./observation-index.ts";

export interface JudgeInput {
  readonly inventory: Inventory;
  /** The newest row of every (asset, endpoint, probe), and the newest answered one where that is another. */
  readonly observations: readonly StoredObservation[];
  /** The answered rows before the newest answered ones. */
  readonly previous: readonly StoredObservation[];
  /** The observations that a person accepted as baseline. */
  readonly baselines: readonly StoredObservation[];
  /** Findings as they stand before; none where nobody keeps any. */
  readonly findings?: readonly Finding[];
  /** The address record list, where there is one. */
  readonly addressRegister?: AddressRegister | undefined;
  /** What was held and recorded; nothing where nobody keeps records. */
  readonly activities?: readonly Activity[];
  readonly now: Instant;
  readonly checks: readonly Check[];
}

/** Everything that judging reads, indexed once. */
interface Bench {
  readonly input: JudgeInput;
  readonly latest: ObservationIndex;
  readonly previous: ObservationIndex;
  readonly baselines: ObservationIndex;
  readonly lastSeen: ReadonlyMap<string, Instant>;
  readonly addresses: AddressBook;
}

/**
 * Judges an enterprise: endpoint checks at every endpoint of their protocol, asset checks at every asset, enterprise checks
 * once. An endpoint check runs only on readable facts of every probe that it needs and is unknown otherwise; a check that throws
 * is unknown, too. A fail whose check gives way to another fail at the same subject is not-applicable (scoring rule 14).
 */
export function judge(input: JudgeInput): readonly Verdict[] {
  const { inventory, checks } = input;
  const bench = setUp(input);
  const onEnterprise = checks.filter((check) => check.scope === "enterprise");
  const verdicts = [
    ...inventory.assets.flatMap((asset) => judgeAsset(bench, asset)),
    ...onEnterprise.map((check) => judgeEnterprise(bench, check, (context) => check.evaluate(context))),
    ...checks.flatMap((check) => (check.scope === "asset" ? judgeRest(bench, check) : [])),
  ];
  return giveWay(verdicts, checks);
}

function setUp(input: JudgeInput): Bench {
  const enterpriseId = input.inventory.enterprise.id;
  const own = (rows: readonly StoredObservation[]) => rows.filter((row) => row.enterpriseId === enterpriseId);
  const [latest, previous, baselines] = [own(input.observations), own(input.previous), own(input.baselines)];
  return {
    input,
    latest: new ObservationIndex(latest),
    previous: new ObservationIndex(previous),
    baselines: new ObservationIndex(baselines),
    lastSeen: new Map([...baselines, ...previous, ...latest].map((row) => [row.id, row.lastSeen])),
    addresses: new AddressBook(input.addressRegister),
  };
}

function judgeAsset(bench: Bench, asset: Asset): Verdict[] {
  const context: AssetContext = { ...enterpriseContext(bench), asset, latest: bench.latest.ofAsset(asset.id) };
  const onAsset = bench.input.checks.filter((check) => check.scope === "asset");
  const onEndpoint = bench.input.checks.filter((check) => check.scope === "endpoint");
  return [
    ...asset.endpoints.flatMap((endpoint) =>
      onEndpoint
        .filter((check) => check.protocol === endpoint.protocol)
        .map((check) => judgeEndpoint(bench, context, check, endpoint)),
    ),
    ...onAsset.map((check) => judgeWholeAsset(bench, context, check)),
  ];
}

function judgeRest(bench: Bench, check: AssetCheck): readonly Verdict[] {
  const { evaluateRest } = check;
  return evaluateRest === undefined ? [] : [judgeEnterprise(bench, check, evaluateRest)];
}

type OnEnterprise = EnterpriseCheck["evaluate"];

function judgeEnterprise(bench: Bench, check: AssetCheck | EnterpriseCheck, evaluate: OnEnterprise): Verdict {
  const result = guarded(check, () => evaluate(enterpriseContext(bench)));
  const evidence = result.evidence.flatMap(({ probe, pointer, observationId }) =>
    observationId === undefined ? [] : [{ observationId, probe, pointer }],
  );
  return verdictOf(bench, check, result, { asset: null, endpoint: null, evidence, evidenceAt: oldest(bench, evidence) });
}

function judgeWholeAsset(bench: Bench, context: AssetContext, check: AssetCheck): Verdict {
  const { asset } = context;
  const result = guarded(check, () => check.evaluate(context));
  const newest = (probe: string) =>
    context.latest.filter((row) => row.probe === probe).sort((a, b) => b.lastSeen - a.lastSeen || (a.id < b.id ? -1 : 1))[0]?.id;
  const evidence = result.evidence.flatMap(({ probe, pointer, observationId = newest(probe) }) =>
    observationId === undefined ? [] : [{ observationId, probe, pointer }],
  );
  return verdictOf(bench, check, result, { asset, endpoint: null, evidence, evidenceAt: oldest(bench, evidence) });
}

function judgeEndpoint(bench: Bench, assetContext: AssetContext, check: EndpointCheck, endpoint: Endpoint): Verdict {
  const { asset } = assetContext;
  const seen = gather(bench.latest, [...check.needs, ...check.mayUse], asset, endpoint);
  const missing = check.needs.find((probe) => !seen.has(probe.id));
  if (missing !== undefined) return withoutFacts(bench, check, missing, asset, endpoint);

  const facts = Object.fromEntries([...seen].map(([probe, { facts }]) => [probe, facts]));
  const context: EndpointContext = {
    ...assetContext,
    endpoint,
    baseline: (probe) => bench.baselines.seen(probe, asset.id, endpoint.id),
    previous: (probe) => bench.previous.seen(probe, asset.id, endpoint.id),
  };
  const result = guarded(check, () => check.evaluate(facts, context));
  const evidence = result.evidence.flatMap(({ probe, pointer, observationId = seen.get(probe)?.observationId }) =>
    observationId === undefined ? [] : [{ observationId, probe, pointer }],
  );
  const times = [...seen.values()].map((row) => row.lastSeen);
  const evidenceAt = times.length === 0 ? null : Math.min(...times);
  return verdictOf(bench, check, result, { asset, endpoint, evidence, evidenceAt });
}

/** Readable facts of those probes that have them, by probe id. */
function gather(index: ObservationIndex, probes: readonly Probe[], asset: Asset, endpoint: Endpoint): Map<string, Seen<unknown>> {
  const found = new Map<string, Seen<unknown>>();
  for (const probe of probes) {
    const seen = index.seen(probe, asset.id, endpoint.id);
    if (seen !== undefined) found.set(probe.id, seen);
  }
  return found;
}

/** The verdict where a needed probe has no readable facts. */
function withoutFacts(bench: Bench, check: EndpointCheck, probe: Probe, asset: Asset, endpoint: Endpoint): Verdict {
  const newest = bench.latest.newest(asset.id, endpoint.id, probe.id);
  const evidenceAt = newest?.lastSeen ?? null;
  return verdictOf(bench, check, reasonWithout(probe, endpoint, newest), { asset, endpoint, evidence: [], evidenceAt });
}

function reasonWithout(probe: Probe, endpoint: Endpoint, newest: StoredObservation | undefined): CheckResult {
  if (newest !== undefined) {
    const { outcome, reason } = newest;
    const failure =
      outcome === "answered"
        ? { outcome: "malformed", reason: "facts-invalid" }
        : { outcome, reason: reason?.code ?? "unstated" };
    return unknown(message("common.probe-failed", { probe: probe.id, ...failure }));
  }
  // Scoring rule 4: what the inventory never allowed is not tested, by choice.
  if (probe.onRequest && !endpoint.onRequest.includes(probe.id)) {
    return notApplicable(message("common.not-tested-by-choice", { probe: probe.id }));
  }
  return unknown(message("common.not-observed", { probe: probe.id }));
}

/** One faulty check must not stop the judgement of the rest. */
function guarded(check: Check, evaluate: () => CheckResult): CheckResult {
  try {
    return evaluate();
  } catch (error) {
    return unknown(message("common.check-crashed", { check: check.id, error: describeError(error).slice(0, 200) }));
  }
}

function enterpriseContext({ input, latest, addresses }: Bench): EnterpriseContext {
  const { now, inventory, findings = [], activities = [] } = input;
  return {
    now,
    inventory,
    findings,
    addresses,
    activities,
    peers: (probe) => latest.peers(probe, inventory),
    sweep: (siteId, rangeId) => latest.seen(netSweep, sweptSite(siteId), rangeId),
  };
}

function oldest(bench: Bench, evidence: readonly Evidence[]): Instant | null {
  const times = evidence.flatMap(({ observationId }) => bench.lastSeen.get(observationId) ?? []);
  return times.length === 0 ? null : Math.min(...times);
}

interface Subject {
  readonly asset: Asset | null;
  readonly endpoint: Endpoint | null;
  readonly evidence: readonly Evidence[];
  readonly evidenceAt: Instant | null;
}

function verdictOf({ input }: Bench, check: Check, result: CheckResult, subject: Subject): Verdict {
  return {
    checkId: check.id,
    enterpriseId: input.inventory.enterprise.id,
    siteId: subject.asset?.site ?? null,
    assetId: subject.asset?.id ?? null,
    endpointId: subject.endpoint?.id ?? null,
    status: result.status,
    severity: result.severity ?? check.severity,
    because: result.because,
    notices: result.notices,
    evidence: subject.evidence,
    evidenceAt: subject.evidenceAt,
    judgedAt: input.now,
  };
}
