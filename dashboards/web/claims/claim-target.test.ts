import { describe, expect, it } from "vitest";
import { type ClaimTarget, claimsFor, localAssetId, needsEnd, subjectOf } from "./claim-target.ts";

const text = { "zh-CN": "目标", en: "objective" };
const objective = (
  method: "EXAMINE" | "TEST" | "TEST-r",
  kind: "span" | "certificate" | "contract" | "live" = "span",
): ClaimTarget => ({
  kind: "objective",
  objective: { id: "miit.1.1.a", text, method, validity: { kind, span: null, orChangeOf: null } },
  document: null,
});
const measure: ClaimTarget = { kind: "measure", assetId: "plc-1", checkId: "opcua.mode-none", title: text };
const retirement: ClaimTarget = { kind: "retirement", assetId: "plc-1", endpointId: null, title: text };

describe("a statement", () => {
  it("claims of what people examine whether it is met, and of what checks judge that there is no such asset", () => {
    expect(claimsFor(objective("EXAMINE"))).toEqual(["satisfied", "partial", "not-satisfied", "not-applicable"]);
    expect(claimsFor(objective("TEST"))).toEqual(["no-such-asset"]);
    expect(claimsFor(objective("TEST-r"))).toEqual(["no-such-asset"]);
    expect(claimsFor(measure)).toEqual([]);
  });

  it("needs an end where the paper bears one, and where it is a measure", () => {
    expect([needsEnd(objective("EXAMINE", "certificate")), needsEnd(objective("EXAMINE", "contract"))]).toEqual([true, true]);
    expect([needsEnd(objective("EXAMINE")), needsEnd(objective("TEST", "live"))]).toEqual([false, false]);
    expect([needsEnd(measure), needsEnd(retirement)]).toEqual([true, false]);
  });

  it("is sent with its subject, and not before something is claimed of an objective", () => {
    expect(subjectOf(objective("EXAMINE"), undefined)).toBeUndefined();
    expect(subjectOf(objective("EXAMINE"), "partial")).toEqual({
      kind: "objective",
      objectiveId: "miit.1.1.a",
      claim: "partial",
    });
    expect(subjectOf(measure, undefined)).toEqual({ kind: "measure", assetId: "plc-1", checkId: "opcua.mode-none" });
    expect(subjectOf(retirement, undefined)).toEqual({ kind: "retirement", assetId: "plc-1", endpointId: null });
  });

  it("names an asset by its id within the enterprise", () => {
    expect(localAssetId("qingwan-water.scada-server")).toBe("scada-server");
  });
});
