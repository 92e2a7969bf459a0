import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { observationSchema } from "../../model/observation.ts";
import { type PolledScenarios, startPolledScenarios } from "../support/polled-scenario.ts";

/** Peers that are silent, drip, lie about lengths, close in the middle or answer another transaction, beside a plant that is well. */
describe("hostile peers", () => {
  let plant: PolledScenarios;
  let rssBefore: number;

  beforeAll(async () => {
    plant = await startPolledScenarios(["hostile", "healthy"]);
    rssBefore = process.memoryUsage.rss();
    await plant.poll((assignment) => ({
      ...assignment,
      sites: assignment.sites.map((site) => ({
        ...site,
        assets: site.assets.map((asset) => ({
          ...asset,
          endpoints: asset.endpoints.map((endpoint) => ({
            ...endpoint,
            intervals: { "modbus.identify": 1000, "modbus.health": 1000, "opcua.session": 2000 },
          })),
        })),
      })),
    }));
    await sleep(25_000);
  }, 90_000);

  afterAll(async () => {
    await plant.stop();
  });

  const observationsOf = (enterprise: string) =>
    plant.outcomes.flatMap(({ observation }) => (observation?.enterpriseId === enterprise ? [observation] : []));

  it("each end in an observation with a reason, and never in facts", () => {
    const hostile = plant.inventories.find(({ enterprise }) => enterprise.id === "hostile-plant");
    const observations = observationsOf("hostile-plant");
    for (const { id } of hostile?.assets ?? []) {
      const own = observations.filter(({ assetId }) => assetId === id);
      expect(own.length, id).toBeGreaterThan(0);
      expect(
        own
          .map(({ outcome, reason }) => [outcome, reason?.code])
          .filter(([outcome, code]) => outcome === "answered" || code === undefined),
        id,
      ).toEqual([]);
    }
    expect(hostile?.assets.length).toBeGreaterThan(8);
    expect(observations.filter((observation) => !observationSchema.safeParse(observation).success)).toEqual([]);
  });

  it("do not hold up the devices that are well", () => {
    const times = observationsOf("well-kept")
      .filter(({ probe, outcome }) => probe === "modbus.identify" && outcome === "answered")
      .map(({ at }) => at);
    const gaps = times.slice(1).map((at, index) => at - (times[index] ?? at));
    expect(times.length).toBeGreaterThan(15);
    expect(Math.max(...gaps)).toBeLessThan(3000);
  });

  it("do not fill the memory", () => {
    expect(process.memoryUsage.rss() - rssBefore).toBeLessThan(150e6);
  });
});
