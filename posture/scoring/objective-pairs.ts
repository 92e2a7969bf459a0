import type { Objective } from "../../catalogs/catalog.ts";
import type { Instant } from "../../model/instant.ts";
import type { Pair } from "../../model/score.ts";
import { compareSeverity, oneStepLower, type Severity } from "../../model/severity.ts";
import { type VerdictStatus, verdictStatuses } from "../../model/verdict.ts";
import { sameItems } from "../same-items.ts";
import { pairKey } from "./objective-value.ts";
import type { PairGround, PairRecord, Subject, SubjectRecords } from "./pair-ground.ts";

/** What an objective makes of the records: which site counts, and when a pass of a moment stops to be good, null for never. */
export interface PairTerms {
  readonly siteId: string | null;
  readonly endOf: (since: Instant) => Instant | null;
  /** Nominal severity by check. */
  readonly nominals: ReadonlyMap<string, Severity>;
}

/** The pairs of one objective by asset. */
export interface ObjectivePairs {
  readonly now: Instant;
  /** Of the ground that they follow from. */
  readonly edition: object;
  readonly parts: ReadonlyMap<string | null, Part>;
  /** When time alone changes one of them next. */
  readonly nextEnd: number;
  /** All of them: the same array for as long as none changes. */
  readonly pairs: Pair[];
}

/** The pairs of one asset; the same array for as long as none changes. */
interface Part {
  readonly pairs: readonly Pair[];
  readonly nextEnd: number;
}

const never = Number.POSITIVE_INFINITY;

/**
 * The pairs of an objective (scoring rules 1, 2, 11 and 13). With what it was `before` under the same terms, only those assets are
 * looked at whose records changed, or where a pass has grown too old.
 */
export function pairsOf(objective: Objective, ground: PairGround, terms: PairTerms, before?: ObjectivePairs): ObjectivePairs {
  const { now, edition, since } = ground;
  if (before === undefined || since?.edition !== before.edition || now < before.now) {
    const all = new Map(
      [...ground.records].map(([id, records]) => [id, partOf(objective, records, ground, terms, before?.parts.get(id))]),
    );
    return assemble(ground, all, before);
  }
  const ended = before.nextEnd < now ? [...before.parts].filter(([, { nextEnd }]) => nextEnd < now).map(([id]) => id) : [];
  const looked = [...new Set([...since.moved, ...ended])].flatMap((id): [string | null, Part | undefined][] => {
    const records = ground.records.get(id);
    const old = before.parts.get(id);
    const part = records && partOf(objective, records, ground, terms, old);
    return part?.pairs === old?.pairs && part?.nextEnd === old?.nextEnd ? [] : [[id, part]];
  });
  if (looked.length === 0) return { ...before, now, edition };
  const parts = new Map(before.parts);
  for (const [id, part] of looked) {
    if (part === undefined) parts.delete(id);
    else parts.set(id, part);
  }
  return assemble(ground, parts, before);
}

function assemble({ now, edition }: PairGround, parts: ObjectivePairs["parts"], before?: ObjectivePairs): ObjectivePairs {
  const nextEnd = parts.values().reduce((first, part) => Math.min(first, part.nextEnd), never);
  const pairs = [...parts.values()].flatMap((part) => part.pairs);
  const same = before !== undefined && sameItems(before.pairs, pairs);
  return { now, edition, parts, nextEnd, pairs: same ? before.pairs : pairs };
}

const noPairs: readonly Pair[] = [];

function samePairAs(old: readonly Pair[]) {
  return (pair: Pair, index: number): boolean => {
    const other = old[index];
    return other !== undefined && pair.length === other.length && pair.every((part, at) => part === other[at]);
  };
}

function partOf(
  { judgedBy }: Objective,
  records: SubjectRecords,
  ground: PairGround,
  terms: PairTerms,
  before: Part | undefined,
): Part {
  let nextEnd = never;
  const noteEnd = (end: Instant) => {
    nextEnd = Math.min(nextEnd, end);
  };
  const pairs = judgedBy.flatMap(({ check, roles }) =>
    (records.byCheck.get(check) ?? [])
      .filter((record) => isInScope(record, records.subject, terms.siteId) && hasRole(record, records.subject, roles))
      .map((record) => pairOf(record, records.subject, ground, terms, noteEnd)),
  );
  return { pairs: sameAs(before?.pairs, pairs), nextEnd };
}

function sameAs(old: readonly Pair[] | undefined, young: readonly Pair[]): readonly Pair[] {
  if (young.length === 0) return noPairs;
  return old?.length === young.length && young.every(samePairAs(old)) ? old : young;
}

function pairOf(
  record: PairRecord,
  subject: Subject | undefined,
  ground: PairGround,
  { endOf, nominals }: PairTerms,
  noteEnd: (end: Instant) => void,
): Pair {
  const { assetId, checkId } = record;
  const nominal = nominals.get(checkId) ?? record.finding?.severity ?? record.verdicts[0]?.severity ?? "medium";
  const status = statusOf(record, subject, ground.now, endOf, noteEnd);
  const severity = status === "fail" ? severityOf(record, nominal, ground.compensated) : nominal;
  return severity === nominal ? [assetId, checkId, nominal, status] : [assetId, checkId, nominal, status, severity];
}

/** Rule 2: an unresolved finding fails, an old pass is unknown; so is whatever nobody watches any more. */
function statusOf(
  { assetId, verdicts, finding }: PairRecord,
  subject: Subject | undefined,
  now: Instant,
  endOf: PairTerms["endOf"],
  noteEnd: (end: Instant) => void,
): VerdictStatus {
  if (finding !== undefined) return "fail";
  const statuses = verdicts.map(({ status, evidenceAt, endpointId }): VerdictStatus => {
    if (status !== "pass") return status;
    if (assetId !== null && !isWatched(subject, endpointId)) return "unknown";
    const end = evidenceAt === null ? null : endOf(evidenceAt);
    if (end === null) return "pass";
    if (now > end) return "unknown";
    noteEnd(end);
    return "pass";
  });
  return verdictStatuses.find((status) => statuses.includes(status)) ?? "not-applicable";
}

function isWatched(subject: Subject | undefined, endpointId: string | null): boolean {
  const watched = subject?.watched ?? null;
  return watched !== null && (endpointId === null || watched.has(endpointId));
}

/** The worst severity that the finding or a failing endpoint has, one step lower under a compensating measure. */
function severityOf(
  { assetId, checkId, verdicts, finding }: PairRecord,
  nominal: Severity,
  compensated: ReadonlySet<string>,
): Severity {
  const own = verdicts.filter((verdict) => verdict.status === "fail").map((verdict) => verdict.severity);
  const [worst = nominal] = (finding === undefined ? own : [...own, finding.severity]).sort(compareSeverity);
  return compensated.has(pairKey(assetId, checkId)) ? oneStepLower(worst) : worst;
}

/** An asset whose record is lost may have had any role. */
function hasRole({ assetId }: PairRecord, subject: Subject | undefined, roles: Objective["judgedBy"][number]["roles"]): boolean {
  if (roles === undefined) return true;
  const role = assetId === null ? undefined : subject?.role;
  return role === null || (role !== undefined && roles.includes(role));
}

/** What concerns the enterprise as a whole concerns each of its sites. */
function isInScope({ assetId, siteId }: PairRecord, subject: Subject | undefined, wanted: string | null): boolean {
  const place = assetId === null ? siteId : (subject?.siteId ?? siteId);
  return wanted === null || place === wanted || (assetId === null && place === null);
}
