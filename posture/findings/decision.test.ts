import { describe, expect, it } from "vitest";
import type { Finding, FindingStatus } from "../../model/finding.ts";
import { day } from "../../model/instant.ts";
import { Problem } from "../../model/problem.ts";
import { applyDecision, type Decision } from "./decision.ts";

const now = Date.parse("2026-11-24T08:00:00Z");
const waive: Decision = { action: "waive", reason: " spare part is on order ", by: "li", until: now + day };

function finding(status: FindingStatus): Finding {
  return {
    id: "finding-1",
    checkId: "opcua.mode-none",
    enterpriseId: "works",
    siteId: "north",
    assetId: "plc",
    status,
    severity: "high",
    firstSeen: now - day,
    lastSeen: now,
    resolvedAt: status === "resolved" ? now : null,
    acknowledgedBy: status === "acknowledged" ? "li" : null,
    waiver: status === "waived" ? { reason: "spare part", by: "li", until: now + day } : null,
    rectification: null,
    endpoints: status === "resolved" ? [] : ["a"],
    version: 4,
  };
}

describe("the rectification of a finding", () => {
  const assign = (dueAt: number | null, reason = ""): Decision => ({
    action: "assign",
    assignee: "wang",
    measure: " new firmware ",
    dueAt,
    reason,
  });
  const codeOf = (act: () => unknown) => {
    try {
      act();
    } catch (error) {
      return error instanceof Problem ? error.code : error;
    }
    return undefined;
  };

  it("names who, what and by when, and keeps the first date", () => {
    const assigned = applyDecision(finding("acknowledged"), assign(now + day), now);
    const first = { assignee: "wang", measure: "new firmware", dueAt: now + day, firstDueAt: now + day };
    expect(assigned).toEqual({ ...finding("acknowledged"), rectification: first, version: 5 });
    const sooner = applyDecision(assigned, assign(now + day / 2), now);
    expect(sooner.rectification).toEqual({ ...first, dueAt: now + day / 2 });
  });

  it("may be put off or left without a date only with a reason, and never set back", () => {
    const assigned = applyDecision(finding("open"), assign(now + day), now);
    for (const dueAt of [now + 2 * day, null]) {
      expect(codeOf(() => applyDecision(assigned, assign(dueAt), now))).toBe("due-date-moved-without-reason");
      const put = applyDecision(assigned, assign(dueAt, "the part comes in March"), now);
      expect(put.rectification).toMatchObject({ dueAt, firstDueAt: now + day });
    }
    expect(codeOf(() => applyDecision(finding("open"), assign(now), now))).toBe("due-date-in-the-past");
    expect(applyDecision(assigned, assign(now + day), now + 2 * day).rectification?.dueAt).toBe(now + day);
    expect(codeOf(() => applyDecision(finding("resolved"), assign(now + day), now))).toBe("finding-resolved");
  });
});

describe("a decision about a finding", () => {
  it("acknowledges an open one", () => {
    const decided = applyDecision(finding("open"), { action: "acknowledge", by: "wang" }, now);
    expect(decided).toEqual({ ...finding("open"), status: "acknowledged", acknowledgedBy: "wang", version: 5 });
  });

  it.each(["open", "acknowledged", "waived"] as const)("waives one that is %s, with reason, person and end", (status) => {
    const decided = applyDecision(finding(status), waive, now);
    expect(decided).toMatchObject({ status: "waived", waiver: { reason: "spare part is on order", by: "li", until: now + day } });
    expect(decided.severity).toBe("high");
  });

  it.each(["acknowledged", "waived"] as const)("reopens one that is %s", (status) => {
    expect(applyDecision(finding(status), { action: "reopen" }, now)).toEqual({ ...finding("open"), version: 5 });
  });

  it.each<[FindingStatus, Decision, string]>([
    ["resolved", { action: "reopen" }, "finding-resolved"],
    ["resolved", { action: "acknowledge", by: "li" }, "finding-resolved"],
    ["resolved", waive, "finding-resolved"],
    ["acknowledged", { action: "acknowledge", by: "li" }, "finding-not-open"],
    ["waived", { action: "acknowledge", by: "li" }, "finding-not-open"],
    ["open", { action: "reopen" }, "finding-open-already"],
    ["open", { ...waive, until: now }, "waiver-in-the-past"],
    ["open", { ...waive, reason: "  " }, "waiver-without-reason"],
  ])("refuses for a %s finding: %o", (status, decision, code) => {
    expect(() => applyDecision(finding(status), decision, now)).toThrow(
      expect.toSatisfy((error) => error instanceof Problem && error.code === code),
    );
  });
});
