import { expect, it } from "vitest";
import { hour, minute } from "../../../model/instant.ts";
import { inventorySchema } from "../../../model/inventory/inventory.ts";
import type { StoredObservation } from "../../../model/observation.ts";
import { judge } from "../../judge.ts";
import { unresponsive } from "./unresponsive.ts";

const now = Date.UTC(2026, 10, 24, 8);
const inventory = inventorySchema.parse({
  enterprise: { id: "e", name: "e", types: ["N"], grade: 1 },
  sites: [{ id: "s", name: "s", collectors: [{ id: "c" }] }],
  assets: [
    {
      id: "plc",
      name: "plc",
      site: "s",
      role: "field-device",
      endpoints: [{ id: "mb", protocol: "modbus", url: "modbus://192.0.2.10:502/1" }],
    },
  ],
});

function health(lastSeen: number, more: Partial<StoredObservation>): StoredObservation {
  return {
    id: crypto.randomUUID(),
    enterpriseId: "e",
    assetId: "plc",
    endpointId: "mb",
    probe: "modbus.health",
    at: lastSeen,
    lastSeen,
    timesSeen: 1,
    validForSeconds: 780,
    outcome: "unreachable",
    digest: "0".repeat(64),
    ...more,
  };
}

/** The verdict where the unit answered last so long ago and is silent since. */
function verdictAfterSilence(silence: number) {
  const answered = health(now - silence, {
    outcome: "answered",
    facts: { served: true, client: "192.0.2.50", encrypted: false },
  });
  const silent = health(now, { reason: { code: "no-answer" } });
  const observations = [answered, silent];
  const [verdict] = judge({ inventory, observations, previous: [], baselines: [], now, checks: [unresponsive] });
  return { verdict, answered };
}

it("fails once a unit that used to answer is silent for an hour, and points at its last answer", () => {
  const { verdict, answered } = verdictAfterSilence(hour);
  expect(verdict).toMatchObject({ status: "fail", because: { key: "modbus.silent-long", values: { minutes: 60 } } });
  expect(verdict?.evidence).toEqual([{ observationId: answered.id, probe: "modbus.health", pointer: "/served" }]);
});

it("does not decide on a shorter silence", () => {
  expect(verdictAfterSilence(hour - minute).verdict).toMatchObject({
    status: "unknown",
    because: { key: "common.probe-failed" },
  });
});
