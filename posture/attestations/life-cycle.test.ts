import { describe, expect, it } from "vitest";
import type { Attestation, AttestationSubject } from "../../model/attestation.ts";
import { day } from "../../model/instant.ts";
import { Problem } from "../../model/problem.ts";
import { edit, type NewAttestation, review, submit, withdraw } from "./life-cycle.ts";

const now = Date.parse("2026-11-24T08:00:00Z");
const paper = { name: "任命文件.pdf", sha256: "0".repeat(64) };
const satisfied: AttestationSubject = { kind: "objective", objectiveId: "miit.1.1.a", claim: "satisfied" };
const measure: AttestationSubject = { kind: "measure", assetId: "plc", checkId: "opcua.mode-none" };
const retirement: AttestationSubject = { kind: "retirement", assetId: "plc", endpointId: null };

function content(over: Partial<NewAttestation> = {}): NewAttestation {
  const head = { id: "a1", enterpriseId: "works", about: satisfied, remark: "" };
  return { ...head, documents: [paper], issuedAt: now - day, validUntil: null, ...over };
}
const submitted = (over: Partial<NewAttestation> = {}) => submit(content(over), "li", now);
const accept = (one: Attestation, by = "wang") => review(one, { accept: true, reason: "" }, by, now + day);

function codeOf(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    return error instanceof Problem ? error.code : error;
  }
}

describe("an attestation", () => {
  it("waits, is accepted by another person, and is then settled", () => {
    const accepted = accept(submitted());
    expect(accepted).toMatchObject({ state: "accepted", version: 2, review: { by: "wang", at: now + day } });
    expect(codeOf(() => edit(accepted, content(), "li", now))).toBe("attestation-settled");
    expect(codeOf(() => accept(accepted, "zhao"))).toBe("attestation-not-waiting");
  });

  it("is never reviewed by anybody who wrote on it, the first author or a later one", () => {
    const mended = edit(submitted(), content({ remark: "page 2" }), "zhao", now);
    expect(mended).toMatchObject({ by: "li", authors: ["li", "zhao"], version: 2 });
    for (const author of ["li", "zhao"]) expect(codeOf(() => accept(mended, author))).toBe("attestation-own-review");
    for (const author of ["li", "zhao"]) {
      expect(codeOf(() => review(mended, { accept: false, reason: "no" }, author, now))).toBe("attestation-own-review");
    }
  });

  it("waits again once what was returned has been mended", () => {
    const returned = review(submitted(), { accept: false, reason: "the seal is missing" }, "wang", now);
    expect(returned).toMatchObject({ state: "returned", review: { reason: "the seal is missing" } });
    expect(codeOf(() => accept(returned, "zhao"))).toBe("attestation-not-waiting");
    expect(edit(returned, content(), "li", now)).toMatchObject({ state: "submitted", review: null, version: 3 });
  });

  it("is not accepted without a document, unless it raises nothing", () => {
    expect(codeOf(() => accept(submitted({ documents: [] })))).toBe("attestation-without-document");
    expect(codeOf(() => accept(submitted({ documents: [], about: retirement })))).toBe("attestation-without-document");
    for (const claim of ["not-satisfied", "no-such-asset"] as const) {
      const about = { ...satisfied, claim };
      expect(accept(submitted({ documents: [], about })).state).toBe("accepted");
    }
  });

  it("needs dates that can be true", () => {
    expect(codeOf(() => submitted({ issuedAt: now + 1 }))).toBe("attestation-dates");
    expect(codeOf(() => submitted({ validUntil: now }))).toBe("attestation-dates");
    expect(codeOf(() => submitted({ about: measure }))).toBe("attestation-dates");
    expect(submitted({ about: measure, validUntil: now + day }).validUntil).toBe(now + day);
    expect(codeOf(() => edit(submitted(), content({ issuedAt: now + 2 }), "li", now))).toBe("attestation-dates");
  });

  it("can be taken back once, but what was retired stays retired", () => {
    const withdrawn = withdraw(accept(submitted()));
    expect(withdrawn).toMatchObject({ state: "withdrawn", version: 3 });
    expect(codeOf(() => withdraw(withdrawn))).toBe("attestation-settled");
    expect(codeOf(() => withdraw(accept(submitted({ about: retirement }))))).toBe("attestation-settled");
    expect(withdraw(submitted({ about: retirement })).state).toBe("withdrawn");
  });
});
