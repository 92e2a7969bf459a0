import { describe, expect, test } from "vitest";
import type { CollectorKey, EnrolmentCode } from "../enrolment-port.ts";
import type { RecordStore } from "../port.ts";

const code = (change: Partial<EnrolmentCode> = {}): EnrolmentCode => ({
  codeHash: "a1",
  collectorId: "c1",
  createdBy: "li",
  createdAt: 1,
  expiresAt: 100,
  ...change,
});
const key = (change: Partial<CollectorKey> = {}): CollectorKey => ({
  collectorId: "c1",
  publicKey: "UA",
  enrolledAt: 5,
  enrolledBy: "li",
  revokedAt: null,
  revokedBy: null,
  ...change,
});

export function enrolmentContract(store: () => RecordStore): void {
  describe("enrolment codes", () => {
    test("are good once, also where many ask at once", async () => {
      await store().enrolments.addCode(code());
      const taken = await Promise.all(Array.from({ length: 10 }, () => store().enrolments.takeCode("a1", 50)));
      expect(taken.filter((each) => each !== undefined)).toEqual([code()]);
    });

    test("end with their time, and with a newer one of the same collector", async () => {
      const { enrolments } = store();
      await enrolments.addCode(code());
      expect(await enrolments.codes(99)).toEqual([code()]);
      expect(await enrolments.codes(100)).toEqual([]);
      expect(await enrolments.takeCode("a1", 100)).toBeUndefined();
      await enrolments.addCode(code());
      await enrolments.addCode(code({ codeHash: "b2", expiresAt: 200 }));
      await enrolments.addCode(code({ codeHash: "c3", collectorId: "c2" }));
      expect(await enrolments.takeCode("a1", 50)).toBeUndefined();
      expect((await enrolments.codes(50)).map(({ codeHash }) => codeHash).sort()).toEqual(["b2", "c3"]);
    });
  });

  describe("keys of collectors", () => {
    test("take the place of one another, and are revoked once", async () => {
      const { enrolments } = store();
      await enrolments.setKey(key());
      await enrolments.setKey(key({ publicKey: "UB", enrolledAt: 6 }));
      await enrolments.setKey(key({ collectorId: "c2" }));
      expect(await enrolments.key("c1")).toEqual(key({ publicKey: "UB", enrolledAt: 6 }));
      expect(await enrolments.key("c3")).toBeUndefined();
      expect(await enrolments.revoke("c1", "wang", 9)).toBe(true);
      expect(await enrolments.revoke("c1", "zhou", 10)).toBe(false);
      expect(await enrolments.keys()).toEqual([
        key({ publicKey: "UB", enrolledAt: 6, revokedAt: 9, revokedBy: "wang" }),
        key({ collectorId: "c2" }),
      ]);
      await enrolments.setKey(key({ publicKey: "UC" }));
      expect(await enrolments.key("c1")).toMatchObject({ publicKey: "UC", revokedAt: null });
    });

    test("end with the code that waits", async () => {
      await store().enrolments.addCode(code());
      expect(await store().enrolments.revoke("c1", "wang", 9)).toBe(true);
      expect(await store().enrolments.takeCode("a1", 50)).toBeUndefined();
    });
  });
}
