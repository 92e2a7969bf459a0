import { expect, it } from "vitest";
import { hour, minute } from "../../../model/instant.ts";
import { CounterMemory } from "./counters.ts";

const start = Date.UTC(2026, 0, 1);
const reading = (atMinute: number, raised: number, messages: number, ownIllegalFunctions = 0) => ({
  at: start + atMinute * minute,
  counters: { "8/13": raised, "8/14": messages },
  ownIllegalFunctions,
});

it("tells the share of exceptions in steps, ours taken out", () => {
  const memory = new CounterMemory();
  memory.add(reading(0, 0, 0));
  expect(memory.exceptionSharePercent).toBeUndefined();
  memory.add(reading(5, 9, 100, 2));
  expect(memory.exceptionSharePercent).toBe(5);
});

it("says nothing of a share over a handful of messages", () => {
  const memory = new CounterMemory();
  memory.add(reading(0, 0, 0));
  memory.add(reading(5, 5, 10));
  expect(memory.exceptionSharePercent).toBeUndefined();
});

it("forgets what is older than an hour", () => {
  const memory = new CounterMemory();
  memory.add(reading(0, 0, 0));
  memory.add(reading(5, 50, 100));
  memory.add(reading(5 + hour / minute, 50, 200));
  memory.add(reading(10 + hour / minute, 50, 300));
  expect(memory.exceptionSharePercent).toBe(0);
});

it("keeps both sides of a step back and measures no share across it", () => {
  const memory = new CounterMemory();
  memory.add(reading(0, 3, 900));
  expect(memory.compared).toBe(false);
  memory.add(reading(5, 0, 40));
  expect(memory.wentBack).toEqual({
    at: new Date(start + 5 * minute).toISOString(),
    afterSeconds: 300,
    before: { "8/13": 3, "8/14": 900 },
    after: { "8/13": 0, "8/14": 40 },
  });
  expect(memory.exceptionSharePercent).toBeUndefined();
  expect(memory.compared).toBe(true);
});
