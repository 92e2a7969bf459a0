import { describe, expect, it } from "vitest";
import type { FindingView } from "../../../../api/contract/findings.ts";
import { planOf } from "../finding/plan-draft.ts";
import { applicable, type BulkDraft, bulkPatch, mergedPlan, runBulk } from "./bulk.ts";

const finding = (id: string, change: Partial<FindingView> = {}): FindingView => ({
  id,
  checkId: "opcua.mode-none",
  title: { "zh-CN": id, en: id },
  enterpriseId: "water",
  enterpriseName: { "zh-CN": "水厂", en: "Waterworks" },
  siteId: null,
  assetId: null,
  assetName: null,
  status: "open",
  severity: "high",
  firstSeen: "2026-01-01T00:00:00Z",
  lastSeen: "2026-01-01T00:00:00Z",
  resolvedAt: null,
  acknowledgedBy: null,
  waiver: null,
  rectification: null,
  overdue: false,
  endpoints: [],
  version: 4,
  ...change,
});
const grants = (role: "operator" | "reviewer" | "viewer", enterpriseId: string | null) => ({ grants: [{ role, enterpriseId }] });

const all = [
  finding("open"),
  finding("acknowledged", { status: "acknowledged" }),
  finding("waived", { status: "waived" }),
  finding("resolved", { status: "resolved" }),
  finding("elsewhere", { enterpriseId: "pharma" }),
];
const ids = (findings: readonly FindingView[]) => findings.map(({ id }) => id);

describe("a decision about many", () => {
  it("applies to those whose state permits it, where the person may", () => {
    const reviewer = grants("reviewer", "water");
    expect(ids(applicable("acknowledge", all, reviewer))).toEqual(["open"]);
    expect(ids(applicable("waive", all, reviewer))).toEqual(["open", "acknowledged"]);
    expect(ids(applicable("reopen", all, reviewer))).toEqual(["acknowledged", "waived"]);
    expect(ids(applicable("assign", all, reviewer))).toEqual(["open", "acknowledged", "waived"]);
    expect(ids(applicable("acknowledge", all, grants("operator", null)))).toEqual(["open", "elsewhere"]);
    expect(applicable("waive", all, grants("operator", null))).toEqual([]);
    expect(applicable("acknowledge", all, grants("viewer", null))).toEqual([]);
  });

  it("leaves what stands where nothing is written, and lays over it what is", () => {
    const dueAt = new Date(2026, 11, 1, 12).toISOString();
    const planned = finding("p", { rectification: { assignee: "li", measure: "update", dueAt, firstDueAt: dueAt } });
    const draft: BulkDraft = { plan: { assignee: "wang", measure: " ", day: "", reason: "" }, reason: "", until: "" };
    const merged = mergedPlan(planned, planOf(planned), draft.plan);
    expect(bulkPatch("assign", planned, draft, merged)).toMatchObject({ assignee: "wang", measure: "update", dueAt, version: 4 });
    const bare = finding("b");
    expect(bulkPatch("assign", bare, draft, mergedPlan(bare, planOf(bare), draft.plan))).toMatchObject({
      assignee: "wang",
      measure: "",
      dueAt: null,
    });
  });

  it("waives all until the end of the same day", () => {
    const plan = planOf(finding("x"));
    const draft = { plan, reason: " next stop ", until: "2026-12-31" };
    expect(bulkPatch("waive", finding("x"), draft, plan)).toEqual({
      action: "waive",
      version: 4,
      reason: "next stop",
      until: new Date(2026, 11, 31, 23, 59, 59).toISOString(),
    });
  });

  it("goes on where one fails, and names it", async () => {
    const sent: string[] = [];
    const progress: number[] = [];
    const failed = await runBulk(
      all,
      async ({ id }) => {
        if (id === "waived") throw new Error("changed meanwhile");
        sent.push(id);
      },
      (done) => progress.push(done),
    );
    expect(failed).toEqual(["waived"]);
    expect(sent).toEqual(["open", "acknowledged", "resolved", "elsewhere"]);
    expect(progress).toEqual([1, 2, 3, 4, 5]);
  });
});
