import { describe, expect, test } from "vitest";
import { enterpriseOfReport, type ReportDifference, type ReportVersion, reportId } from "../../../model/report-version.ts";
import type { RecordStore } from "../port.ts";

const series = { enterpriseId: "water", catalogId: "miit", kind: "self-assessment", language: "zh-CN" } as const;
const figures = { demonstrated: 61.25, potential: 80, coverage: 75, cap: null };

function report(version: number, change: Partial<ReportVersion> = {}): ReportVersion {
  const named = { ...series, ...change };
  return {
    ...series,
    id: reportId(named, version),
    version,
    asOf: version * 10,
    madeAt: version * 10 + 1,
    madeBy: "li",
    simulated: true,
    digest: `d${version}`,
    content: `c${version}`,
    score: figures,
    files: [{ format: "pdf", name: "a.pdf", mediaType: "application/pdf", size: 3, sha256: `f${version}` }],
    differs: version === 1 ? null : 1,
    ...change,
  };
}

const difference: ReportDifference = {
  subject: "asset",
  change: "added",
  id: "plc-1",
  title: { "zh-CN": "控制器", en: "Controller" },
  before: null,
  after: { "zh-CN": "控制器", en: "Controller" },
};

export function reportContract(store: () => RecordStore): void {
  describe("reports", () => {
    test("are kept by version, the newest of a series apart from those of others", async () => {
      const [first, second] = [report(1), report(2)];
      const other = report(1, { language: "en", madeAt: 99 });
      const pharma = report(1, { enterpriseId: "pharma" });
      await store().reports.add(first, []);
      await store().reports.add(second, [difference]);
      for (const one of [other, pharma]) await store().reports.add(one, []);
      expect(await store().reports.newest(series)).toEqual(second);
      expect(await store().reports.newest({ ...series, kind: "risk" })).toBeUndefined();
      expect(await store().reports.get(first.id)).toEqual(first);
      expect(await store().reports.get("nothing")).toBeUndefined();
      expect(await store().reports.list({ enterpriseId: "water" })).toEqual([other, second, first]);
      expect(await store().reports.list({})).toHaveLength(4);
      expect(await store().reports.differences(second.id)).toEqual([difference]);
      expect(await store().reports.differences("nothing")).toBeUndefined();
      expect(enterpriseOfReport(pharma.id)).toBe("pharma");
    });

    test("know the bytes that they rest on", async () => {
      await store().reports.add(report(1), []);
      expect(await store().reports.isKept("f1")).toBe(true);
      expect(await store().reports.isKept("f2")).toBe(false);
    });

    test("take every version of a series once, whoever comes second", async () => {
      const outcomes = await Promise.allSettled([1, 2, 3].map((at) => store().reports.add(report(1, { madeAt: at }), [])));
      expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      await expect(store().reports.add(report(1), [])).rejects.toMatchObject({ code: "stale-edit" });
      expect(await store().reports.list({})).toHaveLength(1);
    });
  });
}
