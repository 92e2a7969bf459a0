import { expect, it } from "vitest";
import { currentStep, type StartStep } from "./progress.ts";

it.each<[string | null, readonly StartStep[], StartStep]>([
  [null, [], "enterprise"],
  ["assets", [], "enterprise"],
  [null, ["enterprise"], "site"],
  ["assets", ["enterprise"], "assets"],
  [null, ["enterprise", "assets"], "site"],
  [null, ["enterprise", "site", "assets", "observe", "score"], "score"],
  ["nonsense", ["enterprise", "site"], "assets"],
])("goes on from %s with %j done at %s", (named, done, step) => {
  expect(currentStep(named, new Set(done))).toBe(step);
});
