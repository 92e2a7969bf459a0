import { describe, expect, it } from "vitest";
import { planFaults, planOf, planPatch, putsOff } from "./plan-draft.ts";

const dueAt = new Date(2026, 11, 1, 12).toISOString();
const planned = { rectification: { assignee: "li", measure: "update", dueAt, firstDueAt: dueAt }, version: 3 };
const unplanned = { rectification: null, version: 1 };
const today = "2026-11-24";

describe("a plan", () => {
  it("that is not touched is sent as it stands, to the moment", () => {
    expect(planPatch(planned, planOf(planned))).toEqual({
      action: "assign",
      version: 3,
      assignee: "li",
      measure: "update",
      dueAt,
      reason: "",
    });
    expect(planFaults(planned, planOf(planned), "2026-12-09")).toEqual([]);
  });

  it("of a new day is due at its end", () => {
    const draft = { ...planOf(unplanned), day: "2026-12-24", assignee: " " };
    expect(planPatch(unplanned, draft)).toMatchObject({
      assignee: null,
      dueAt: new Date(2026, 11, 24, 23, 59, 59).toISOString(),
    });
    expect(planFaults(unplanned, { ...draft, day: today }, today)).toEqual([]);
    expect(planFaults(unplanned, { ...draft, day: "2026-11-23" }, today)).toEqual(["due-past"]);
  });

  it("that puts a date off or drops it needs a reason; bringing it forward does not", () => {
    for (const [day, late] of [
      ["2026-12-02", true],
      ["", true],
      ["2026-11-30", false],
      ["2026-12-01", false],
    ] as const) {
      const draft = { ...planOf(planned), day };
      expect([day, putsOff(planned, draft)]).toEqual([day, late]);
      expect(planFaults(planned, draft, today)).toEqual(late ? ["due-reason"] : []);
      expect(planFaults(planned, { ...draft, reason: "waits for a spare part" }, today)).toEqual([]);
    }
  });
});
