import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { MetricPoint } from "../../model/metric.ts";
import type { Observation } from "../../model/observation.ts";
import type { CollectorStatus } from "../../model/wire/batches.ts";
import type { TaskUplink, Uplink } from "./port.ts";

/** A centre with a collector of its own, reached by the adapter under test. */
export interface UplinkScene {
  readonly uplink: Uplink & TaskUplink;
  readonly collectorId: string;
  /** An observation, and a point, that the collector may deliver, of either of two enterprises; and one that it may not. */
  observation(of: "one" | "other" | "foreign"): Observation;
  point(): MetricPoint;
  status(): CollectorStatus;
  /** How many observations the centre has counted. */
  counted(): Promise<number>;
  /** Makes the next writes of the centre's records fail, until the answer is called. */
  breakRecords(): () => void;
  /** When the centre last heard the collector's status. */
  lastHeard(): Promise<number | null>;
  /** Asks the collector for something; answers the task's id. */
  ask(): Promise<string>;
  taskState(id: string): Promise<string | undefined>;
  revoke(): Promise<void>;
  close(): Promise<void>;
}

/** Registers the tests that every adapter of `Uplink` passes. */
export function uplinkContract(name: string, open: () => Promise<UplinkScene>): void {
  describe(name, () => {
    let scene: UplinkScene;
    const spoolId = randomUUID();
    beforeEach(async () => {
      scene = await open();
    });
    afterEach(() => scene.close());

    const batch = (observations: readonly Observation[], first = 1) => ({
      collectorId: scene.collectorId,
      spoolId,
      items: observations.map((observation, index) => ({ seq: first + index, observation })),
    });

    test("says what may be forgotten only when the records have it", async () => {
      const mended = scene.breakRecords();
      const one = batch([scene.observation("one")]);
      await expect(scene.uplink.deliverObservations(one)).rejects.toMatchObject({ code: "centre-busy" });
      expect(await scene.counted()).toBe(0);
      mended();
      expect(await scene.uplink.deliverObservations(one)).toEqual({ storedThrough: 1, rejected: [] });
      expect(await scene.counted()).toBe(1);
    });

    test("stores what comes twice once, also where the second holds more", async () => {
      const first = [scene.observation("one"), scene.observation("other"), scene.observation("one")];
      await scene.uplink.deliverObservations(batch(first));
      const more = [...first, scene.observation("other"), scene.observation("one")];
      expect(await scene.uplink.deliverObservations(batch(more))).toEqual({ storedThrough: 5, rejected: [] });
      expect(await scene.uplink.deliverObservations(batch(first))).toMatchObject({ rejected: [] });
      expect(await scene.counted()).toBe(5);
    });

    test("refuses what is another's item by item, and the rest is stored", async () => {
      const items = [scene.observation("one"), scene.observation("foreign"), scene.observation("other")];
      const answer = await scene.uplink.deliverObservations(batch(items));
      expect(answer).toEqual({ storedThrough: 3, rejected: [{ seq: 2, code: "unknown-asset" }] });
      expect(await scene.counted()).toBe(2);
    });

    test("carries a batch of many items with large facts", async () => {
      const filler = () => Array.from({ length: 1500 }, () => randomUUID()).join("");
      const large = Array.from({ length: 40 }, () => ({
        ...scene.observation("one"),
        outcome: "unreachable" as const,
        facts: { filler: filler() },
      }));
      const answer = await scene.uplink.deliverObservations(batch(large));
      expect(answer).toEqual({ storedThrough: 40, rejected: [] });
      expect(await scene.counted()).toBe(40);
    });

    test("carries samples", async () => {
      const items = [{ seq: 7, point: scene.point() }];
      const answer = await scene.uplink.deliverSamples({ collectorId: scene.collectorId, spoolId, items });
      expect(answer).toEqual({ storedThrough: 7, rejected: [] });
    });

    test("fetches the assignment once for a revision, and reports", async () => {
      const assignment = await scene.uplink.fetchAssignment(undefined);
      expect(assignment?.sites.flatMap(({ assets }) => assets).length).toBeGreaterThan(1);
      expect(await scene.uplink.fetchAssignment(assignment?.revision)).toBeUndefined();
      expect((await scene.uplink.fetchAssignment("older"))?.revision).toBe(assignment?.revision);
      await scene.uplink.report(scene.status());
      expect(await scene.lastHeard()).not.toBeNull();
    });

    test("brings a person's task, and word of it back", async () => {
      const waiting = scene.uplink.nextTask(AbortSignal.timeout(15_000));
      const id = await scene.ask();
      expect((await waiting)?.id).toBe(id);
      expect(await scene.uplink.reportTask(id, { state: "running", done: 1, of: 30 })).toEqual({ goOn: true });
      expect(await scene.taskState(id)).toBe("running");
      await scene.uplink.reportTask(id, { state: "failed", done: 1, of: 30, reason: { code: "x" } });
      expect(await scene.taskState(id)).toBe("failed");
    });

    test("opens nothing once it is revoked", async () => {
      await scene.uplink.report(scene.status());
      await scene.revoke();
      const tries = [
        () => scene.uplink.deliverObservations(batch([scene.observation("one")])),
        () => scene.uplink.fetchAssignment(undefined),
        () => scene.uplink.report(scene.status()),
      ];
      for (const attempt of tries) await expect(attempt()).rejects.toMatchObject({ code: "centre-refused" });
      expect(await scene.counted()).toBe(0);
    });
  });
}
