import { randomUUID } from "node:crypto";
import { vi } from "vitest";
import { healthObservation, pressure } from "../../api/testing/deliveries.ts";
import { sampleTask } from "../../api/testing/discovery.ts";
import { openTestCentre, type TestCentre } from "../../api/testing/open-centre.ts";
import type { UplinkScene } from "../../collector/uplink/contract.ts";
import type { TaskUplink, Uplink } from "../../collector/uplink/port.ts";
import { inventorySchema } from "../../model/inventory/inventory.ts";
import { Problem } from "../../model/problem.ts";
import type { CollectorStatus } from "../../model/wire/batches.ts";

export const collectorId = "collector-1";

/** What the adapter under test needs beside a centre. */
export interface Reached {
  readonly uplink: Uplink & TaskUplink;
  revoke(): Promise<void>;
  close(): Promise<void>;
}

/** A centre, whose first collector looks after assets of two enterprises, reached as `reach` says. */
export async function openScene(reach: (test: TestCentre) => Promise<Reached>): Promise<UplinkScene> {
  const test = await openTestCentre();
  await giveSecondEnterprise(test);
  const reached = await reach(test);
  const { records, clock } = test;
  const places = {
    one: {},
    other: { enterpriseId: "foundry", assetId: "press", endpointId: "bus" },
    foreign: { enterpriseId: "pharma", assetId: "reactor", endpointId: "ua" },
  };
  return {
    uplink: reached.uplink,
    collectorId,
    observation(of) {
      clock.advance(1);
      return healthObservation(clock.now(), places[of]);
    },
    point: () => pressure(clock.now(), 4.2),
    status: () => statusAt(clock.now()),
    counted: () => records.observations.count(),
    breakRecords() {
      const full = vi.spyOn(records.observations, "store").mockRejectedValue(new Problem("store-full", "The disk is full."));
      return () => full.mockRestore();
    },
    lastHeard: async () => (await records.collectors.all()).find((each) => each.collectorId === collectorId)?.lastHeard ?? null,
    async ask() {
      const task = sampleTask({ id: randomUUID(), collectorId, askedAt: clock.now(), changedAt: clock.now() });
      await records.discoveryTasks.add(task);
      return task.id;
    },
    taskState: async (id) => (await records.discoveryTasks.get(id))?.state,
    revoke: reached.revoke,
    async close() {
      await reached.close();
      await test.close();
    },
  };
}

async function giveSecondEnterprise({ records, clock }: TestCentre): Promise<void> {
  const inventory = inventorySchema.parse({
    enterprise: { id: "foundry", name: "foundry", types: ["N"], grade: 2 },
    sites: [{ id: "hall", name: "hall", collectors: [{ id: collectorId }] }],
    assets: [
      {
        id: "press",
        name: "press",
        site: "hall",
        role: "field-device",
        endpoints: [{ id: "bus", protocol: "modbus", url: "modbus://127.0.0.1:1503/1" }],
      },
    ],
  });
  await records.inventoryEdits.save({ inventory, after: 0, at: clock.now(), departures: [] });
}

function statusAt(at: number): CollectorStatus {
  return {
    collectorId,
    version: "1.2.3",
    startedAt: at,
    at,
    endpoints: 2,
    inFlight: 0,
    latenessP50: 0,
    latenessP99: 0,
    spoolItems: 0,
    spoolBytes: 0,
    rssBytes: 1,
    refusedEndpoints: [],
    resting: [],
  };
}
