import { describe, expect, it } from "vitest";
import type { AttestationView, DocumentView } from "../../../api/contract/attestations.ts";
import { type ClaimDraft, contentOf, draftDifferences, draftFaults, draftOf, emptyDraft } from "./draft.ts";

const document = (sha256: string): DocumentView => ({
  sha256,
  name: `${sha256}.pdf`,
  kind: "pdf",
  size: 1,
  by: "li",
  at: "2026-01-01T00:00:00Z",
});
const draft = (change: Partial<ClaimDraft> = {}): ClaimDraft => ({ ...emptyDraft, claim: "satisfied", ...change });

describe("a draft", () => {
  it("comes back from what was sent, the last day still the last day", () => {
    const written = draft({ documents: [document("aa")], remark: "“已发文”", issued: "2026-03-01", lastDay: "2028-02-29" });
    const { documents, remark, issuedAt, validUntil } = contentOf(written);
    expect(documents).toEqual(["aa"]);
    expect([issuedAt, validUntil]).toEqual([new Date(2026, 2, 1).toISOString(), new Date(2028, 2, 1).toISOString()]);
    const view: Omit<AttestationView, "mayReview"> = {
      id: "a",
      enterpriseId: "water",
      about: { kind: "objective", objectiveId: "miit.1.1.a", claim: "satisfied" },
      title: { "zh-CN": "", en: "" },
      catalogId: "miit",
      assetId: null,
      assetName: null,
      state: "submitted",
      documents: [document("aa")],
      remark,
      issuedAt: issuedAt ?? "",
      validUntil,
      expiresAt: null,
      expired: false,
      by: "li",
      madeAt: "2026-03-02T00:00:00Z",
      authors: ["li"],
      review: null,
      version: 1,
    };
    expect(draftOf(view)).toEqual(written);
  });

  it("leaves to the centre what is not given", () => {
    expect(contentOf(draft())).toEqual({ documents: [], remark: "", issuedAt: null, validUntil: null });
  });

  it("differs where something else is written, whatever the order of documents", () => {
    const [one, other] = [
      [document("aa"), document("bb")],
      [document("bb"), document("aa")],
    ];
    expect(draftDifferences(draft({ documents: one }), draft({ documents: other, remark: " " }))).toEqual([]);
    expect(
      draftDifferences(draft({ documents: one, lastDay: "2027-01-01" }), draft({ documents: [document("aa")], remark: "x" })),
    ).toEqual(["documents", "remark", "lastDay"]);
  });
});

describe("faults of a draft", () => {
  const faults = (change: Partial<ClaimDraft>, needsEnd = false, about: "objective" | "measure" = "objective") =>
    draftFaults(draft(change), { about, needsEnd, today: "2026-11-24" });

  it("are those that the centre would refuse", () => {
    expect(faults({})).toEqual([]);
    expect(faults({ claim: undefined })).toEqual(["claim-missing"]);
    expect(faults({ issued: "2026-11-25" })).toEqual(["issued-ahead"]);
    expect(faults({ issued: "2026-11-24", lastDay: "2026-11-24" })).toEqual([]);
    expect(faults({ lastDay: "2026-11-23" })).toEqual(["last-day-past"]);
  });

  it("ask for an end where the paper bears it, and not of an honest no", () => {
    expect(faults({}, true)).toEqual(["last-day-missing"]);
    expect(faults({ claim: "not-satisfied" }, true)).toEqual([]);
    expect(faults({ claim: undefined }, true, "measure")).toEqual(["last-day-missing"]);
  });
});
