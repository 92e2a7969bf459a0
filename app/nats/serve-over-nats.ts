import { rename, writeFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import type { NatsConnection } from "@nats-io/transport-node";
import type { Logger } from "pino";
import type { Centre } from "../../api/centre.ts";
import { second } from "../../model/instant.ts";
import { describeError, Problem } from "../../model/problem.ts";
import type { CentreNats } from "../config/nats-config.ts";
import { connectToNats } from "./connect.ts";
import { ownKey } from "./own-key.ts";

const retryEvery = 2 * second;
/** A server that does not answer by then holds up no start: pages and HTTP work without it. */
const startWaits = 5 * second;

/**
 * Lets a centre serve collectors over NATS, now or as soon as the server answers; ended by the answer.
 * @throws Problem `bus-mismatch` where the server already holds a stream with other settings
 */
export async function serveOverNats(centre: Centre, settings: CentreNats, log: Logger): Promise<() => Promise<void>> {
  const stopping = new AbortController();
  let connection: NatsConnection | undefined;
  const key = await ownKey(settings.keyFile);
  const { usersFile, limits } = settings;
  if (usersFile !== undefined) await centre.keepNatsUsers([key.publicKey], (text) => writeWhole(usersFile, text));

  const serve = async (): Promise<void> => {
    connection = await connectToNats(settings, { name: "plantwatch centre", log });
    while (!stopping.signal.aborted) {
      try {
        await centre.serveOver(connection, limits);
        return;
      } catch (error) {
        if (error instanceof Problem) throw error;
        log.warn({ error: describeError(error) }, "NATS does not serve streams yet");
        await sleep(retryEvery, undefined, { signal: stopping.signal }).catch(() => undefined);
      }
    }
  };
  const serving = serve();
  const waited = await Promise.race([serving, sleep(startWaits, "away" as const, { ref: false })]);
  if (waited === "away") {
    log.warn({ servers: settings.servers }, "NATS does not answer yet; collectors that come over it wait");
    serving.catch((error: unknown) => log.error({ error: describeError(error) }, "collectors are not served over NATS"));
  }
  return async () => {
    stopping.abort();
    await connection?.close();
  };
}

async function writeWhole(file: string, text: string): Promise<void> {
  await writeFile(`${file}.new`, text, { mode: 0o640 });
  await rename(`${file}.new`, file);
}
