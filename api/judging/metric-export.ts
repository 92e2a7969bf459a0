import type { Finding } from "../../model/finding.ts";
import { type Instant, minute } from "../../model/instant.ts";
import type { MetricPoint } from "../../model/metric.ts";
import type { Score, ScoreNode } from "../../model/score.ts";
import { severities } from "../../model/severity.ts";
import { type Verdict, type VerdictStatus, verdictKey } from "../../model/verdict.ts";
import type { VerdictChange } from "../../store/records/judgement-port.ts";
import type { InventoryEntry } from "../inventory/inventory-book.ts";
import type { Services } from "../services.ts";
import { isOpen } from "../views/finding-view.ts";

const cursorName = "metrics.exported-through";
/** A judgement that was under way at the last export carries an earlier time; writing twice changes nothing. */
const overlap = minute;
/** Between changes the state is repeated this often, so that a chart of any range has points. */
const repeatEvery = 5 * minute;
const pointsAtOnce = 2000;

/** The worst endpoint has the highest code, so that a roll-up by maximum keeps the worst. */
const statusCode: Readonly<Record<VerdictStatus, number>> = { "not-applicable": 0, pass: 1, unknown: 2, fail: 3 };

/**
 * Writes verdicts, posture and findings to the metric store from the records, from a cursor on; the cursor moves only when the
 * store has them, so that a store that was away is filled up later. Throws what the metric store throws.
 */
export async function exportMetrics(services: Services): Promise<void> {
  const { records, metrics, book, clock, health, log } = services;
  const now = clock.now();
  const cursor = Number((await records.settings.get(cursorName)) ?? 0);
  const span = { from: Math.max(0, cursor - overlap), now, repeatAt: repetition(cursor, now) };
  for (const entry of await book.all()) {
    const points = await pointsOf(services, entry, span);
    for (let start = 0; start < points.length; start += pointsAtOnce) {
      const { refused } = await health.watch("metrics", () => metrics.write(points.slice(start, start + pointsAtOnce)));
      if (refused.length > 0) log.warn({ count: refused.length, first: refused[0] }, "the metric store refuses points for ever");
    }
  }
  await records.settings.set(cursorName, String(now));
}

interface Span {
  readonly from: Instant;
  readonly now: Instant;
  /** The time under which the state is repeated, where a repetition is due. */
  readonly repeatAt: Instant | undefined;
}

function repetition(cursor: Instant, now: Instant): Instant | undefined {
  const latest = now - (now % repeatEvery);
  return latest > cursor ? latest : undefined;
}

async function pointsOf(services: Services, entry: InventoryEntry, span: Span): Promise<MetricPoint[]> {
  const { records } = services;
  const { id } = entry;
  const [changes, verdicts, findings] = await Promise.all([
    records.verdicts.history({ enterpriseId: id }, span.from),
    records.verdicts.list({ enterpriseId: id }),
    records.findings.list({ enterpriseId: id }),
  ]);
  const findingTimes = changes.length === 0 && span.repeatAt === undefined ? [] : [span.repeatAt ?? span.now];
  return [
    ...verdictPoints(verdicts, changes, span.repeatAt),
    ...(await posturePoints(services, entry, span)),
    ...findingTimes.flatMap((at) => findingPoints(id, findings, at)),
  ];
}

/** Walks back from the verdicts of now through their changes, so that each point is the worst endpoint of its time. */
function verdictPoints(
  current: readonly Verdict[],
  changes: readonly VerdictChange[],
  repeatAt: Instant | undefined,
): MetricPoint[] {
  const status = new Map(current.map((verdict) => [verdictKey(verdict), verdict.status]));
  const subjects = Map.groupBy([...current, ...changes.map(({ after }) => after)], subjectOf);
  const point = (verdict: Verdict, at: Instant): MetricPoint[] => {
    const keys = new Set(subjects.get(subjectOf(verdict))?.map(verdictKey));
    const codes = [...keys].flatMap((key) => status.get(key) ?? []).map((one) => statusCode[one]);
    if (codes.length === 0) return [];
    const { enterpriseId, siteId, assetId, checkId } = verdict;
    const tags = tagsOf({ enterprise: enterpriseId, site: siteId, asset: assetId, check: checkId });
    return [{ measurement: "verdict", tags, fields: { status: Math.max(...codes) }, at }];
  };
  const undo = ({ before, after }: VerdictChange) => {
    if (before === null) status.delete(verdictKey(after));
    else status.set(verdictKey(after), before);
  };
  const moments = new Map(Map.groupBy(changes, ({ after }) => after.judgedAt));
  const points: MetricPoint[] = [];
  for (const at of [...moments.keys(), ...(repeatAt === undefined ? [] : [repeatAt])].sort((x, y) => y - x)) {
    const group = moments.get(at) ?? [];
    const told = at === repeatAt ? [...subjects.values()].flatMap(([first]) => first ?? []) : group.map(({ after }) => after);
    points.push(...told.flatMap((verdict) => point(verdict, at)));
    for (const change of group) undo(change);
    moments.delete(at);
  }
  return points;
}

function subjectOf({ assetId, checkId }: Verdict): string {
  return JSON.stringify([assetId, checkId]);
}

async function posturePoints({ records, catalogs }: Services, entry: InventoryEntry, span: Span): Promise<MetricPoint[]> {
  const points: MetricPoint[] = [];
  for (const { id: catalogId } of catalogs) {
    for (const siteId of [null, ...entry.sites.keys()]) {
      const moved = await records.scores.history(entry.id, siteId, catalogId, span.from, span.now);
      const times = span.repeatAt === undefined ? [] : [span.repeatAt];
      for (const at of new Set([...moved.map((summary) => summary.at), ...times])) {
        const score = await records.scores.at(entry.id, siteId, catalogId, at);
        if (score !== undefined) points.push(...scorePoints(score, at));
      }
    }
  }
  return points;
}

/** Down to controls: objectives and pairs are in the records. */
function scorePoints(score: Score, at: Instant): MetricPoint[] {
  const { enterpriseId, siteId, catalogId, root } = score;
  const nodes: ScoreNode[] = root === null ? [] : [root, ...root.children, ...root.children.flatMap(({ children }) => children)];
  return nodes.map(({ id, demonstrated, potential, coverage }) => ({
    measurement: "posture",
    tags: tagsOf({ enterprise: enterpriseId, site: siteId, catalog: catalogId, node: id }),
    fields: { demonstrated, potential, coverage },
    at,
  }));
}

function findingPoints(enterprise: string, findings: readonly Finding[], at: Instant): MetricPoint[] {
  const sites = Map.groupBy(findings, ({ siteId }) => siteId);
  return [...sites].flatMap(([site, own]) =>
    severities.map((severity): MetricPoint => {
      const some = own.filter((finding) => finding.severity === severity);
      const fields = { open: some.filter(isOpen).length, waived: some.filter(({ status }) => status === "waived").length };
      return { measurement: "findings", tags: tagsOf({ enterprise, site, severity }), fields, at };
    }),
  );
}

/** A tag without a value is left out. */
function tagsOf(tags: Readonly<Record<string, string | null>>): Record<string, string> {
  return Object.fromEntries(Object.entries(tags).filter((entry): entry is [string, string] => entry[1] !== null));
}
