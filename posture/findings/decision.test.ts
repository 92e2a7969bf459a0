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
    endpoints: status === "resolved" ? [] : ["a"],
    version: 4,
  };
}

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
