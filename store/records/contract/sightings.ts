import { describe, expect, test } from "vitest";
import type { Sighting } from "../../../model/discovery/sighting.ts";
import type { RecordStore } from "../port.ts";

function sighting(change: Partial<Sighting> = {}): Sighting {
  const what = { address: "10.1.2.3", port: 502, protocol: "modbus", role: "server", peer: null, source: "zeek" } as const;
  return { enterpriseId: "water", siteId: "works", ...what, firstSeen: 50, lastSeen: 50, by: "token", ...change };
}

export function sightingContract(store: () => RecordStore): void {
  describe("sightings of others", () => {
    test("are one row for one thing, however often they come", async () => {
      const again = [sighting(), sighting({ firstSeen: 40, lastSeen: 40 }), sighting({ firstSeen: 90, lastSeen: 90 })];
      expect(await store().sightings.keep("water", again, 10)).toEqual({ added: 1, widened: 0, leftOut: 0 });
      const list = await store().sightings.list("water");
      expect(list).toEqual([sighting({ firstSeen: 40, lastSeen: 90 })]);
      expect(await store().sightings.keep("water", again, 10)).toEqual({ added: 0, widened: 0, leftOut: 0 });
      expect(await store().sightings.list("water", list)).toBe(list);
      expect(await store().sightings.keep("water", [sighting({ firstSeen: 95, lastSeen: 95 })], 10)).toMatchObject({
        widened: 1,
      });
      expect(await store().sightings.list("water", list)).toEqual([sighting({ firstSeen: 40, lastSeen: 95 })]);
      expect(await store().sightings.list("pharma")).toEqual([]);
    });

    test("are kept up to a number, and forgotten after a time", async () => {
      const three = [1, 2, 3].map((port) => sighting({ port, firstSeen: port, lastSeen: port }));
      expect(await store().sightings.keep("water", three, 2)).toEqual({ added: 2, widened: 0, leftOut: 1 });
      await store().sightings.prune(2);
      expect((await store().sightings.list("water")).map(({ port }) => port)).toEqual([2]);
    });
  });
}
