import { describe, expect, test } from "vitest";
import type { RecordStore } from "../port.ts";
import { finding } from "./fixtures.ts";

/** What holds of leases, and of what centres ask of each other. */
export function leaseContract(store: () => RecordStore): void {
  const take = (holder: string, now: number) => store().leases.take("judge water", holder, now, now + 100);

  describe("leases", () => {
    test("are one holder's until they run out, are given back, or their holder comes again", async () => {
      expect(await take("a", 0)).toMatchObject({ holder: "a", fence: 1 });
      expect(await take("b", 99)).toBeUndefined();
      const again = await take("a", 50);
      expect(again).toMatchObject({ fence: 2 });
      expect(await take("b", 150)).toMatchObject({ holder: "b", fence: 3 });
      if (again === undefined) throw new Error("it was not taken");
      expect(await store().leases.prolong(again, 500)).toBe(false);
      await store().leases.release(again);
      expect(await store().leases.running(200)).toEqual(new Map([["judge water", "b"]]));
      await store().leases.release({ ...again, fence: 3 });
      expect(await take("a", 200)).toMatchObject({ holder: "a" });
    });

    test("go to one of many that ask at once", async () => {
      const takers = Array.from({ length: 20 }, (_, index) => take(`centre-${index}`, 0));
      expect((await Promise.all(takers)).filter((lease) => lease !== undefined)).toHaveLength(1);
    });

    test("are prolonged all at once, but for those that were given back", async () => {
      const kept = await take("a", 0);
      const given = await store().leases.take("rounds", "a", 0, 100);
      if (kept === undefined || given === undefined) throw new Error("they were not taken");
      await store().leases.release(given);
      await store().leases.prolongAll("a", 1000);
      expect([...(await store().leases.running(500)).keys()]).toEqual(["judge water"]);
    });

    test("keep whoever lost one from writing, and let the new holder write", async () => {
      const old = await take("a", 0);
      if (old === undefined) throw new Error("it was not taken");
      await store().leases.under(old, () => store().findings.save([finding({ id: "one" })]));
      const fresh = await take("b", 100);
      if (fresh === undefined) throw new Error("it was not taken");
      const late = store().leases.under(old, () => store().findings.save([finding({ id: "two" })]));
      await expect(late).rejects.toMatchObject({ code: "lease-lost" });
      await store().leases.under(fresh, () => store().findings.save([finding({ id: "three" })]));
      expect((await store().findings.list({})).map(({ id }) => id).sort()).toEqual(["one", "three"]);
    });
  });

  test("requests for judgement are taken once, all of an enterprise together", async () => {
    const { judgementRequests: requests } = store();
    await requests.leave("water", ["a", "b"], 1);
    await requests.leave("water", ["b", "c"], 2);
    await requests.leave("pharma", ["x"], 3);
    await requests.leave("pharma", null, 4);
    expect(await requests.waiting()).toEqual(["pharma", "water"]);
    expect([...((await requests.take("water")) ?? [])].sort()).toEqual(["a", "b", "c"]);
    expect(await requests.take("pharma")).toBeNull();
    expect([await requests.waiting(), await requests.take("water")]).toEqual([[], []]);
  });
}
