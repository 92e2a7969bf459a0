import { readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { stringify } from "yaml";
import { z } from "zod";
import { loadOrMakeIdentity } from "../../collector/identity/client-identity.ts";
import { buildWeb } from "../build-web.ts";
import { defaultPort, portFrom } from "../config/config.ts";
import { demoFolder } from "../config/environment.ts";
import { keepFilesPrivate } from "../processes/private-files.ts";
import type { RegisterCommand } from "./command.ts";
import { runUntilStopped } from "./up.ts";

const collectorId = "c1";
const scenario = "demo";

export const register: RegisterCommand = (program) => {
  program.command("demo").description("runs simulated plants, collector, centre and dashboards on loopback").action(demo);
};

async function demo(): Promise<void> {
  keepFilesPrivate();
  const print = (line: string) => process.stdout.write(`${line}\n`);
  await buildWeb(print);
  const folder = demoFolder(process.env);
  const config = await writeConfig(folder);
  const collectorFolder = join(folder, "collector");
  await loadOrMakeIdentity(join(collectorFolder, "identity"), collectorId, "client");
  const trusted = join(collectorFolder, "identity", "client.pem");
  // The configuration names the folder; a variable meant for the folder above must not override it.
  const ownData = { PLANTWATCH_DATA: folder };
  const secrets = join(folder, "secrets.json");
  print("Starting simulated plants, the centre and a collector …");
  await runUntilStopped(
    [
      {
        name: "simulators",
        arguments: [
          "simulate",
          scenario,
          "--inventory",
          join(folder, "inventory"),
          "--truth",
          join(folder, "truth.json"),
          "--trust",
          trusted,
          "--secrets",
          secrets,
          "--devices",
          join(folder, "devices"),
        ],
      },
      { name: "centre", arguments: ["serve", "--config", config], environment: () => ownData },
      {
        name: "collector",
        arguments: ["collect", "--config", config],
        environment: () => ({ ...ownData, ...readSecrets(secrets) }),
      },
    ],
    `Everything is kept in ${folder}. First scores appear within a minute. Ctrl-C stops every process.`,
  );
}

/** Passwords that the simulated devices made, by the variable in which the collector looks for them. */
function readSecrets(file: string): Readonly<Record<string, string>> {
  return z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(file, "utf8")));
}

async function writeConfig(folder: string): Promise<string> {
  const port = process.env.PLANTWATCH_PORT === undefined ? defaultPort : portFrom(process.env.PLANTWATCH_PORT);
  const host = process.env.PLANTWATCH_HOST ?? "127.0.0.1";
  await mkdir(join(folder, "inventory"), { recursive: true, mode: 0o700 });
  const file = join(folder, "plantwatch.yaml");
  const config = {
    data: folder,
    demo: true,
    centre: { host, port, inventory: join(folder, "inventory") },
    collector: { id: collectorId, centre: `http://${host}:${port}`, mayContact: ["127.0.0.0/8"], startSpread: "2s" },
  };
  await writeFile(file, `# Written by "plantwatch demo" at every start.\n${stringify(config)}`);
  return file;
}
