import type { Instant } from "../../model/instant.ts";
import type { MetricPoint } from "../../model/metric.ts";
import type { Score, ScoreNode } from "../../model/score.ts";
import { severities } from "../../model/severity.ts";
import { type Verdict, type VerdictStatus, verdictKey } from "../../model/verdict.ts";
import type { FindingCount, VerdictChange } from "../../store/records/judgement-port.ts";
import { isOpen } from "../views/finding-view.ts";

/** The worst endpoint has the highest code, so that a roll-up by maximum keeps the worst. */
const statusCode: Readonly<Record<VerdictStatus, number>> = { "not-applicable": 0, pass: 1, unknown: 2, fail: 3 };

/** Walks back from the verdicts of now through their changes, so that each point is the worst endpoint of its time. */
export function verdictPoints(
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

/** Down to controls: objectives and pairs are in the records. */
export function scorePoints(score: Score, at: Instant): MetricPoint[] {
  const { enterpriseId, siteId, catalogId, root } = score;
  const nodes: ScoreNode[] = root === null ? [] : [root, ...root.children, ...root.children.flatMap(({ children }) => children)];
  return nodes.map(({ id, demonstrated, potential, coverage }) => ({
    measurement: "posture",
    tags: tagsOf({ enterprise: enterpriseId, site: siteId, catalog: catalogId, node: id }),
    fields: { demonstrated, potential, coverage },
    at,
  }));
}

export function findingPoints(enterprise: string, counts: readonly FindingCount[], at: Instant): MetricPoint[] {
  const sites = Map.groupBy(counts, ({ siteId }) => siteId);
  return [...sites].flatMap(([site, own]) =>
    severities.map((severity): MetricPoint => {
      const some = own.filter((kind) => kind.severity === severity);
      const sum = (kinds: readonly FindingCount[]) => kinds.reduce((total, { count }) => total + count, 0);
      const fields = { open: sum(some.filter(isOpen)), waived: sum(some.filter(({ status }) => status === "waived")) };
      return { measurement: "findings", tags: tagsOf({ enterprise, site, severity }), fields, at };
    }),
  );
}

/** A tag without a value is left out. */
function tagsOf(tags: Readonly<Record<string, string | null>>): Record<string, string> {
  return Object.fromEntries(Object.entries(tags).filter((entry): entry is [string, string] => entry[1] !== null));
}
