import { describe, expect, it } from "vitest";
import type { FindingView } from "../../../../api/contract/findings.ts";
import { boardColumns, cardAfter } from "./board-columns.ts";

const finding = (id: string, change: Partial<FindingView> = {}): FindingView => ({
  id,
  checkId: "x",
  title: { "zh-CN": id, en: id },
  enterpriseId: "water",
  enterpriseName: { "zh-CN": "", en: "" },
  siteId: null,
  assetId: null,
  assetName: null,
  status: "open",
  severity: "medium",
  firstSeen: "2026-01-01T00:00:00Z",
  lastSeen: "2026-01-01T00:00:00Z",
  resolvedAt: null,
  acknowledgedBy: null,
  waiver: null,
  rectification: null,
  overdue: false,
  endpoints: [],
  version: 1,
  ...change,
});
const due = (dueAt: string) => ({ rectification: { assignee: null, measure: "", dueAt, firstDueAt: dueAt } });

const all = [
  finding("a"),
  finding("b", { severity: "critical" }),
  finding("c", { overdue: true, severity: "low" }),
  finding("d", due("2026-03-01T00:00:00Z")),
  finding("e", { status: "waived" }),
  finding("f", { status: "resolved", resolvedAt: "2026-02-01T00:00:00Z" }),
  finding("g", { status: "resolved", resolvedAt: "2026-02-02T00:00:00Z" }),
];

describe("the board", () => {
  it("has a column for every status, what is most urgent on top", () => {
    const shown = boardColumns(all, 10).map(({ status, shown: cards }) => [status, cards.map(({ id }) => id)]);
    expect(shown).toEqual([
      ["open", ["c", "b", "d", "a"]],
      ["acknowledged", []],
      ["waived", ["e"]],
      ["resolved", ["g", "f"]],
    ]);
  });

  it("draws no more than the limit and counts all", () => {
    const [open] = boardColumns(all, 2);
    expect([open?.shown.length, open?.count]).toEqual([2, 4]);
  });

  it("is walked with the arrows, past empty columns, to the last card of a shorter one", () => {
    const columns = boardColumns(all, 10);
    expect(cardAfter(columns, "c", "ArrowDown")).toBe("b");
    expect(cardAfter(columns, "c", "ArrowUp")).toBeUndefined();
    expect(cardAfter(columns, "a", "ArrowRight")).toBe("e");
    expect(cardAfter(columns, "e", "ArrowRight")).toBe("g");
    expect(cardAfter(columns, "f", "ArrowLeft")).toBe("e");
    expect(cardAfter(columns, "e", "ArrowLeft")).toBe("c");
    expect(cardAfter(columns, "g", "ArrowRight")).toBeUndefined();
    expect(cardAfter(columns, "nobody", "ArrowDown")).toBeUndefined();
  });
});
