import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { Proposal } from "../../../model/discovery/proposal.ts";
import type { DiscoveryTask } from "../../../model/discovery/task.ts";
import type { RecordStore } from "../port.ts";

function task(change: Partial<DiscoveryTask> = {}): DiscoveryTask {
  return {
    id: randomUUID(),
    enterpriseId: "water",
    siteId: "plant",
    collectorId: "c1",
    work: { kind: "probe", url: "modbus://192.0.2.7:502", budget: 300 },
    by: "li",
    askedAt: 1,
    changedAt: 1,
    state: "waiting",
    report: null,
    ...change,
  };
}

function proposal(change: Partial<Proposal> = {}): Proposal {
  return {
    id: randomUUID(),
    enterpriseId: "water",
    siteId: "plant",
    collectorId: "c1",
    url: "modbus://192.0.2.7:502/1",
    protocol: "modbus",
    kind: "modbus",
    name: null,
    identity: { vendor: "Exemplar" },
    foundAt: 1,
    seenAt: 1,
    detail: null,
    detailAt: null,
    state: "open",
    decision: null,
    version: 1,
    ...change,
  };
}

export function discoveryContract(store: () => RecordStore): void {
  describe("discovery tasks", () => {
    test("are taken once, the oldest first, by their own collector", async () => {
      const [first, second, other] = [task({ askedAt: 1 }), task({ askedAt: 2 }), task({ collectorId: "c2" })];
      for (const one of [second, first, other]) await store().discoveryTasks.add(one);
      const taken = await Promise.all([1, 2, 3].map(() => store().discoveryTasks.take("c1", 9)));
      expect(taken.map((one) => one?.id).sort()).toEqual([first.id, second.id, undefined].sort());
      expect(await store().discoveryTasks.get(first.id)).toEqual({ ...first, state: "running", changedAt: 9 });
      expect((await store().discoveryTasks.open()).map(({ id }) => id).sort()).toEqual([first.id, second.id, other.id].sort());
    });

    test("are listed newest first, and changed until they have ended", async () => {
      const [old, recent] = [task({ askedAt: 1 }), task({ askedAt: 2 })];
      for (const one of [old, recent, task({ enterpriseId: "pharma" })]) await store().discoveryTasks.add(one);
      const done: DiscoveryTask = { ...old, state: "done", report: { state: "done", done: 3, of: 300 } };
      expect(await store().discoveryTasks.update(done)).toBe(true);
      expect(await store().discoveryTasks.update({ ...old, state: "cancelled" })).toBe(false);
      expect(await store().discoveryTasks.list({ enterpriseId: "water", limit: 5 })).toEqual([recent, done]);
      expect(await store().discoveryTasks.list({ enterpriseId: "water", limit: 1 })).toEqual([recent]);
      expect(await store().discoveryTasks.get("none")).toBeUndefined();
    });
  });

  describe("proposals", () => {
    test("are inserted, updated, listed and found", async () => {
      const one = proposal();
      const later = proposal({ url: "opc.tcp://192.0.2.8:4840", foundAt: 5 });
      await store().proposals.save([one, later, proposal({ enterpriseId: "pharma" })]);
      const ignored: Proposal = { ...one, state: "ignored", version: 2 };
      await store().proposals.save([ignored]);
      expect(await store().proposals.list("water")).toEqual([later, ignored]);
      expect(await store().proposals.get(one.id)).toEqual(ignored);
      expect(await store().proposals.get("none")).toBeUndefined();
    });

    test("refuse a stale edit and a second one of the same place, and store nothing of the call", async () => {
      const [one, other] = [proposal(), proposal({ url: "modbus://192.0.2.9:502/1" })];
      await store().proposals.save([one, other]);
      await store().proposals.save([{ ...one, version: 2 }]);
      const stale = store().proposals.save([
        { ...other, version: 2 },
        { ...one, version: 2 },
      ]);
      await expect(stale).rejects.toMatchObject({ code: "stale-edit", target: one.url });
      expect(await store().proposals.get(other.id)).toEqual(other);
      await expect(store().proposals.save([proposal()])).rejects.toMatchObject({ code: "stale-edit" });
    });
  });
}
