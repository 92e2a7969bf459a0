import { describe, expect, it } from "vitest";
import type { Finding } from "../../model/finding.ts";
import { day, hour, minute } from "../../model/instant.ts";
import { message } from "../../model/messages/index.ts";
import type { Severity } from "../../model/severity.ts";
import type { Verdict, VerdictStatus } from "../../model/verdict.ts";
import { defineAssetCheck } from "../checks/define.ts";
import { pass } from "../checks/results.ts";
import { advanceFindings } from "./life-cycle.ts";

const start = Date.parse("2026-11-24T08:00:00Z");
const fine = message("common.not-applicable");

function verdict(status: VerdictStatus, over: Partial<Verdict> = {}): Verdict {
  return {
    checkId: "opcua.mode-none",
    enterpriseId: "works",
    siteId: "north",
    assetId: "plc",
    endpointId: "a",
    status,
    severity: "high",
    because: fine,
    notices: [],
    evidence: [],
    evidenceAt: start,
    judgedAt: start,
    ...over,
  };
}

/** Follows one pair through rounds of verdicts and answers its finding after each. */
function follow(...rounds: readonly (readonly Verdict[])[]): readonly (Finding | undefined)[] {
  let finding: Finding | undefined;
  return rounds.map((verdicts, round) => {
    const { changed } = advanceFindings({
      enterpriseId: "works",
      findings: finding === undefined ? [] : [finding],
      verdicts,
      now: start + round * minute,
      newId: () => "finding-1",
    });
    expect(changed.length).toBeLessThanOrEqual(1);
    finding = changed[0] ?? finding;
    return finding;
  });
}

describe("the life of a finding", () => {
  it("is opened by a fail and resolved by a pass, one version a change", () => {
    const [opened, same, resolved] = follow([verdict("fail")], [verdict("fail")], [verdict("pass")]);
    expect(opened).toMatchObject({
      id: "finding-1",
      status: "open",
      severity: "high",
      version: 1,
      firstSeen: start,
      siteId: "north",
    });
    expect(same).toBe(opened);
    expect(resolved).toMatchObject({ status: "resolved", resolvedAt: start + 2 * minute, version: 2 });
  });

  it("is not opened by anything but a fail", () => {
    expect(follow([verdict("unknown"), verdict("pass", { endpointId: "b" })], [verdict("not-applicable")])).toEqual([
      undefined,
      undefined,
    ]);
  });

  it("stays through unknown, silence and an asset that left the inventory", () => {
    const [opened, unknown, gone] = follow([verdict("fail")], [verdict("unknown")], []);
    expect(unknown).toBe(opened);
    expect(gone).toBe(opened);
  });

  it("is resolved by a not-applicable only where it was seen", () => {
    const [opened, byChoice, seen] = follow(
      [verdict("fail")],
      [verdict("not-applicable", { evidenceAt: null })],
      [verdict("not-applicable")],
    );
    expect(byChoice).toBe(opened);
    expect(seen?.status).toBe("resolved");
  });

  it("waits for every endpoint that failed, but not for one that never did", () => {
    const other = { endpointId: "b" };
    const [opened, unsure, resolved] = follow(
      [verdict("fail"), verdict("pass", other)],
      [verdict("unknown"), verdict("pass", other)],
      [verdict("pass"), verdict("unknown", other)],
    );
    expect(unsure).toBe(opened);
    expect(resolved?.status).toBe("resolved");
  });

  it("remembers the endpoint that failed when the inventory names it no more", () => {
    const other = { endpointId: "b" };
    const [opened, gone, back, good] = follow(
      [verdict("fail"), verdict("pass", other)],
      [verdict("pass", other)],
      [verdict("fail", other)],
      [verdict("pass"), verdict("pass", other)],
    );
    expect(opened?.endpoints).toEqual(["a"]);
    expect(gone).toBe(opened);
    expect(back).toMatchObject({ status: "open", endpoints: ["a", "b"] });
    expect(good).toMatchObject({ status: "resolved", endpoints: [] });
  });

  it("ends with a reviewed retirement of the asset or of every endpoint that failed, and of nothing else", () => {
    const opened = first(follow([verdict("fail"), verdict("fail", { endpointId: "b" })]));
    const retire = (retired: { assetId: string; endpointId: string | null }[], verdicts: readonly Verdict[] = []) =>
      advanceFindings({ enterpriseId: "works", findings: [opened], verdicts, now: start + hour, newId: () => "x", retired })
        .changed;
    expect(retire([{ assetId: "plc", endpointId: null }])).toMatchObject([{ status: "resolved", endpoints: [] }]);
    expect(retire([{ assetId: "other", endpointId: null }])).toEqual([]);
    expect(retire([{ assetId: "plc", endpointId: "a" }])).toMatchObject([{ status: "open", endpoints: ["b"] }]);
    const both = ["a", "b"].map((endpointId) => ({ assetId: "plc", endpointId }));
    expect(retire(both)).toMatchObject([{ status: "resolved" }]);
    expect(retire(both, [verdict("fail", { endpointId: "c" })])).toMatchObject([{ status: "open", endpoints: ["c"] }]);
  });

  it("takes the severity of the worst failing verdict and keeps it while that one cannot be seen", () => {
    const low = verdict("fail", { endpointId: "b", severity: "low" });
    const [both, hidden, seen] = follow(
      [verdict("fail", { severity: "critical" }), low],
      [verdict("unknown", { severity: "critical" }), low],
      [verdict("pass", { severity: "critical" }), low],
    );
    expect([both, hidden, seen].map((finding) => finding?.severity)).toEqual(["critical", "critical", "low"]);
  });

  it("opens again under the same id, without the decisions of its first life", () => {
    const [opened, resolved] = follow([verdict("fail")], [verdict("pass")]);
    if (opened === undefined || resolved === undefined) throw new Error("the finding exists");
    const again = advanceFindings({
      enterpriseId: "works",
      findings: [{ ...resolved, acknowledgedBy: "li" }],
      verdicts: [verdict("fail", { evidenceAt: start + day, severity: "medium" })],
      now: start + day,
      newId: () => "finding-2",
    });
    expect(again.changed).toEqual([
      { ...opened, severity: "medium", lastSeen: start + day, acknowledgedBy: null, resolvedAt: null, version: 3 },
    ]);
  });

  it("lets a waiver lapse at its end, and keeps it until then", () => {
    const waiver = { reason: "spare part is on order", by: "li", until: start + hour };
    const waived: Finding = { ...first(follow([verdict("fail")])), status: "waived", waiver };
    const at = (now: number) =>
      advanceFindings({ enterpriseId: "works", findings: [waived], verdicts: [verdict("fail")], now, newId: () => "x" }).changed;
    expect(at(start + hour - 1)).toEqual([]);
    expect(at(start + hour)).toMatchObject([{ status: "open", waiver: null, version: 2 }]);
  });

  it("moves its last sight in steps, so that a person's edit is not overtaken by every poll", () => {
    const opened = first(follow([verdict("fail")]));
    const seenAt = (evidenceAt: number) =>
      advanceFindings({
        enterpriseId: "works",
        findings: [opened],
        verdicts: [verdict("fail", { evidenceAt })],
        now: evidenceAt,
        newId: () => "x",
      }).changed;
    expect(seenAt(start + hour - 1)).toEqual([]);
    expect(seenAt(start + hour)).toMatchObject([{ lastSeen: start + hour, firstSeen: start }]);
  });

  it("is never made of an event that only informs", () => {
    const word = { "zh-CN": "好。", en: "Good." };
    const informs = defineAssetCheck({
      id: "opcua.mode-none",
      severity: "low",
      effort: 1,
      informsOnly: true,
      text: { title: word, rationale: word, remediation: word },
      references: [],
      evaluate: () => pass(fine),
    });
    const input = { enterpriseId: "works", findings: [], verdicts: [verdict("fail")], now: start, newId: () => "x" };
    expect(advanceFindings({ ...input, checks: [informs] }).changed).toEqual([]);
    expect(advanceFindings({ ...input, checks: [] }).changed).toHaveLength(1);
  });

  it("is one for each subject: assets and the enterprise itself do not share", () => {
    const severities: Severity[] = ["high", "low"];
    const { changed } = advanceFindings({
      enterpriseId: "works",
      findings: [],
      verdicts: [
        verdict("fail"),
        verdict("fail", { endpointId: "b" }),
        verdict("fail", { assetId: null, endpointId: null, severity: "low" }),
      ],
      now: start,
      newId: () => "x",
    });
    expect(changed.map((finding) => finding.severity)).toEqual(severities);
    expect(changed.map((finding) => finding.assetId)).toEqual(["plc", null]);
  });
});

function first(findings: readonly (Finding | undefined)[]): Finding {
  const [finding] = findings;
  if (finding === undefined) throw new Error("the finding exists");
  return finding;
}
