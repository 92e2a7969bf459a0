import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { startCollector } from "../../collector/collector.ts";
import { systemClock } from "../../model/instant.ts";
import { describeError, Problem } from "../../model/problem.ts";
import { loadSettings, type Settings } from "../config/config.ts";
import { dataFolder } from "../config/environment.ts";
import { enrol, isThere, writeConfiguration } from "../enrol/enrol.ts";
import { createLog } from "../log.ts";
import { openUplink } from "../nats/open-uplink.ts";
import { tellSupervisor } from "../processes/messages.ts";
import { keepFilesPrivate } from "../processes/private-files.ts";
import { untilStopped } from "../processes/until-stopped.ts";
import { version } from "../version.ts";
import type { RegisterCommand } from "./command.ts";

interface CollectOptions {
  readonly config: string;
  readonly enrol?: string;
  readonly centre?: string;
  readonly mayContact?: readonly string[];
  readonly centreCertificate?: string;
}

export const register: RegisterCommand = (program) => {
  program
    .command("collect")
    .description("runs the collector alone, as a configuration file says")
    .requiredOption("--config <file>", "configuration file (YAML); written by --enrol where it is missing")
    .option("--enrol <code>", "first brings the centre this collector's key, in exchange for a one-time code")
    .option("--centre <url>", "with --enrol, for a new configuration: the centre's address")
    .option("--may-contact <range...>", "with --enrol, for a new configuration: all that this collector may ever contact")
    .option("--centre-certificate <file>", "with --enrol, for a new configuration: PEM file by which the centre is known")
    .action(async (options: CollectOptions) => {
      keepFilesPrivate();
      if (options.enrol !== undefined) await enrolFirst(options, options.enrol);
      await collect(await loadSettings(options.config, process.env));
    });
};

async function enrolFirst(options: CollectOptions, code: string): Promise<void> {
  if (await isThere(options.config)) {
    const collector = collectorOf(await loadSettings(options.config, process.env));
    if (collector.centreCertificate !== undefined) await trustCentre(collector.centreCertificate);
    const id = await enrol(code, collector.centre, collector);
    if (id === collector.id) return;
    throw new Problem("config-invalid", `the code is the collector ${id}'s, and the configuration says ${collector.id}`, {
      target: options.config,
      advice: `Write ${id} as collector.id and run \`collect\` without --enrol: the key is in place.`,
    });
  }
  const { centre, mayContact, centreCertificate, config } = options;
  if (centre === undefined || mayContact === undefined) {
    throw new Problem("usage", `there is no ${config} yet`, {
      advice: "Say --centre URL and --may-contact RANGE as well, and it is written.",
    });
  }
  if (centreCertificate !== undefined) await trustCentre(centreCertificate);
  const folder = join(dataFolder(process.env), "collector");
  const id = await enrol(code, centre, { tokenFile: join(folder, "token"), keyFile: join(folder, "key") });
  await writeConfiguration(config, id, { data: dataFolder(process.env), centre, mayContact, centreCertificate });
  process.stdout.write(`Enrolled as ${id}; from now on: plantwatch collect --config ${config}\n`);
}

function collectorOf({ collector }: Settings): NonNullable<Settings["collector"]> {
  if (collector !== undefined) return collector;
  throw new Problem("config-invalid", "the configuration has no collector section", {
    advice: "Add one, or run `plantwatch serve`.",
  });
}

async function collect(settings: Settings): Promise<void> {
  const collector = collectorOf(settings);
  const log = createLog("collector");
  if (collector.centreCertificate !== undefined) await trustCentre(collector.centreCertificate);
  const { uplink, close } = await openUplink(collector, log);
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
  await close();
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
