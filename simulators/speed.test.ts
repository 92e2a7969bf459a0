import { describe, expect, it } from "vitest";
import { second } from "../model/instant.ts";
import type { Scenario } from "../model/truth/scenario.ts";
import { loadScenario, scenarioNames } from "./load-scenario.ts";
import { atSpeed, greatestSpeed, offeredSpeeds } from "./speed.ts";

type Event = Scenario["timeline"][number];

function scenarioOf(...timeline: readonly Event[]): Scenario {
  return { id: "timed", title: { "zh-CN": "定时", en: "Timed" }, plants: [], timeline: [...timeline] };
}

function event(at: number, device: string | undefined, within?: number): Event {
  const expect = within === undefined ? [] : [{ asset: `${device}-asset`, check: "c", status: "fail" as const, within }];
  return { at, action: "restart", ...(device === undefined ? {} : { device }), expect };
}

describe("the speed of a timeline", () => {
  it("brings events closer together and leaves the time to detect each as it is", () => {
    const scenario = scenarioOf(event(10 * second, "a", 4 * second), event(40 * second, "a", 4 * second));
    const timeline = atSpeed(scenario, 5).timeline;
    expect(timeline.map(({ at, expect: [said] }) => [at, said?.within])).toEqual([
      [2 * second, 4 * second],
      [8 * second, 4 * second],
    ]);
    expect(atSpeed(scenario, 1)).toBe(scenario);
  });

  it("is bounded by the time to detect an event before the next at the same device", () => {
    const scenario = scenarioOf(event(0, "a", 10 * second), event(25 * second, "a", 15 * second));
    expect(greatestSpeed(scenario)).toBe(2.5);
    expect(offeredSpeeds(scenario)).toEqual([1, 2, 2.5]);
    expect(atSpeed(scenario, 2.5).timeline.at(1)?.at).toBe(10 * second);
    for (const speed of [2.6, 0.5, 0, Number.NaN]) {
      expect(() => atSpeed(scenario, speed)).toThrow(expect.objectContaining({ code: "speed-not-sound" }));
    }
  });

  it("is bounded by what happens to all devices, and by another device of the same asset", () => {
    expect(greatestSpeed(scenarioOf(event(0, "a", 10 * second), event(30 * second, undefined)))).toBe(3);
    const other = { ...event(40 * second, "b", second), expect: event(0, "a", second).expect };
    expect(greatestSpeed(scenarioOf(event(0, "a", 10 * second), other))).toBe(4);
  });

  it("is not bounded by other devices, by what happens together, or by what nobody has to detect", () => {
    expect(greatestSpeed(scenarioOf(event(0, "a", 10 * second), event(second, "b", 10 * second)))).toBe(10);
    expect(greatestSpeed(scenarioOf(event(0, "a", 10 * second), event(0, "a", 10 * second)))).toBe(10);
    expect(greatestSpeed(scenarioOf(event(0, "a"), event(second, "a", 10 * second)))).toBe(10);
  });

  it("is never below what the scenario itself says, and one where nothing happens", () => {
    expect(greatestSpeed(scenarioOf(event(0, "a", 10 * second), event(second, "a")))).toBe(1);
    expect(offeredSpeeds(scenarioOf())).toEqual([1]);
  });

  it("of shipped scenarios follows from their own deadlines", async () => {
    const scenarios = await Promise.all((await scenarioNames()).map(loadScenario));
    const timed = scenarios.filter(({ timeline }) => timeline.length > 0);
    expect(Object.fromEntries(timed.map((scenario) => [scenario.id, greatestSpeed(scenario)]))).toEqual({
      "brute-force": 1.3,
      "certificate-rollover": 10,
      "flapping-network": 10,
      incidents: 1,
    });
  });
});
