import type { Catalog } from "../../catalogs/catalog.ts";
import type { Enterprise } from "../../model/inventory/inventory.ts";
import { severities } from "../../model/severity.ts";
import { compareText } from "../../posture/scoring/order.ts";
import type { OpenCount, ScoreStanding } from "../../store/records/judgement-port.ts";
import type { CatalogOverview, OverviewFigures } from "../contract/overview.ts";
import { isoTime } from "./time.ts";

/** Everything that is summed up: the enterprises that are looked at, the newest scores, and what is open. */
export interface OverviewGround {
  readonly enterprises: readonly Enterprise[];
  readonly standings: readonly ScoreStanding[];
  readonly openCounts: readonly OpenCount[];
}

interface Row {
  readonly enterprise: Enterprise;
  readonly standing: ScoreStanding | undefined;
  readonly open: readonly OpenCount[];
}

/** Sums the enterprises up by one catalogue, as a whole and by industry, type and grade. */
export function catalogOverview({ id, title }: Pick<Catalog, "id" | "title">, ground: OverviewGround): CatalogOverview {
  const standings = new Map(ground.standings.filter(({ catalogId }) => catalogId === id).map((one) => [one.enterpriseId, one]));
  const open = Map.groupBy(ground.openCounts, ({ enterpriseId }) => enterpriseId);
  const rows = ground.enterprises.map((enterprise): Row => {
    return { enterprise, standing: standings.get(enterprise.id), open: open.get(enterprise.id) ?? [] };
  });
  const industries = Map.groupBy(rows, ({ enterprise }) => JSON.stringify(enterprise.industry ?? null));
  const types = [...new Set(rows.flatMap(({ enterprise }) => enterprise.types))].sort();
  const grades = Map.groupBy(rows, ({ enterprise }) => enterprise.grade);
  return {
    catalogId: id,
    title,
    whole: figuresOf(rows),
    byIndustry: [...industries.values()]
      .map((own) => ({ industry: own[0]?.enterprise.industry ?? null, ...figuresOf(own) }))
      .sort((a, b) => b.enterprises - a.enterprises || compareText(nameOf(a.industry), nameOf(b.industry))),
    byType: types.map((type) => ({ type, ...figuresOf(rows.filter(({ enterprise }) => enterprise.types.includes(type))) })),
    byGrade: [...grades].sort(([a], [b]) => b - a).map(([grade, own]) => ({ grade, ...figuresOf(own) })),
  };
}

/** Those without an industry come last. */
function nameOf(industry: Enterprise["industry"] | null): string {
  return industry?.en ?? "\uffff";
}

function figuresOf(rows: readonly Row[]): OverviewFigures {
  const scored = rows.flatMap(({ standing }) => (standing === undefined || standing.demonstrated === null ? [] : [standing]));
  const demonstrated = scored.flatMap((one) => one.demonstrated ?? []);
  const openOf = (severity: OpenCount["severity"]) =>
    rows.flatMap(({ open }) => open.filter((count) => count.severity === severity)).reduce((sum, { count }) => sum + count, 0);
  const [critical = 0, high = 0, medium = 0, low = 0] = severities.map(openOf);
  return {
    enterprises: rows.length,
    scored: scored.length,
    demonstrated: meanOf(demonstrated),
    potential: meanOf(scored.flatMap((one) => one.potential ?? [])),
    coverage: meanOf(scored.flatMap((one) => one.coverage ?? [])),
    lowest: demonstrated.length === 0 ? null : demonstrated.reduce((low, one) => Math.min(low, one)),
    capped: scored.filter(({ capAt }) => capAt !== null).length,
    openFindings: { critical, high, medium, low },
    oldestChange: scored.length === 0 ? null : isoTime(scored.reduce((oldest, { at }) => Math.min(oldest, at), Infinity)),
  };
}

function meanOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
