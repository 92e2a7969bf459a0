import { describe, expect, it } from "vitest";
import { builtinCatalogs } from "../../catalogs/index.ts";
import { loadBuiltin } from "../../catalogs/testing/load-builtin.ts";
import type { Score, ScoreNode } from "../../model/score.ts";
import { checks } from "../../posture/checks/index.ts";
import { InventoryBook } from "../inventory/inventory-book.ts";
import { openTestCentre } from "../testing/open-centre.ts";
import { FindingIds, scoreView } from "./score-view.ts";

const known = new Map(checks.map((check) => [check.id, check]));

const cap: ScoreNode["cap"] = {
  at: 60,
  points: -3,
  because: {
    "zh-CN": "资产 pump 有未解决的严重问题 modbus.any-client，控制项封顶 60 分。",
    en: "Capped at 60: the critical finding modbus.any-client on pump and 1 more is unresolved.",
  },
  causes: [
    ["pump", "modbus.any-client"],
    ["scada", "modbus.any-client"],
  ],
};
const root: ScoreNode = {
  id: "miit",
  kind: "enterprise",
  weight: 1,
  demonstrated: 60,
  potential: 60,
  coverage: 100,
  points: 60,
  cap,
  children: [],
};
const score: Score = {
  enterpriseId: "waterworks",
  siteId: null,
  catalogId: "miit",
  profileVersion: "1",
  at: 0,
  root,
  encouraged: { met: 0, of: 0 },
};

describe("the view of a score", () => {
  it("names the asset and the check behind a cap as people name them, in both languages", async () => {
    const test = await openTestCentre();
    try {
      const entry = await new InventoryBook(test.records.inventories, test.clock).get("waterworks");
      const catalog = await loadBuiltin(builtinCatalogs.miit);
      const view = scoreView(score, { enterpriseId: "waterworks", entry, checks: known, catalog, findings: new FindingIds([]) });
      const title = known.get("modbus.any-client")?.text.title;
      const demand = { "zh-CN": title?.["zh-CN"].slice(0, -1), en: title?.en.slice(0, -1) };
      expect(view.root?.cap?.because).toEqual({
        "zh-CN": `“水泵控制器”有未解决的严重问题（不符合“${demand["zh-CN"]}”），控制项封顶 60 分。`,
        en: `Capped at 60: the critical finding (this does not hold: “${demand.en}”) on Pump controller and 1 more is unresolved.`,
      });
      expect(view.root?.cap?.causes.map(({ assetName, checkTitle }) => [assetName?.en, checkTitle])).toEqual([
        ["Pump controller", demand],
        ["SCADA server", demand],
      ]);
    } finally {
      await test.close();
    }
  });
});
