import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { openSpool } from "../../collector/spool/spool.ts";
import { createNatsUplink } from "../../collector/uplink/nats-uplink.ts";
import { systemClock } from "../../model/instant.ts";
import { describeError } from "../../model/problem.ts";
import type { TestNats } from "../support/nats-server.ts";

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
  const spool = await openSpool(file, { clock: systemClock });
  const uplink = createNatsUplink({ connection, collectorId: id, seed });
  const rejected: string[] = [];
  let left = 0;
  try {
    for (let items = await spool.observations.oldest(200); items.length > 0; items = await spool.observations.oldest(200)) {
      const batch = { collectorId: id, spoolId: spool.id, items: items.map(({ seq, item }) => ({ seq, observation: item })) };
      const answer = await persistently(() => uplink.deliverObservations(batch));
      rejected.push(...answer.rejected.map(({ code }) => code));
      await spool.observations.forget(answer.storedThrough);
      left += items.length;
    }
  } finally {
    await spool.close();
    await connection.close();
  }
  return { made: everSpooled(file), left, rejected };
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

function everSpooled(file: string): number {
  const database = new DatabaseSync(file, { readOnly: true });
  const row = database.prepare("SELECT seq FROM sqlite_sequence WHERE name = 'observations'").get();
  database.close();
  return Number(row?.seq ?? 0);
}
