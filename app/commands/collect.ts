import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { startCollector } from "../../collector/collector.ts";
import { createHttpUplink } from "../../collector/uplink/http-uplink.ts";
import { systemClock } from "../../model/instant.ts";
import { describeError, Problem } from "../../model/problem.ts";
import { loadSettings, type Settings } from "../config/config.ts";
import { createLog } from "../log.ts";
import { tellSupervisor } from "../processes/messages.ts";
import { keepFilesPrivate } from "../processes/private-files.ts";
import { untilStopped } from "../processes/until-stopped.ts";
import { version } from "../version.ts";
import type { RegisterCommand } from "./command.ts";

export const register: RegisterCommand = (program) => {
  program
    .command("collect")
    .description("runs the collector alone, as a configuration file says")
    .requiredOption("--config <file>", "configuration file (YAML)")
    .action(async (options: { config: string }) => collect(await loadSettings(options.config, process.env)));
};

async function collect(settings: Settings): Promise<void> {
  keepFilesPrivate();
  const { collector } = settings;
  if (collector === undefined)
    throw new Problem("config-invalid", "the configuration has no collector section", {
      advice: "Add one, or run `plantwatch serve`.",
    });
  const log = createLog("collector");
  if (collector.centreCertificate !== undefined) await trustCentre(collector.centreCertificate);
  const uplink = createHttpUplink({
    centre: collector.centre,
    collectorId: collector.id,
    token: await readToken(collector.tokenFile),
  });
  const running = await startCollector(
    {
      id: collector.id,
      dataFolder: join(settings.data, "collector"),
      mayContact: collector.mayContact,
      startSpreadMs: collector.startSpreadMs,
      spool: collector.spool,
      version,
    },
    { uplink, tasks: uplink, clock: systemClock, log, secret: (name) => process.env[name] },
  );
  await tellSupervisor({ kind: "ready", lines: [] });
  await untilStopped();
  await running.stop();
}

/** Adds the centre's certificate to those that this process trusts. */
async function trustCentre(file: string): Promise<void> {
  try {
    setDefaultCACertificates([...getCACertificates("default"), await readFile(file, "utf8")]);
  } catch (cause) {
    throw new Problem("certificate-unreadable", `cannot take the centre's certificate: ${describeError(cause)}`, {
      target: file,
      advice: "Copy https.pem from the centre's data folder, or name the file of its authority as centreCertificate.",
      cause,
    });
  }
}

async function readToken(file: string): Promise<string> {
  try {
    return (await readFile(file, "utf8")).trim();
  } catch (cause) {
    throw new Problem("token-missing", `cannot read the collector's token: ${describeError(cause)}`, {
      target: file,
      advice: "Make one at the centre with `plantwatch token create --collector ID` and put it into this file.",
      cause,
    });
  }
}
