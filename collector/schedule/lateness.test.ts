import { expect, it } from "vitest";
import { minute, second } from "../../model/instant.ts";
import { Lateness } from "./lateness.ts";

function watch() {
  const clock = { time: 0, now: () => clock.time };
  return { clock, lateness: new Lateness(clock) };
}

it("tells the percentiles of the last minute and forgets what is older", () => {
  const { clock, lateness } = watch();
  for (let index = 0; index < 100; index += 1) lateness.record(5000);
  clock.time = minute;
  for (let index = 1; index <= 1000; index += 1) lateness.record(index);
  const { p50, p99 } = lateness.percentiles(minute);
  // Two significant figures are kept.
  expect(Math.abs(p50 - 500)).toBeLessThan(500 / 50);
  expect(Math.abs(p99 - 990)).toBeLessThan(990 / 50);
});

it("tells a shorter window, and nothing where nothing ran", () => {
  const { clock, lateness } = watch();
  expect(lateness.percentiles(minute)).toEqual({ p50: 0, p99: 0 });
  lateness.record(5000);
  clock.time = 30 * second;
  lateness.record(0);
  expect(lateness.percentiles(10 * second).p99).toBeLessThan(1);
  expect(lateness.percentiles(minute).p99).toBeGreaterThan(4900);
});
