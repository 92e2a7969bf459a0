import { expect, it } from "vitest";
import type { Enterprise } from "../../model/inventory/inventory.ts";
import type { ScoreStanding } from "../../store/records/judgement-port.ts";
import { catalogOverview } from "./overview-view.ts";

const title = { "zh-CN": "目录", en: "Catalogue" };
const enterprise = (id: string, over: Partial<Enterprise>): Enterprise => ({
  id,
  name: title,
  types: ["N"],
  grade: 2,
  simulated: false,
  ...over,
});
const standing = (enterpriseId: string, demonstrated: number | null, over: Partial<ScoreStanding> = {}): ScoreStanding => ({
  enterpriseId,
  catalogId: "x",
  at: 1000,
  demonstrated,
  potential: demonstrated === null ? null : 90,
  coverage: demonstrated === null ? null : 50,
  capAt: null,
  profileVersion: "1",
  ...over,
});
const water = { "zh-CN": "水务", en: "Water" };

it("sums enterprises up by industry, type and grade, each weighing the same", () => {
  const ground = {
    enterprises: [
      enterprise("a", { industry: water, grade: 3 }),
      enterprise("b", { industry: water, types: ["N", "P"] }),
      enterprise("c", {}),
      enterprise("d", {}),
    ],
    standings: [
      standing("a", 60, { capAt: 60, at: 500 }),
      standing("b", 80),
      standing("c", null),
      standing("b", 10, { catalogId: "other" }),
      standing("gone", 10),
    ],
    openCounts: [
      { enterpriseId: "a", severity: "critical" as const, count: 2 },
      { enterpriseId: "b", severity: "critical" as const, count: 1 },
      { enterpriseId: "gone", severity: "low" as const, count: 9 },
    ],
  };
  const { whole, byIndustry, byType, byGrade } = catalogOverview({ id: "x", title }, ground);
  const openFindings = { critical: 3, high: 0, medium: 0, low: 0 };
  const known = { scored: 2, demonstrated: 70, potential: 90, coverage: 50, lowest: 60, capped: 1, openFindings };
  const oldestChange = new Date(500).toISOString();
  expect(whole).toEqual({ enterprises: 4, ...known, oldestChange });
  expect(byIndustry).toMatchObject([
    { industry: water, enterprises: 2, demonstrated: 70 },
    { industry: null, enterprises: 2, scored: 0, demonstrated: null, oldestChange: null },
  ]);
  expect(byType).toMatchObject([
    { type: "N", enterprises: 4, demonstrated: 70 },
    { type: "P", enterprises: 1, demonstrated: 80 },
  ]);
  expect(byGrade).toMatchObject([
    { grade: 3, enterprises: 1, demonstrated: 60 },
    { grade: 2, enterprises: 3, demonstrated: 80 },
  ]);
});
