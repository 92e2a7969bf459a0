import { expect, it } from "vitest";
import type { Sighting } from "../../../model/discovery/sighting.ts";
import { inventorySchema } from "../../../model/inventory/inventory.ts";
import { judge } from "../../judge.ts";
import { zoneCrossing } from "./zone-crossing.ts";

const now = Date.parse("2026-11-24T08:00:00Z");

function asset(id: string, zone: string, address: string) {
  const endpoints = [{ id: "mb", protocol: "modbus", url: `modbus://${address}:502/1`, address }];
  return { id, name: id, site: "works", role: "field-device", zone, endpoints };
}

function judged(sighting: Partial<Sighting>, conduits: readonly unknown[] = []) {
  const inventory = inventorySchema.parse({
    enterprise: { id: "water", name: "water", types: ["N"], grade: 2 },
    sites: [
      {
        id: "works",
        name: "works",
        zones: ["office", "control"].map((id) => ({ id, name: id })),
        conduits,
        collectors: [{ id: "c1", zone: "control" }],
      },
    ],
    assets: [asset("plc", "control", "10.1.2.3"), asset("desk", "office", "10.1.9.9")],
  });
  const seen: Sighting = {
    enterpriseId: "water",
    siteId: "works",
    address: "10.1.2.3",
    port: 502,
    protocol: "modbus",
    role: "server",
    peer: "10.1.9.9",
    source: "zeek",
    firstSeen: now - 1000,
    lastSeen: now - 1000,
    by: "token",
    ...sighting,
  };
  const input = { inventory, observations: [], previous: [], baselines: [], sightings: [seen], now, checks: [zoneCrossing] };
  const verdict = judge(input).find(({ assetId }) => assetId === "plc");
  return [verdict?.status, verdict?.because.key, verdict?.because.values.source];
}

it("a conversation that others saw between zones without a conduit fails, marked with its source", () => {
  const crossing = ["fail", "net.crossing-seen-by-others", "zeek"];
  const own = ["not-applicable", "net.no-crossing", undefined];
  expect(judged({})).toEqual(crossing);
  expect(judged({ role: "client", address: "10.1.9.9", peer: "10.1.2.3" })).toEqual(crossing);
  expect(judged({ peer: null })).toEqual(own);
  expect(judged({ peer: "10.1.2.3" })).toEqual(own);
  expect(judged({ port: 102 })).toEqual(own);
  expect(judged({ siteId: "elsewhere" })).toEqual(own);
  expect(judged({}, [{ id: "c", from: "office", to: "control", protocols: ["modbus"] }])).toEqual(own);
});
