import { setTimeout as sleep } from "node:timers/promises";
import { day } from "../../model/instant.ts";
import type { MetricPoint } from "../../model/metric.ts";
import { Problem } from "../../model/problem.ts";
import type { MetricStore } from "../../store/metrics/port.ts";

/** Distinct points of several assets, the last at `until`. */
export function pointsOf(asset: string, count: number, until: number): readonly MetricPoint[] {
  return Array.from({ length: count }, (_, index) => ({
    measurement: "signal" as const,
    tags: { enterprise: "water", site: "works", asset, signal: `s${index % 10}` },
    fields: { value: index / 4, good: 1 },
    at: until - index,
  }));
}

/** How many values of signals a store holds, by all its levels of detail. */
export async function countStored(
  store: MetricStore,
  around: number,
  where: Readonly<Record<string, string>> = {},
): Promise<number> {
  const series = await store.query({
    measurement: "signal",
    field: "value",
    where,
    groupBy: ["asset"],
    from: around - 20 * day,
    to: around + day,
    stepMs: 40 * day,
    aggregate: "count",
  });
  return series.flatMap(({ points }) => points).reduce((sum, [, count]) => sum + count, 0);
}

/** Code of the Problem with which work fails; anything else that is thrown goes on. */
export async function problemCode(work: Promise<unknown>): Promise<string | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
}

export interface Shipment {
  /** Points that the store said it has. */
  shipped: number;
  /** Writes that had to be tried again, by the code of the Problem. */
  readonly failures: Map<string, number>;
  stop(): Promise<void>;
}

/** Ships as a collector's spool does: a batch is kept and sent again until the store has it. */
export function startShipping(store: MetricStore, name: string, batchSize: number, now: () => number): Shipment {
  let going = true;
  const shipment: Shipment = {
    shipped: 0,
    failures: new Map(),
    async stop() {
      going = false;
      await loop;
    },
  };
  const deliver = async (batch: readonly MetricPoint[]): Promise<void> => {
    for (;;) {
      const code = await problemCode(
        store.write(batch).then(({ written }) => {
          shipment.shipped += written;
        }),
      );
      if (code === undefined) return;
      shipment.failures.set(code, (shipment.failures.get(code) ?? 0) + 1);
      await sleep(20);
    }
  };
  const ship = async (): Promise<void> => {
    for (let batch = 0; going; batch += 1) await deliver(pointsOf(`${name}-${batch}`, batchSize, now()));
  };
  const loop = ship();
  return shipment;
}
