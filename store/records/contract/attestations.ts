import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { Attestation } from "../../../model/attestation.ts";
import { noFacts } from "../../../model/classification.ts";
import type { AttestationVersion } from "../compliance-port.ts";
import type { RecordStore } from "../port.ts";

function attestation(change: Partial<Attestation> = {}): Attestation {
  return {
    id: randomUUID(),
    enterpriseId: "water",
    about: { kind: "objective", objectiveId: "miit.1.1.a", claim: "partial" },
    state: "submitted",
    documents: [{ name: "制度.pdf", sha256: "00" }],
    remark: "",
    issuedAt: 1,
    validUntil: null,
    by: "li",
    madeAt: 1,
    authors: ["li"],
    review: null,
    version: 1,
    ...change,
  };
}

const made = (one: Attestation): AttestationVersion => ({ attestation: one, change: "submitted", by: one.by, at: one.madeAt });
const edited = (one: Attestation, by = "li"): AttestationVersion => ({
  attestation: { ...one, remark: `by ${by}`, version: one.version + 1 },
  change: "edited",
  by,
  at: 2,
});

export function attestationContract(store: () => RecordStore): void {
  describe("attestations", () => {
    test("are inserted, updated, listed and found, with every version", async () => {
      const one = attestation();
      const other = attestation({ enterpriseId: "pharma" });
      await store().attestations.save([made(one), made(other)]);
      await store().attestations.save([edited(one)]);
      expect(await store().attestations.list("water")).toEqual([edited(one).attestation]);
      expect(await store().attestations.get(other.id)).toEqual(other);
      expect(await store().attestations.get("none")).toBeUndefined();
      expect(await store().attestations.versions(one.id)).toEqual([
        { ...made(one), late: false },
        { ...edited(one), late: false },
      ]);
    });

    test("refuse a stale edit, store nothing of the call, and keep the late edit apart", async () => {
      const [one, other] = [attestation(), attestation()];
      await store().attestations.save([made(one), made(other)]);
      await store().attestations.save([edited(one)]);
      const late = edited(one, "wang");
      await expect(store().attestations.save([edited(other), late])).rejects.toMatchObject({
        code: "stale-edit",
        target: one.id,
      });
      expect(await store().attestations.get(other.id)).toEqual(other);
      await store().attestations.keepLate(late);
      expect(await store().attestations.get(one.id)).toEqual(edited(one).attestation);
      expect((await store().attestations.versions(one.id)).map(({ by, late: came }) => [by, came])).toEqual([
        ["li", false],
        ["li", false],
        ["wang", true],
      ]);
    });

    test("let one of two edits win that start from the same version", async () => {
      const one = attestation();
      await store().attestations.save([made(one)]);
      const edits = ["li", "wang"].map((by) => store().attestations.save([edited(one, by)]));
      expect((await Promise.allSettled(edits)).map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    });

    test("tell of an end once, and of a later end again", async () => {
      const { told } = store().attestations;
      expect([await told("a", "expiring", 10), await told("a", "expiring", 10)]).toEqual([true, false]);
      expect([await told("a", "expired", 10), await told("a", "expiring", 20), await told("b", "expiring", 10)]).toEqual([
        true,
        true,
        true,
      ]);
    });
  });

  test("assignments of duties are replaced by their next version alone", async () => {
    const first = {
      enterpriseId: "water",
      objectiveId: "miit.1.1.a",
      assignee: "li",
      dueAt: 9000,
      by: "chen",
      at: 1,
      version: 1,
    };
    const second = { ...first, assignee: null, dueAt: null, version: 2 };
    await store().duties.assign(first);
    for (const stale of [first, { ...second, version: 3 }]) {
      await expect(store().duties.assign(stale)).rejects.toMatchObject({ code: "stale-edit", target: "miit.1.1.a" });
    }
    await store().duties.assign(second);
    expect(await store().duties.list("water")).toEqual([second]);
    expect(await store().duties.list("pharma")).toEqual([]);
  });

  test("classifications are replaced by their next version alone", async () => {
    const first = { ...noFacts, registrationNo: "1", enterpriseId: "water", by: "li", at: 1, version: 1 };
    const second = { ...first, selfGradedAt: 5, version: 2 };
    expect(await store().classifications.get("water")).toBeUndefined();
    await store().classifications.save(first);
    for (const stale of [first, { ...second, version: 3 }]) {
      await expect(store().classifications.save(stale)).rejects.toMatchObject({ code: "stale-edit", target: "water" });
    }
    await store().classifications.save(second);
    expect(await store().classifications.get("water")).toEqual(second);
  });

  const record = { enterpriseId: "water", sha256: "aa", name: "制度.pdf", kind: "pdf", size: 7, by: "li", at: 1 };
  const naming = (sha256: string) => made(attestation({ documents: [{ name: "制度.pdf", sha256 }] }));

  test("documents keep the record that an attestation named, each for its own enterprise", async () => {
    await store().documents.add({ ...record, name: "draft.pdf", by: "wang" });
    await store().documents.add(record);
    await store().attestations.save([naming("aa")]);
    await store().documents.add({ ...record, name: "other.pdf", by: "wang", at: 2 });
    await store().documents.add({ ...record, sha256: "bb", at: 3 });
    expect(await store().documents.get("water", "aa")).toEqual(record);
    expect(await store().documents.get("pharma", "aa")).toBeUndefined();
    expect((await store().documents.list("water")).map(({ sha256 }) => sha256)).toEqual(["aa", "bb"]);
    expect(await Promise.all(["aa", "cc"].map((sha256) => store().documents.isKept(sha256)))).toEqual([true, false]);
  });

  test("documents that no version of an attestation named are dropped once they are old enough", async () => {
    for (const sha256 of ["aa", "bb", "cc", "dd"]) await store().documents.add({ ...record, sha256 });
    await store().documents.add({ ...record, sha256: "ee", at: 9 });
    await store().documents.add({ ...record, enterpriseId: "pharma" });
    const first = naming("aa");
    await store().attestations.save([first]);
    await store().attestations.save([edited({ ...first.attestation, documents: [{ name: "b.pdf", sha256: "bb" }] })]);
    await store().attestations.keepLate(edited({ ...first.attestation, documents: [{ name: "c.pdf", sha256: "cc" }] }, "wang"));
    const dropped = await store().documents.dropUnattached(9);
    expect(dropped.map(({ enterpriseId, sha256 }) => `${enterpriseId} ${sha256}`).sort()).toEqual(["pharma aa", "water dd"]);
    expect((await store().documents.list("water")).map(({ sha256 }) => sha256).sort()).toEqual(["aa", "bb", "cc", "ee"]);
    expect(await store().documents.dropUnattached(9)).toEqual([]);
  });
}
