import { isDeepStrictEqual } from "node:util";
import { noAdvisories } from "../model/advisories/advisory.ts";
import type { Asset } from "../model/inventory/inventory.ts";
import type { StoredObservation } from "../model/observation.ts";
import type { Endpoint } from "../model/protocols/index.ts";
import { saysTheSame } from "../model/same-verdict.ts";
import type { Verdict } from "../model/verdict.ts";
import { AdvisoryBook } from "./advisories/advisory-book.ts";
import type { AssetCheck, EndpointCheck, EnterpriseCheck } from "./checks/define.ts";
import { giveWay } from "./give-way.ts";
import { Bench, type JudgeInput, type OwnRows, type RowIndexes } from "./judging/bench.ts";
import { judgeAsset, judgeEndpoint, judgeEnterprise, type RestCheck, saysMore } from "./judging/evaluate.ts";
import type { Looked, Source } from "./judging/reads.ts";
import { sameItems } from "./same-items.ts";
import { runToEnd, type Steps } from "./steps.ts";

export type { JudgeInput } from "./judging/bench.ts";

/** A judgement, and what the next one of the same enterprise needs in order to judge only what changed. */
export interface Judged {
  readonly input: JudgeInput;
  /** By asset; null is the enterprise itself. The same object as before where nothing of the subject changed. */
  readonly subjects: ReadonlyMap<string | null, JudgedSubject>;
  readonly indexes: RowIndexes;
}

export interface JudgedSubject {
  /** A verdict that says the same as before is the same object, with the time at which it was first given. */
  readonly verdicts: readonly Verdict[];
  readonly units: readonly Unit[];
  /** What any of them looked at. */
  readonly looked: Looked;
  readonly rows: OwnRows;
}

/** One check at one place. */
interface Unit {
  readonly place: Place;
  /** Before it gives way to another. */
  readonly verdict: Verdict;
  readonly looked: Looked;
}
type Place =
  | { readonly asset: null; readonly endpoint: null; readonly check: EnterpriseCheck | RestCheck }
  | { readonly asset: Asset; readonly endpoint: null; readonly check: AssetCheck }
  | { readonly asset: Asset; readonly endpoint: Endpoint; readonly check: EndpointCheck };

/**
 * Judges an enterprise: endpoint checks at every endpoint of their protocol, asset checks at every asset, enterprise checks
 * once, and so what asset checks say beyond the assets. An endpoint check runs only on readable facts of every probe that it needs and is unknown otherwise; a check that throws
 * is unknown, too. A fail whose check gives way to another fail at the same subject is not-applicable (scoring rule 14).
 */
export function judge(input: JudgeInput): readonly Verdict[] {
  return verdictsOf(runToEnd(judgeInSteps(input)));
}

/** All verdicts, those of the enterprise itself last. */
export function verdictsOf({ subjects }: Judged): readonly Verdict[] {
  const own = subjects.get(null)?.verdicts ?? [];
  return [...[...subjects].flatMap(([assetId, { verdicts }]) => (assetId === null ? [] : verdicts)), ...own];
}

/**
 * The same in steps of one asset, so that the caller's thread can do other work between them. With the judgement `before`, only
 * those checks are evaluated again that looked at something that has changed; what they answer is what `judge` answers, but for
 * the time of verdicts that say the same as before.
 */
export function* judgeInSteps(input: JudgeInput, before?: Judged): Steps<Judged> {
  const bench = new Bench(input, before?.indexes);
  const moved = before === undefined ? undefined : movedSources(before, bench);
  const subjects = new Map<string | null, JudgedSubject>();
  for (const asset of [...input.inventory.assets, null]) {
    const known = before?.subjects.get(asset?.id ?? null);
    subjects.set(asset?.id ?? null, judgeSubject(bench, asset, known, moved));
    yield;
  }
  const { latest, previous, baselines, peers } = bench;
  return { input, subjects, indexes: { latest, previous, baselines, peers } };
}

/** What moved besides the rows of single assets; undefined where everything is to be judged again. */
function movedSources({ input: before, indexes }: Judged, { input, latest, peers }: Bench): ReadonlySet<Source> | undefined {
  const {
    observations: _observations,
    previous: _previous,
    baselines: _baselines,
    findings,
    advisories,
    sightings,
    now,
    ...rest
  } = input;
  const surroundings = Object.entries(rest);
  const same = ([key, value]: [string, unknown]) => isDeepStrictEqual(Object.getOwnPropertyDescriptor(before, key)?.value, value);
  if (now < before.now || !surroundings.every(same)) return undefined;
  const moved = new Set<Source>();
  if (now !== before.now) moved.add("now");
  if (findings !== before.findings) moved.add("findings");
  if (sightings !== before.sightings) moved.add("sightings");
  for (const source of movedAdvisories(before, input)) moved.add(source);
  for (const source of movedRows(indexes, { latest, peers })) moved.add(source);
  return moved;
}

/** Makers of whose products the advisories say something else than before. */
function movedAdvisories(before: JudgeInput, { advisories }: JudgeInput): readonly Source[] {
  if (advisories === before.advisories) return [];
  const book = (set = noAdvisories) => AdvisoryBook.of(set);
  const makers = book(advisories).changedMakers(book(before.advisories));
  return ["advisories", ...[...makers].map((maker): Source => `advisories ${maker}`)];
}

/** What peers say otherwise than before where some row came, went or changed: in its facts, or only in when they were last seen. */
function* movedRows(
  before: Pick<RowIndexes, "latest" | "peers">,
  { latest, peers }: Pick<RowIndexes, "latest" | "peers">,
): Generator<Source> {
  const assetIds = new Set([...before.latest.assetIds(), ...latest.assetIds()]);
  const moved = [...assetIds].filter((id) => before.latest.rowsOf(id) !== latest.rowsOf(id));
  const [old, young] = [before.latest, latest].map((index) => new Set(moved.flatMap((id) => index.rowsOf(id))));
  const gone = [...(old?.difference(young ?? new Set()) ?? [])];
  const come = [...(young?.difference(old ?? new Set()) ?? [])];
  const saying = new Map(gone.map((row) => [row.id, said(row)]));
  const kept = new Set(come.flatMap((row) => (saying.get(row.id) === said(row) ? [row.id] : [])));
  const changed = [...gone, ...come].filter(({ id }) => !kept.has(id));
  for (const { probe } of [...gone, ...come]) yield `times ${probe}`;
  for (const { probe } of changed) yield `facts ${probe}`;
  yield* peers.movedSince(before.peers, changed);
}

/** A row but for its times. */
function said({ outcome, digest, validForSeconds, reason }: StoredObservation): string {
  return JSON.stringify([outcome, digest, validForSeconds, reason]);
}

function judgeSubject(
  bench: Bench,
  asset: Asset | null,
  known: JudgedSubject | undefined,
  moved: ReadonlySet<Source> | undefined,
): JudgedSubject {
  const rows = bench.rowsOf(asset);
  const { checks } = bench.input;
  if (known === undefined || moved === undefined) return settle(known, rows, evaluateAll(bench, asset, known), checks);
  const ownMoved = !sameRows(known.rows, rows);
  const { now } = bench.input;
  const isMoved = ({ looked: { sources, until } }: Pick<Unit, "looked">) =>
    ownMoved || now >= until || sources.some((source) => moved.has(source));
  if (!isMoved(known)) return known;
  const units = known.units.map((unit) => (isMoved(unit) ? evaluate(bench, unit.place, unit) : unit));
  return !ownMoved && sameItems(known.units, units) ? known : settle(known, rows, units, checks);
}

function evaluateAll(bench: Bench, asset: Asset | null, known: JudgedSubject | undefined): Unit[] {
  const byPlace = new Map(known?.units.map((unit) => [nameOf(unit.place), unit]));
  return placesOf(bench, asset).map((place) => evaluate(bench, place, byPlace.get(nameOf(place))));
}

function nameOf({ check, endpoint }: Place): string {
  return `${check.id} ${endpoint?.id ?? ""}`;
}

function placesOf({ input: { checks } }: Bench, asset: Asset | null): Place[] {
  if (asset === null)
    return checks.flatMap((check) => (check.scope === "enterprise" || saysMore(check) ? [{ asset, endpoint: null, check }] : []));
  return [
    ...asset.endpoints.flatMap((endpoint) =>
      checks.flatMap((check): Place[] =>
        check.scope === "endpoint" && check.protocol === endpoint.protocol ? [{ asset, endpoint, check }] : [],
      ),
    ),
    ...checks.flatMap((check): Place[] => (check.scope === "asset" ? [{ asset, endpoint: null, check }] : [])),
  ];
}

function evaluate(bench: Bench, place: Place, known: Unit | undefined): Unit {
  const fresh = verdictAt(bench, place);
  const looked = bench.reads.take();
  if (known === undefined || !saysTheSame(known.verdict, fresh)) return { place, verdict: fresh, looked };
  return place === known.place && sameLooked(known.looked, looked) ? known : { place, verdict: known.verdict, looked };
}

function sameLooked(a: Looked, b: Looked): boolean {
  return a.until === b.until && sameItems(a.sources, b.sources);
}

function verdictAt(bench: Bench, { asset, endpoint, check }: Place): Verdict {
  if (asset === null) return judgeEnterprise(bench, check);
  if (endpoint === null) return judgeAsset(bench, asset, check);
  return judgeEndpoint(bench, asset, endpoint, check);
}

/** Faults meet at the same subject alone, so each subject gives way by itself. */
function settle(
  known: JudgedSubject | undefined,
  rows: OwnRows,
  units: readonly Unit[],
  checks: JudgeInput["checks"],
): JudgedSubject {
  if (known !== undefined && sameItems(known.units.map(verdictIn), units.map(verdictIn))) {
    return { verdicts: known.verdicts, units, looked: allLooked(units), rows };
  }
  const before = new Map(known?.units.map((unit, index) => [nameOf(unit.place), known.verdicts[index]]));
  const verdicts = giveWay(units.map(verdictIn), checks).map((fresh, index) => {
    const unit = units[index];
    const old = unit === undefined ? undefined : before.get(nameOf(unit.place));
    return old !== undefined && saysTheSame(old, fresh) ? old : fresh;
  });
  return { verdicts, units, looked: allLooked(units), rows };
}

function allLooked(units: readonly Unit[]): Looked {
  return {
    sources: [...new Set(units.flatMap(({ looked }) => looked.sources))],
    until: units.reduce((first, { looked }) => Math.min(first, looked.until), Number.POSITIVE_INFINITY),
  };
}

function verdictIn({ verdict }: Unit): Verdict {
  return verdict;
}

function sameRows(a: OwnRows, b: OwnRows): boolean {
  return a.length === b.length && a.every((rows, index) => sameItems(rows, b[index] ?? []));
}
