import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { day } from "../../../model/instant.ts";
import type { StoredObservation } from "../../../model/observation.ts";
import type { RecordStore } from "../port.ts";
import { batch, observation, silence, verdict } from "./fixtures.ts";

const brief = ({ at, lastSeen, timesSeen, facts }: StoredObservation) => ({ at, lastSeen, timesSeen, facts });

export function observationContract(store: () => RecordStore): void {
  const history = (limit = 100) => store().observations.history("water", "plc-1", "main", "modbus.health", limit);

  describe("observations", () => {
    test("add a row only where outcome or facts change, and count the rest", async () => {
      const seen = [
        observation({ at: 10 }),
        observation({ at: 20 }),
        observation({ at: 30, facts: { served: false } }),
        silence({ at: 40 }),
      ];
      const { added } = await store().observations.store(batch(1, seen));
      expect(added).toEqual([seen[0]?.id, seen[2]?.id, seen[3]?.id]);
      expect((await history()).map(brief)).toEqual([
        { at: 40, lastSeen: 40, timesSeen: 1, facts: undefined },
        { at: 30, lastSeen: 30, timesSeen: 1, facts: { served: false } },
        { at: 10, lastSeen: 20, timesSeen: 2, facts: { served: true } },
      ]);
      expect(await store().observations.count()).toBe(4);
    });

    test("come back whole, with digest, reason and facts", async () => {
      const seen = [observation({ facts: { 名: "泵", list: [1, { deep: null }] } }), silence({ at: 2000 })];
      const sent = batch(1, seen);
      await store().observations.store(sent);
      for (const { digest, observation: each } of sent.items) {
        const stored = await store().observations.get(each.id);
        expect(stored).toEqual({ ...each, digest, lastSeen: each.at, timesSeen: 1 });
      }
      expect(await store().observations.get(randomUUID())).toBeUndefined();
    });

    test("count once however often a batch comes, whole or in part", async () => {
      const seen = [observation({ at: 10 }), observation({ at: 20 }), observation({ at: 30, facts: { served: false } })];
      await store().observations.store(batch(1, seen));
      expect(await store().observations.store(batch(1, seen))).toEqual({ added: [] });
      const longer = [...seen, observation({ at: 40, facts: { served: false } })];
      expect(await store().observations.store(batch(1, longer))).toEqual({ added: [] });
      expect(await store().observations.count()).toBe(4);
      expect(await store().observations.progress("north", batch(1, seen).spoolId)).toBe(4);
    });

    test("name the answer before each of them, whatever failed in between", async () => {
      const other = { at: 15, assetId: "plc-2", facts: { served: false } };
      const seen = [
        observation({ at: 10 }),
        observation({ at: 20, facts: { served: false } }),
        silence({ at: 30 }),
        observation({ at: 40, facts: { served: null } }),
        observation(other),
      ];
      await store().observations.store(batch(1, seen));
      const [first, second, , fourth, alone] = seen.map(({ id }) => id);
      const before = await store().observations.answeredBefore([first, second, fourth, alone].flatMap((id) => id ?? []));
      expect(new Map([...before].map(([id, row]) => [id, row.id]))).toEqual(
        new Map([
          [second, first],
          [fourth, second],
        ]),
      );
      expect(before.get(second ?? "")).toEqual(await store().observations.get(first ?? ""));
    });

    test("are read again only where they moved", async () => {
      await store().observations.store(batch(1, [observation({ at: 10 }), observation({ at: 10, assetId: "plc-2" })]));
      const known = async (rows: readonly StoredObservation[]) => new Map(rows.map((row) => [row.id, row]));
      const first = await store().observations.latestSince("water", "all", new Map());
      expect(first).toEqual(await store().observations.latest("water"));
      await store().observations.store(batch(3, [observation({ at: 20 }), silence({ at: 30, assetId: "plc-2" })]));
      const second = await store().observations.latestSince("water", "all", await known(first));
      expect(second).toEqual(await store().observations.latest("water"));
      expect(second).toMatchObject([{ lastSeen: 20, timesSeen: 2, facts: { served: true } }, { outcome: "unreachable" }, {}]);
      expect(second[2], "nothing of it moved").toBe(first[1]);
      expect(await store().observations.latestSince("water", ["plc-1"], await known(second))).toEqual([second[0]]);
    });

    test("know the progress of every spool apart", async () => {
      const other = randomUUID();
      await store().observations.store(batch(1, [observation({ at: 10 })]));
      await store().observations.store(batch(1, [observation({ at: 20 })], { spoolId: other, through: 9 }));
      expect(await store().observations.progress("north", other)).toBe(9);
      expect(await store().observations.progress("south", other)).toBe(0);
      expect(await store().observations.count()).toBe(2);
    });

    test("move the progress past items that ingest refused, even if none is left", async () => {
      await store().observations.store(batch(1, [], { through: 7 }));
      expect(await store().observations.progress("north", batch(1, []).spoolId)).toBe(7);
    });

    test("leave items beyond the acknowledgement to the next delivery", async () => {
      const seen = [observation({ at: 10 }), observation({ at: 20, facts: { served: false } })];
      await store().observations.store(batch(1, seen, { through: 1 }));
      expect(await store().observations.count()).toBe(1);
      await store().observations.store(batch(1, seen));
      expect(await store().observations.count()).toBe(2);
    });

    test("are not stored again when another spool brings the same ones", async () => {
      const seen = [observation({ at: 10 })];
      await store().observations.store(batch(1, seen));
      expect(await store().observations.store(batch(1, seen, { spoolId: randomUUID() }))).toEqual({ added: [] });
      expect(await store().observations.count()).toBe(1);
    });

    test("that come late join the row that covers their time", async () => {
      await store().observations.store(batch(1, [observation({ at: 10 }), observation({ at: 50, facts: { served: false } })]));
      const late = await store().observations.store(
        batch(3, [observation({ at: 30 }), observation({ at: 40, facts: { served: false } })]),
      );
      expect(late.added).toEqual([]);
      expect((await history()).map(brief)).toEqual([
        { at: 40, lastSeen: 50, timesSeen: 2, facts: { served: false } },
        { at: 10, lastSeen: 30, timesSeen: 2, facts: { served: true } },
      ]);
    });

    test("latest names the newest of every probe, and the newest answered one beside a failure", async () => {
      const seen = [
        observation({ at: 10 }),
        silence({ at: 20 }),
        observation({ at: 10, probe: "modbus.identify", facts: { exceptions: [] } }),
        observation({ at: 10, assetId: "plc-2", endpointId: "other" }),
        observation({ at: 10, enterpriseId: "pharma" }),
      ];
      await store().observations.store(batch(1, seen));
      const ids = async (assetId?: string) => new Set((await store().observations.latest("water", assetId)).map(({ id }) => id));
      expect(await ids()).toEqual(new Set(seen.slice(0, 4).map(({ id }) => id)));
      expect(await ids("plc-2")).toEqual(new Set([seen[3]?.id]));
    });

    test("latest is not moved by what comes late", async () => {
      const newest = observation({ at: 50 });
      await store().observations.store(batch(1, [newest]));
      await store().observations.store(batch(2, [observation({ at: 20, facts: { served: false } })]));
      expect((await store().observations.latest("water")).map(({ id }) => id)).toEqual([newest.id]);
    });

    test("take the newest reason and validity with them", async () => {
      await store().observations.store(batch(1, [silence({ at: 10 })]));
      const later = silence({ at: 20, reason: { code: "reset", detail: "by peer" }, validForSeconds: 7 });
      await store().observations.store(batch(2, [later, silence({ at: 15, reason: { code: "late" } })]));
      expect(await history()).toMatchObject([{ reason: { code: "reset", detail: "by peer" }, validForSeconds: 7, timesSeen: 3 }]);
    });

    test("store a batch of 500 whole", async () => {
      const seen = Array.from({ length: 500 }, (_, index) => observation({ at: index, assetId: `plc-${index % 250}` }));
      const { added } = await store().observations.store(batch(1, seen));
      expect(added).toHaveLength(250);
      expect(await store().observations.latest("water")).toHaveLength(250);
      expect(await store().observations.count()).toBe(500);
    });
  });

  describe("prune", () => {
    const now = 1000 * day;
    const old = (id: number, change = {}) => observation({ at: id, facts: { id }, ...change });

    test("drops after thirteen months what nothing rests on, and still counts it", async () => {
      const seen = [old(1), old(2), old(3), old(4), old(5), observation({ at: now - 300 * day })];
      await store().observations.store(batch(1, seen));
      const [unused, failed, judged, baseline, stillUnused, newest] = seen.map(({ id }) => id);
      const evidence = (id: string | undefined) => [{ observationId: id ?? "", probe: "modbus.health", pointer: "" }];
      await store().verdicts.replace("water", "all", [verdict({ evidence: evidence(failed) })]);
      await store().verdicts.replace("water", "all", [verdict({ status: "pass", evidence: evidence(judged), judgedAt: 3000 })]);
      await store().baselines.accept({
        enterpriseId: "water",
        assetId: "plc-1",
        endpointId: "main",
        probe: "modbus.health",
        observationId: baseline ?? "",
        acceptedBy: "li",
        reason: "new firmware",
        at: 1,
      });
      expect(await store().observations.prune(now)).toBe(2);
      expect((await history()).map(({ id }) => id)).toEqual([newest, baseline, judged, failed]);
      for (const id of [unused, stillUnused]) expect(await store().observations.get(id ?? "")).toBeUndefined();
      expect(await store().observations.count()).toBe(6);
      expect(await store().observations.prune(now)).toBe(0);
    });

    test("keeps the newest of every probe however old, and what an unchanged verdict rests on now", async () => {
      const seen = [old(1), old(2), silence({ at: 3 })];
      await store().observations.store(batch(1, seen));
      const evidence = [{ observationId: seen[0]?.id ?? "", probe: "modbus.health", pointer: "" }];
      await store().verdicts.replace("water", "all", [verdict()]);
      expect(await store().verdicts.replace("water", "all", [verdict({ evidence })])).toEqual([]);
      expect(await store().observations.prune(now)).toBe(0);
      expect(await history()).toHaveLength(3);
    });
  });
}
