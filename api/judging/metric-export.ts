import { type Instant, minute } from "../../model/instant.ts";
import type { MetricPoint } from "../../model/metric.ts";
import type { InventoryEntry } from "../inventory/inventory-book.ts";
import type { Services } from "../services.ts";
import { findingPoints, scorePoints, verdictPoints } from "./metric-points.ts";

const cursorName = "metrics.exported-through";
const changesName = (enterpriseId: string) => `metrics.exported-changes.${enterpriseId}`;
/** A judgement carries the time at which it began; this long it may have been under way. */
const overlap = minute;
/** Between changes the state is repeated this often, so that a chart of any range has points. */
const repeatEvery = 5 * minute;
const pointsAtOnce = 2000;
const subjectsAtOnce = 25;
const scoresAtOnce = 50;

/**
 * Writes verdicts, posture and findings to the metric store from the records: what changed behind a cursor, and now and then the whole
 * state again. A cursor moves only when the store has them, so that a store that was away is filled up later. Throws what the
 * metric store throws.
 */
export async function exportMetrics(services: Services): Promise<void> {
  const { records, book, clock } = services;
  const now = clock.now();
  const cursor = Number((await records.settings.get(cursorName)) ?? 0);
  const span = { from: cursor - overlap, now, repeatAt: repetition(cursor, now) };
  for (const entry of await book.all()) await exportEnterprise(services, entry, span);
  await records.settings.set(cursorName, String(now));
}

interface Span {
  /** Where no cursor of changes is kept yet, they begin here. */
  readonly from: Instant;
  readonly now: Instant;
  /** The time under which the state is repeated, where a repetition is due. */
  readonly repeatAt: Instant | undefined;
}

function repetition(cursor: Instant, now: Instant): Instant | undefined {
  const latest = now - (now % repeatEvery);
  return latest > cursor ? latest : undefined;
}

/** How far the changes of an enterprise were exported. */
interface Exported {
  readonly verdicts: number;
  readonly scores: number;
}

async function exportEnterprise(services: Services, entry: InventoryEntry, span: Span): Promise<void> {
  const { records } = services;
  const { id } = entry;
  const before = await exportedThrough(services, id, span.from);
  const verdicts = await exportVerdicts(services, id, before.verdicts, span);
  const scores = await exportScores(services, entry, before.scores, span);
  if (verdicts !== before.verdicts || span.repeatAt !== undefined) {
    await write(services, findingPoints(id, await records.findings.counts(id), span.repeatAt ?? span.now));
  }
  const after: Exported = { verdicts, scores };
  if (verdicts !== before.verdicts || scores !== before.scores)
    await records.settings.set(changesName(id), JSON.stringify(after));
}

async function exportedThrough({ records }: Services, enterpriseId: string, from: Instant): Promise<Exported> {
  const kept = await records.settings.get(changesName(enterpriseId));
  // Written below, from an object of this type.
  if (kept !== undefined) return JSON.parse(kept) as Exported;
  return {
    verdicts: await records.verdicts.changeCursor(enterpriseId, from),
    scores: await records.scores.changeCursor(enterpriseId, from),
  };
}

/** Answers the cursor behind what was written. */
async function exportVerdicts(services: Services, enterpriseId: string, cursor: number, { repeatAt }: Span): Promise<number> {
  const { verdicts } = services.records;
  const through = await verdicts.changeCursor(enterpriseId);
  if (through === cursor && repeatAt === undefined) return cursor;
  const moved = await verdicts.subjectsMoved(enterpriseId, cursor);
  const subjects = repeatAt === undefined ? moved : [...new Set([...moved, ...(await verdicts.subjects(enterpriseId))])];
  for (let at = 0; at < subjects.length; at += subjectsAtOnce) {
    const some = subjects.slice(at, at + subjectsAtOnce);
    // In this order: a change that comes in between is undone once more, which does no harm.
    const current = await verdicts.ofSubjects(enterpriseId, some);
    const changes = await verdicts.changesBehind(enterpriseId, some, cursor);
    await write(services, verdictPoints(current, changes, repeatAt));
  }
  return through;
}

/** Answers the cursor behind what was written. */
async function exportScores(
  services: Services,
  { id, sites }: InventoryEntry,
  cursor: number,
  { repeatAt }: Span,
): Promise<number> {
  const { records, catalogs } = services;
  let through = cursor;
  for (;;) {
    const some = await records.scores.changesBehind(id, through, scoresAtOnce);
    await write(
      services,
      some.flatMap(({ score }) => scorePoints(score, score.at)),
    );
    through = some.at(-1)?.cursor ?? through;
    if (some.length < scoresAtOnce) break;
  }
  if (repeatAt === undefined) return through;
  for (const { id: catalogId } of catalogs) {
    for (const siteId of [null, ...sites.keys()]) {
      const score = await records.scores.at(id, siteId, catalogId, repeatAt, "objectives");
      if (score !== undefined) await write(services, scorePoints(score, repeatAt));
    }
  }
  return through;
}

async function write({ metrics, health, log }: Services, points: readonly MetricPoint[]): Promise<void> {
  for (let start = 0; start < points.length; start += pointsAtOnce) {
    const { refused } = await health.watch("metrics", () => metrics.write(points.slice(start, start + pointsAtOnce)));
    if (refused.length > 0) log.warn({ count: refused.length, first: refused[0] }, "the metric store refuses points for ever");
  }
}
