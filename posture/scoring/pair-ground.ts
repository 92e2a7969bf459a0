import type { Finding } from "../../model/finding.ts";
import type { Instant } from "../../model/instant.ts";
import { type Asset, type AssetRole, criticalityOf, type Inventory } from "../../model/inventory/inventory.ts";
import type { Verdict } from "../../model/verdict.ts";
import type { Check } from "../checks/define.ts";
import { sameItems } from "../same-items.ts";
import { pairKey } from "./objective-value.ts";
import { compareSubject } from "./order.ts";

/** A reviewed statement that something else makes up for a finding: it lowers its severity for the caps (scoring rule 11). */
export interface CompensatingMeasure {
  readonly assetId: string | null;
  readonly checkId: string;
  readonly document: boolean;
  readonly by: string;
  readonly reviewedBy: string | null;
  readonly until: Instant;
}

export interface PairSources {
  readonly inventory: Inventory;
  readonly verdicts: readonly Verdict[];
  /** The same by asset, where they are at hand so. */
  readonly verdictsOf?: ReadonlyMap<string | null, readonly Verdict[]>;
  readonly findings: readonly Finding[];
  readonly checks: readonly Check[];
  readonly now: Instant;
  /** null or absent: the whole enterprise. */
  readonly siteId?: string | null;
  /** Assets that left the inventory without a reviewed retirement, as they were last known; their last verdicts may be given, too. */
  readonly leftoverAssets?: readonly Asset[];
  /** Endpoints that are judged by what they last showed, though the inventory names them no more. */
  readonly leftoverEndpoints?: readonly { readonly assetId: string; readonly endpointId: string }[];
  readonly measures?: readonly CompensatingMeasure[];
}

/** An asset as a score knows it. */
export interface Subject {
  readonly criticality: number;
  /** null: its record is lost, and it may have had any. */
  readonly role: AssetRole | null;
  readonly siteId: string | null;
  /** Endpoints that somebody watches; null once the asset left the inventory. */
  readonly watched: ReadonlySet<string> | null;
}

/** Everything known of one (asset, check), of all endpoints. */
export interface PairRecord {
  readonly assetId: string | null;
  readonly checkId: string;
  /** Of the enterprise's own pairs; an asset has its site. */
  readonly siteId: string | null;
  readonly verdicts: readonly Verdict[];
  readonly finding: Finding | undefined;
}

/** What is known of one asset, or of the enterprise itself: the same object for as long as none of it changes. */
export interface SubjectRecords {
  readonly subject: Subject | undefined;
  readonly verdicts: readonly Verdict[];
  readonly findings: readonly Finding[];
  readonly byCheck: ReadonlyMap<string, readonly PairRecord[]>;
}

/** The verdicts and findings of an enterprise by asset, ready to be read by the objectives of any catalogue. */
export interface PairGround {
  readonly now: Instant;
  readonly checks: readonly Check[];
  readonly subjects: ReadonlyMap<string, Subject>;
  readonly records: ReadonlyMap<string | null, SubjectRecords>;
  /** Keys of pairs under a compensating measure that stands. */
  readonly compensated: ReadonlySet<string>;
  /** Names this state, so that the next one can say that it follows from it. */
  readonly edition: object;
  /** What differs from the state of an edition; absent where there was none. */
  readonly since?: { readonly edition: object; readonly moved: ReadonlySet<string | null> };
}

/** Criticality of an asset of which nothing is left but its findings: the highest, so that losing the record raises nothing. */
const forgottenCriticality = 5;

/** Sorts the sources by asset; what is the same as `before` is taken over as it is. */
export function groundPairs(sources: PairSources, before?: PairGround): PairGround {
  const { checks, now } = sources;
  const unresolved = sources.findings.filter(({ status }) => status !== "resolved");
  const compensated = compensatedPairs(sources);
  const isOfUse = before?.checks === checks && before.compensated.symmetricDifference(compensated).size === 0;
  const known = isOfUse ? before : undefined;
  const subjects = subjectsOf(sources, unresolved, known?.subjects);
  const records = recordsByAsset(sources, unresolved, subjects, known);
  const state = { now, checks, subjects, records, compensated, edition: {} };
  return known === undefined
    ? state
    : { ...state, since: { edition: known.edition, moved: movedRecords(known.records, records) } };
}

function recordsByAsset(
  { verdicts, verdictsOf = Map.groupBy(verdicts, ({ assetId }) => assetId), checks, leftoverAssets = [], inventory }: PairSources,
  unresolved: readonly Finding[],
  subjects: ReadonlyMap<string, Subject>,
  before: PairGround | undefined,
): PairGround["records"] {
  const informing = new Set(checks.filter((check) => check.informsOnly).map((check) => check.id));
  const known = new Set([...leftoverAssets, ...inventory.assets].map((asset) => asset.id));
  const findingsOf = Map.groupBy(unresolved, ({ assetId }) => assetId);
  const records = new Map<string | null, SubjectRecords>();
  for (const id of [...new Set([...verdictsOf.keys(), ...findingsOf.keys()])].sort(compareSubject)) {
    const own = {
      subject: id === null ? undefined : subjects.get(id),
      verdicts: id === null || known.has(id) ? (verdictsOf.get(id) ?? []) : [],
      findings: findingsOf.get(id) ?? [],
    };
    const old = before?.records.get(id);
    records.set(id, old !== undefined && isSame(old, own) ? old : { ...own, byCheck: recordsOf(own, informing) });
  }
  return records;
}

function isSame(a: SubjectRecords, b: Omit<SubjectRecords, "byCheck">): boolean {
  return a.subject === b.subject && sameItems(a.verdicts, b.verdicts) && sameItems(a.findings, b.findings);
}

function movedRecords(old: PairGround["records"], young: PairGround["records"]): ReadonlySet<string | null> {
  return new Set([...old.keys(), ...young.keys()].filter((id) => old.get(id) !== young.get(id)));
}

function subjectsOf(
  { inventory, leftoverAssets = [], leftoverEndpoints = [] }: PairSources,
  unresolved: readonly Finding[],
  before: ReadonlyMap<string, Subject> | undefined,
): Map<string, Subject> {
  const subjects = new Map<string, Subject>();
  for (const { assetId, siteId } of unresolved) {
    if (assetId !== null) subjects.set(assetId, { criticality: forgottenCriticality, role: null, siteId, watched: null });
  }
  const enter = (asset: Asset, watched: Subject["watched"]) =>
    subjects.set(asset.id, { criticality: criticalityOf(asset), role: asset.role, siteId: asset.site, watched });
  for (const asset of leftoverAssets) enter(asset, null);
  const left = Map.groupBy(leftoverEndpoints, ({ assetId }) => assetId);
  for (const asset of inventory.assets) {
    const gone = new Set(left.get(asset.id)?.map(({ endpointId }) => endpointId));
    enter(asset, new Set(asset.endpoints.map(({ id }) => id)).difference(gone));
  }
  for (const [id, subject] of subjects) {
    const old = before?.get(id);
    if (old !== undefined && isSameSubject(old, subject)) subjects.set(id, old);
  }
  return subjects;
}

function isSameSubject(a: Subject, b: Subject): boolean {
  const sameEndpoints = a.watched === b.watched || (a.watched !== null && b.watched?.symmetricDifference(a.watched).size === 0);
  return a.criticality === b.criticality && a.role === b.role && a.siteId === b.siteId && sameEndpoints;
}

function recordsOf(
  { verdicts, findings }: Pick<SubjectRecords, "verdicts" | "findings">,
  informing: ReadonlySet<string>,
): ReadonlyMap<string, readonly PairRecord[]> {
  interface Growing extends PairRecord {
    readonly verdicts: Verdict[];
    finding: Finding | undefined;
  }
  const records = new Map<string, Growing>();
  const recordOf = ({ assetId, siteId, checkId }: Pick<Verdict, "assetId" | "siteId" | "checkId">): Growing | undefined => {
    if (informing.has(checkId)) return undefined;
    // What the enterprise itself is told of its sites stays apart by site; an asset has one.
    const key = assetId === null ? `${checkId} ${siteId ?? ""}` : checkId;
    const record = records.get(key) ?? { assetId, checkId, siteId, verdicts: [], finding: undefined };
    records.set(key, record);
    return record;
  };
  for (const verdict of verdicts) recordOf(verdict)?.verdicts.push(verdict);
  for (const finding of findings) {
    const record = recordOf(finding);
    if (record !== undefined) record.finding = finding;
  }
  return Map.groupBy(records.values(), (record) => record.checkId);
}

function compensatedPairs({ measures = [], now }: PairSources): Set<string> {
  const standing = measures.filter(
    ({ document, by, reviewedBy, until }) => document && reviewedBy !== null && reviewedBy !== by && now < until,
  );
  return new Set(standing.map(({ assetId, checkId }) => pairKey(assetId, checkId)));
}
