import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Sighting, Timeline, type TimelineRow } from "./timeline.ts";

const sighting = (at: number, digest: string): Sighting => ({
  id: `${at}-${digest}`,
  at,
  digest,
  outcome: "answered",
  validForSeconds: 60,
  reason: undefined,
});

/** Places the sightings in the order given, through a new timeline for each part, as batches do. */
function place(sightings: readonly Sighting[], partSize: number): readonly TimelineRow[] {
  let rows = new Map<string, TimelineRow>();
  for (let at = 0; at < sightings.length; at += partSize) {
    const timeline = new Timeline([...rows.values()]);
    for (const each of sightings.slice(at, at + partSize)) timeline.place(each);
    rows = new Map([...rows, ...timeline.changed.map(({ newest: _, ...row }) => [row.id, row] as const)]);
  }
  return [...rows.values()].sort((a, b) => a.at - b.at);
}

const history = fc
  .uniqueArray(fc.tuple(fc.nat(60), fc.constantFrom("a", "b", "c")), { selector: ([at]) => at, minLength: 1, maxLength: 30 })
  .map((pairs) => pairs.sort((a, b) => a[0] - b[0]).map(([at, digest]) => sighting(at, digest)));
const shuffled = history.chain((inOrder) =>
  fc.tuple(fc.constant(inOrder), fc.shuffledSubarray(inOrder, { minLength: inOrder.length })),
);
const partSize = fc.integer({ min: 1, max: 10 });

describe("Timeline", () => {
  test("makes one row for every change when sightings come in order", () => {
    fc.assert(
      fc.property(history, partSize, (inOrder, size) => {
        const runs = inOrder.filter((each, index) => each.digest !== inOrder[index - 1]?.digest);
        expect(place(inOrder, size).map(({ at, digest }) => [at, digest])).toEqual(runs.map(({ at, digest }) => [at, digest]));
      }),
    );
  });

  test("in whatever order they come, counts every sighting once and ends with the newest", () => {
    fc.assert(
      fc.property(shuffled, partSize, ([inOrder, arrivals], size) => {
        const rows = place(arrivals, size);
        expect(rows.reduce((sum, { timesSeen }) => sum + timesSeen, 0)).toBe(inOrder.length);
        const newest = rows.toSorted((a, b) => b.lastSeen - a.lastSeen)[0];
        expect([newest?.lastSeen, newest?.digest]).toEqual([inOrder.at(-1)?.at, inOrder.at(-1)?.digest]);
        for (const { at, digest } of inOrder) {
          expect(rows.some((row) => row.digest === digest && row.at <= at && at <= row.lastSeen)).toBe(true);
        }
      }),
    );
  });

  test("gives a row an earlier beginning where a late sighting saw the same", () => {
    expect(place([sighting(50, "b"), sighting(10, "a"), sighting(30, "b")], 1)).toEqual([
      { id: "10-a", at: 10, lastSeen: 10, timesSeen: 1, digest: "a", outcome: "answered" },
      { id: "50-b", at: 30, lastSeen: 50, timesSeen: 2, digest: "b", outcome: "answered" },
    ]);
  });
});
