import { readFile } from "node:fs/promises";
import { join } from "node:path";
import pino from "pino";
import { z } from "zod";
import { openUplink } from "../../app/nats/open-uplink.ts";
import { untilStopped } from "../../app/processes/until-stopped.ts";
import { startCollector } from "../../collector/collector.ts";
import { second, systemClock } from "../../model/instant.ts";

/** A process with some collectors of a fleet, so that a test can afford many: as the file that it is given says. */
const settingsSchema = z.object({
  servers: z.array(z.string()),
  authority: z.string(),
  collectors: z.array(z.object({ id: z.string(), folder: z.string() })),
});

const [file = ""] = process.argv.slice(2);
const { servers, authority, collectors } = settingsSchema.parse(JSON.parse(await readFile(file, "utf8")));
const log = pino({ level: process.env.PLANTWATCH_LOG ?? "silent" }, pino.destination(2));

const running = await Promise.all(
  collectors.map(async ({ id, folder }) => {
    const keyFile = join(folder, "key");
    const settings = {
      id,
      centre: "http://127.0.0.1:1",
      mayContact: ["127.0.0.0/8"],
      tokenFile: join(folder, "token"),
      keyFile,
      nats: { servers, authority, login: { keyFile } },
      startSpreadMs: 2 * second,
      spool: { maxBytes: 1024 ** 3, maxAgeMs: Number.MAX_SAFE_INTEGER, whenFull: "drop-oldest-samples" as const },
    };
    const { uplink, close } = await openUplink(settings, log);
    const { mayContact, startSpreadMs } = settings;
    const collector = await startCollector(
      { id, dataFolder: folder, mayContact, startSpreadMs, version: "fleet", reportIntervalMs: 5 * second },
      { uplink, clock: systemClock, log, secret: () => undefined },
    );
    return { collector, close };
  }),
);
process.send?.("ready");
await untilStopped();
await Promise.all(
  running.map(async ({ collector, close }) => {
    await collector.stop();
    await close();
  }),
);
process.exit(0);
