import type { Instant } from "../../model/instant.ts";
import type { Asset } from "../../model/inventory/inventory.ts";
import { message } from "../../model/messages/index.ts";
import type { StoredObservation } from "../../model/observation.ts";
import { describeError } from "../../model/problem.ts";
import type { Probe, Seen } from "../../model/protocols/define.ts";
import type { Endpoint } from "../../model/protocols/index.ts";
import type { Evidence, Verdict } from "../../model/verdict.ts";
import type { AssetCheck, Check, CheckResult, EndpointCheck, EnterpriseCheck } from "../checks/define.ts";
import { notApplicable, unknown } from "../checks/results.ts";
import type { ObservationIndex } from "../observation-index.ts";
import { AssetSight, type Bench, EndpointSight, EnterpriseSight } from "./bench.ts";

/** An enterprise check, or what an asset check says beyond the assets. */
export function judgeEnterprise(bench: Bench, check: EnterpriseCheck | RestCheck): Verdict {
  const context = new EnterpriseSight(bench);
  const result = guarded(check, () => (check.scope === "asset" ? check.evaluateRest(context) : check.evaluate(context)));
  const evidence = result.evidence.flatMap(({ probe, pointer, observationId }) =>
    observationId === undefined ? [] : [{ observationId, probe, pointer }],
  );
  return verdictOf(bench, check, result, { asset: null, endpoint: null, evidence, evidenceAt: oldest(bench, evidence, null) });
}

export type RestCheck = AssetCheck & Required<Pick<AssetCheck, "evaluateRest">>;

export function saysMore(check: Check): check is RestCheck {
  return check.scope === "asset" && check.evaluateRest !== undefined;
}

export function judgeAsset(bench: Bench, asset: Asset, check: AssetCheck): Verdict {
  const context = new AssetSight(bench, asset);
  const result = guarded(check, () => check.evaluate(context));
  const newest = (probe: string) =>
    context.latest.filter((row) => row.probe === probe).sort((a, b) => b.lastSeen - a.lastSeen || (a.id < b.id ? -1 : 1))[0]?.id;
  const evidence = result.evidence.flatMap(({ probe, pointer, observationId = newest(probe) }) =>
    observationId === undefined ? [] : [{ observationId, probe, pointer }],
  );
  return verdictOf(bench, check, result, { asset, endpoint: null, evidence, evidenceAt: oldest(bench, evidence, asset.id) });
}

export function judgeEndpoint(bench: Bench, asset: Asset, endpoint: Endpoint, check: EndpointCheck): Verdict {
  const seen = gather(bench.latest, [...check.needs, ...check.mayUse], asset, endpoint);
  const missing = check.needs.find((probe) => !seen.has(probe.id));
  if (missing !== undefined) return withoutFacts(bench, check, missing, asset, endpoint);

  const facts = Object.fromEntries([...seen].map(([probe, { facts }]) => [probe, facts]));
  const result = guarded(check, () => check.evaluate(facts, new EndpointSight(bench, asset, endpoint)));
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

/** When the oldest row behind the evidence was last seen; looking at rows of another asset is noted. */
function oldest(bench: Bench, evidence: readonly Evidence[], ownAssetId: string | null): Instant | null {
  const rows = evidence.flatMap(({ observationId }) => bench.rowById(observationId, ownAssetId) ?? []);
  for (const { assetId, probe } of rows) {
    if (assetId !== ownAssetId) bench.reads.note(`times ${probe}`);
  }
  return rows.length === 0 ? null : Math.min(...rows.map(({ lastSeen }) => lastSeen));
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
