import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createNatsUplink } from "../../collector/uplink/nats-uplink.ts";
import { describeError } from "../../model/problem.ts";
import type { TestNats } from "../support/nats-server.ts";
import { drainSpool, observationsEverSpooled } from "../support/spool.ts";

interface Drained {
  /** Observations that the collector ever made: its spool numbers them without gaps. */
  readonly made: number;
  /** What it had still to deliver when it was stopped. */
  readonly left: number;
  readonly rejected: readonly string[];
}

/** Delivers what a stopped collector has left. */
export async function drain(nats: TestNats, { id, folder }: { id: string; folder: string }): Promise<Drained> {
  const seed = (await readFile(join(folder, "key"), "utf8")).trim();
  const connection = await nats.connectCollector(id, seed);
  const file = join(folder, "spool.sqlite");
  const uplink = createNatsUplink({ connection, collectorId: id, seed });
  try {
    const drained = await drainSpool(file, id, {
      deliverObservations: (batch) => persistently(() => uplink.deliverObservations(batch)),
    });
    return { made: observationsEverSpooled(file), ...drained };
  } finally {
    await connection.close();
  }
}

/** Centres may just be coming back. */
async function persistently<T>(work: () => Promise<T>, attempts = 10): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (attempts <= 1) throw new Error(`the last of many attempts failed: ${describeError(error)}`);
    return persistently(work, attempts - 1);
  }
}
