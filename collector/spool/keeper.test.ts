import pino from "pino";
import { expect, it } from "vitest";
import type { MetricPoint } from "../../model/metric.ts";
import type { Observation } from "../../model/observation.ts";
import type { Outcome } from "../schedule/outcome.ts";
import { createKeeper } from "./keeper.ts";
import type { Spool, SpoolStream } from "./spool.ts";

const silent = pino({ enabled: false });

/** A spool in memory whose samples may be refused. */
function spoolOf(refuses: () => boolean) {
  const groups: (readonly MetricPoint[])[] = [];
  const lost: unknown[] = [];
  const stream = <T>(append: (items: readonly T[]) => Promise<void>): SpoolStream<T> => ({
    append,
    oldest: async () => [],
    forget: async () => undefined,
  });
  const spool: Spool = {
    id: "test",
    observations: stream<Observation>(async () => undefined),
    samples: stream<MetricPoint>(async (points) => {
      if (refuses()) throw new Error("the disk is full");
      groups.push(points);
    }),
    report: () => Promise.reject(new Error("not asked for here")),
    noteLost: (_, items) => lost.push(...items),
    close: async () => undefined,
  };
  return { spool, groups, lost };
}

function outcome(at: number): Outcome {
  return {
    observation: undefined,
    points: [{ measurement: "collector", tags: { collector: "c1" }, fields: { retried: 0 }, at }],
  };
}

it("writes what comes close together as one group, in order, and all of it before it settles", async () => {
  const { spool, groups } = spoolOf(() => false);
  const keeper = createKeeper(spool, silent);
  for (let at = 1; at <= 100; at += 1) keeper.keep(outcome(at));
  await keeper.settled();
  expect(groups.length).toBe(1);
  expect(groups.flat().map(({ at }) => at)).toEqual(Array.from({ length: 100 }, (_, index) => index + 1));
});

it("counts what the disk did not take, and goes on", async () => {
  let full = true;
  const { spool, groups, lost } = spoolOf(() => full);
  const keeper = createKeeper(spool, silent);
  keeper.keep(outcome(1));
  await expect.poll(() => lost.length).toBe(1);
  full = false;
  keeper.keep(outcome(2));
  await expect.poll(() => groups.flat().map(({ at }) => at)).toEqual([2]);
});
