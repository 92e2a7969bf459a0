import { readFile } from "node:fs/promises";
import type { NatsConnection } from "@nats-io/transport-node";
import type { Logger } from "pino";
import { createHttpUplink } from "../../collector/uplink/http-uplink.ts";
import { createNatsUplink } from "../../collector/uplink/nats-uplink.ts";
import { onceConnected } from "../../collector/uplink/once-connected.ts";
import type { TaskUplink, Uplink } from "../../collector/uplink/port.ts";
import { describeError, Problem } from "../../model/problem.ts";
import { subjects } from "../../model/wire/bus.ts";
import type { Settings } from "../config/config.ts";
import { connectToNats } from "./connect.ts";
import { readKey } from "./own-key.ts";

export interface OpenUplink {
  readonly uplink: Uplink & TaskUplink;
  close(): Promise<void>;
}

/**
 * The way to the centre that the configuration names; over NATS it opens by itself once a server answers.
 * @throws Problem `token-missing`, `key-unreadable`
 */
export async function openUplink(collector: NonNullable<Settings["collector"]>, log: Logger): Promise<OpenUplink> {
  const { id: collectorId, centre, tokenFile, keyFile, nats } = collector;
  if (nats === undefined) {
    const uplink = createHttpUplink({ centre, collectorId, token: await readToken(tokenFile) });
    return { uplink, close: async () => undefined };
  }
  const { seed } = await readKey(keyFile);
  let connection: NatsConnection | undefined;
  const connecting = connectToNats(nats, { name: collectorId, inboxPrefix: subjects.inbox(collectorId), log }).then((open) => {
    connection = open;
    return createNatsUplink({ connection: open, collectorId, seed });
  });
  connecting.catch((error: unknown) => log.error({ error: describeError(error) }, "there is no way to NATS"));
  return { uplink: onceConnected(connecting), close: async () => connection?.close() };
}

async function readToken(file: string): Promise<string> {
  try {
    return (await readFile(file, "utf8")).trim();
  } catch (cause) {
    throw new Problem("token-missing", `cannot read the collector's token: ${describeError(cause)}`, {
      target: file,
      advice: "Enrol the collector with a code from the page of collectors: `plantwatch collect --config FILE --enrol CODE`.",
      cause,
    });
  }
}
