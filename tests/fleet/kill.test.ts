import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, describe, expect, it, vi } from "vitest";
import { available, influxd, natsServer, postgres } from "../support/tools.ts";
import { drain } from "./drain.ts";
import { type Fleet, startFleet } from "./fleet.ts";
import { numbersOf, singleCentreWith } from "./single-centre.ts";
import { fleetSize } from "./size.ts";

const patience = { timeout: 120_000, interval: 500 };
const tell = (line: string) => process.stdout.write(`${line}\n`);

describe.runIf([natsServer, postgres, influxd].map(available).every(Boolean))("a fleet", () => {
  const stops: (() => Promise<unknown>)[] = [];
  afterAll(async () => {
    for (const stop of stops.reverse()) await stop();
  }, 120_000);

  it(`of ${fleetSize.centres} centres and ${fleetSize.collectors} collectors loses nothing and counts nothing twice, whatever is killed`, async () => {
    const { rounds, enterprises } = fleetSize;
    const startedAt = performance.now();
    const fleet = await startFleet(fleetSize);
    stops.push(fleet.remove);
    await vi.waitFor(async () => expect(await fleet.records.observations.count()).toBeGreaterThan(enterprises), patience);
    tell(`fleet: ${seconds(performance.now() - startedAt)} until every enterprise was heard`);
    for (let round = 0; round < rounds; round++) await killOne(fleet, round);

    await fleet.stopCollectors();
    const drained = await Promise.all(fleet.collectors.map((collector) => drain(fleet.nats, collector)));
    const made = drained.reduce((sum, one) => sum + one.made, 0);
    const left = drained.reduce((sum, one) => sum + one.left, 0);
    expect(drained.flatMap(({ rejected }) => rejected)).toEqual([]);
    expect(await fleet.records.observations.count()).toBe(made);
    tell(`fleet: ${made} observations made and stored, ${left} of them delivered after the last stop`);

    const ids = Array.from({ length: enterprises }, (_, index) => `works-${index}`);
    const single = await singleCentreWith(fleet.records, fleet.inventories, ids);
    stops.push(() => single.close());
    await single.centre.start();
    for (const id of ids) {
      await vi.waitFor(async () => {
        const expected = await numbersOf(single.records, id);
        expect(expected).toBeDefined();
        expect(await numbersOf(fleet.records, id)).toEqual(expected);
      }, patience);
    }
    tell(
      `fleet: scores of ${ids.length} enterprises equal to a single centre's; ${seconds(performance.now() - startedAt)} in all`,
    );
  }, 3_600_000);
});

/** Kills the next member in the middle, starts it again, and waits until observations come in again. */
async function killOne({ members, records }: Fleet, round: number): Promise<void> {
  const victim = members[round % members.length];
  if (victim === undefined) throw new Error("there is nobody to kill");
  await sleep(200 + 97 * (round % 7));
  await victim.killHard();
  const killedAt = performance.now();
  await sleep(300);
  await victim.start();
  const startedAgain = performance.now();
  const counted = () => records.observations.count().catch(() => 0);
  const before = await vi.waitFor(async () => {
    const count = await counted();
    expect(count).toBeGreaterThan(0);
    return count;
  }, patience);
  await vi.waitFor(async () => expect(await counted()).toBeGreaterThan(before), patience);
  tell(
    `fleet: ${victim.name} killed, back after ${seconds(startedAgain - killedAt)}, observations after ${seconds(performance.now() - killedAt)}`,
  );
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
