import { describe, expect, test } from "vitest";
import { sampleReceived, sampleRegistration, sampleSubmission } from "../../../model/submission/testing/sample.ts";
import type { RecordStore } from "../port.ts";

export function submissionContract(store: () => RecordStore): void {
  describe("submissions", () => {
    test("of the same bytes for the same enterprise are one", async () => {
      const first = sampleSubmission();
      expect(await store().submissions.prepare(first)).toEqual(first);
      expect(await store().submissions.prepare(sampleSubmission())).toEqual(first);
      const passedOn = sampleSubmission({ enterpriseId: null, preparedAt: 2000 });
      await store().submissions.prepare(passedOn);
      expect(await store().submissions.list()).toEqual([passedOn, first]);
      expect(await store().submissions.list("water")).toEqual([first]);
      expect(await store().submissions.list(null)).toEqual([passedOn]);
    });

    test("are due while they are on their way, and change by their version", async () => {
      const prepared = await store().submissions.prepare(sampleSubmission());
      expect(await store().submissions.due(9000)).toEqual([]);
      const sending = { ...prepared, state: "sending" as const, nextAttemptAt: 3000, version: 2 };
      await store().submissions.save(sending);
      await expect(store().submissions.save(sending)).rejects.toMatchObject({ code: "stale-edit" });
      expect(await store().submissions.due(2999)).toEqual([]);
      expect(await store().submissions.due(3000)).toEqual([sending]);
      await store().submissions.save({ ...sending, state: "accepted", nextAttemptAt: null, version: 3 });
      expect(await store().submissions.due(9000)).toEqual([]);
    });

    test("are discarded before a decision alone, and keep their bytes", async () => {
      const [one, other] = [sampleSubmission(), sampleSubmission({ digest: "b".repeat(64) })];
      for (const each of [one, other]) await store().submissions.prepare(each);
      await store().submissions.save({ ...other, state: "waiting", version: 2 });
      expect(await store().submissions.discard(one.id)).toBe(true);
      expect(await store().submissions.discard(other.id)).toBe(false);
      expect(await store().submissions.isKept(one.digest)).toBe(false);
      expect(await store().submissions.isKept(other.digest)).toBe(true);
    });
  });

  describe("registrations", () => {
    test("bear a credit code once, and go while nothing came from them", async () => {
      const one = sampleRegistration();
      await store().receiving.register(one);
      await expect(store().receiving.register(sampleRegistration())).rejects.toMatchObject({ code: "already-exists" });
      const renamed = { ...one, suspended: true, version: 2 };
      await store().receiving.register(renamed);
      await expect(store().receiving.register(renamed)).rejects.toMatchObject({ code: "stale-edit" });
      expect(await store().receiving.registrations()).toEqual([renamed]);
      await store().receiving.receive(sampleReceived({ registrationId: one.id }));
      expect(await store().receiving.removeRegistration(one.id)).toBe(false);
      const other = sampleRegistration({ creditCode: "91350100M000100Y44" });
      await store().receiving.register(other);
      expect(await store().receiving.removeRegistration(other.id)).toBe(true);
    });
  });

  describe("what was received", () => {
    test("is accepted once, also of many at once", async () => {
      const copies = Array.from({ length: 5 }, () => sampleReceived());
      const answers = await Promise.all(copies.map((copy) => store().receiving.receive(copy)));
      expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
      expect(await store().receiving.list(10)).toEqual([answers[0]]);
      expect(await store().receiving.accepted("r1", "a".repeat(64))).toEqual(answers[0]);
      expect(await store().receiving.received(answers[0]?.id ?? "")).toEqual(answers[0]);
    });

    test("keeps the newest refusal, beside what was accepted later", async () => {
      await store().receiving.receive(sampleReceived({ verdict: "refused", receivedAt: 1 }));
      const refused = sampleReceived({ verdict: "refused", receivedAt: 2 });
      expect(await store().receiving.receive(refused)).toEqual(refused);
      expect(await store().receiving.accepted("r1", refused.digest)).toBeUndefined();
      const accepted = await store().receiving.receive(sampleReceived({ receivedAt: 3 }));
      expect(await store().receiving.list(10)).toEqual([accepted, refused]);
    });

    test("is summed up by the newest of each enterprise", async () => {
      const other = { "zh-CN": "闽江制药", en: "Minjiang Pharma" };
      const content = sampleReceived().content;
      if (content === null) throw new Error("the sample has content");
      const [old, newer, others] = [
        sampleReceived({ receivedAt: 1 }),
        sampleReceived({ receivedAt: 2, digest: "b".repeat(64) }),
        sampleReceived({
          receivedAt: 1,
          digest: "c".repeat(64),
          content: { ...content, enterprise: { ...content.enterprise, name: other } },
        }),
      ];
      for (const each of [old, newer, others]) await store().receiving.receive(each);
      expect(await store().receiving.newestAccepted()).toEqual([newer, others]);
    });
  });
}
