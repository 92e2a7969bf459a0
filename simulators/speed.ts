import { Problem } from "../model/problem.ts";
import type { Scenario } from "../model/truth/scenario.ts";

type Event = Scenario["timeline"][number];

/** How many times faster than written any timeline may come. */
const greatestOfAll = 10;
const usualSpeeds = [1, 2, 5, greatestOfAll];

/**
 * The scenario with its events `speed` times closer together. Devices, polling intervals and the time in which each event must be
 * detected stay as they are, so that the truth that follows from it is true at this speed.
 * @throws Problem `speed-not-sound` where the next event would come before the one before it had to be detected
 */
export function atSpeed(scenario: Scenario, speed: number): Scenario {
  if (speed === 1) return scenario;
  const greatest = greatestSpeed(scenario);
  if (!(speed > 1 && speed <= greatest)) {
    throw new Problem("speed-not-sound", `"${scenario.id}" does not run at ×${speed}.`, {
      target: scenario.id,
      advice: `${greatest === 1 ? "It runs at ×1 alone" : `Choose from ×1 to ×${greatest}`}: closer together, an event would hide the one before it while there is time to detect it.`,
    });
  }
  return { ...scenario, timeline: scenario.timeline.map((event) => ({ ...event, at: event.at / speed })) };
}

/**
 * The greatest speed at which each event keeps its declared time to be detected before another happens to the same device or asset,
 * in tenths; 1 where the scenario is as close as that already.
 */
export function greatestSpeed({ timeline }: Scenario): number {
  const most = Math.min(...timeline.flatMap((event) => timeline.map((next) => roomBetween(event, next))));
  return Math.max(1, Math.floor(Math.min(most, greatestOfAll) * 10) / 10);
}

/** The speeds to choose from; a timeline of nothing has but one. */
export function offeredSpeeds(scenario: Scenario): readonly number[] {
  if (scenario.timeline.length === 0) return [1];
  const greatest = greatestSpeed(scenario);
  return [...new Set([...usualSpeeds.filter((speed) => speed <= greatest), greatest])];
}

/** How many times closer the next event may come before it cuts into the time to detect the first. */
function roomBetween(event: Event, next: Event): number {
  const longest = Math.max(0, ...event.expect.map(({ within }) => within));
  if (longest === 0 || next.at <= event.at || !mayHide(event, next)) return Number.POSITIVE_INFINITY;
  return (next.at - event.at) / longest;
}

/** An event without a device happens to all. */
function mayHide(event: Event, next: Event): boolean {
  if (event.device === undefined || next.device === undefined || event.device === next.device) return true;
  const assets = new Set(event.expect.map(({ asset }) => asset));
  return next.expect.some(({ asset }) => assets.has(asset));
}
