import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { systemClock } from "../../model/instant.ts";
import { describeError, Problem } from "../../model/problem.ts";
import { loadScenario } from "../../simulators/load-scenario.ts";
import { startScenario } from "../../simulators/run-scenario.ts";
import { atSpeed } from "../../simulators/speed.ts";
import { dataFolder } from "../config/environment.ts";
import { createLog } from "../log.ts";
import { tellSupervisor } from "../processes/messages.ts";
import { outliveErrors } from "../processes/outlive-errors.ts";
import { untilStopped } from "../processes/until-stopped.ts";
import type { RegisterCommand } from "./command.ts";
import { speedFrom, wholeNumber } from "./options.ts";

interface SimulateOptions {
  readonly truth?: string;
  readonly seed: string;
  readonly speed: string;
  readonly inventory?: string;
  readonly secrets?: string;
  readonly trust: string[];
  readonly portBase: string;
  readonly devices: string;
}

export const register: RegisterCommand = (program) => {
  program
    .command("simulate <scenario>")
    .description("runs the devices of a scenario on loopback and writes the truth about them")
    .option("--truth <file>", "write what a right monitor must say (JSON)")
    .option("--seed <number>", "seed of everything that moves", "7")
    .option("--speed <number>", "how many times closer together the events come; no faster than each can be detected", "1")
    .option("--inventory <folder>", "write an inventory file for every plant, with the addresses that the devices got")
    .option("--secrets <file>", "write the passwords that devices expect, by environment variable (JSON)")
    .option(
      "--trust <file>",
      "certificate (PEM) of a client that strict devices trust; may be repeated",
      (file, files: string[]) => [...files, file],
      [],
    )
    .option("--port-base <number>", "first port to try", "24840")
    .option("--devices <folder>", "where the devices keep their certificates", join(dataFolder(process.env), "simulated"))
    .action(simulate);
};

async function simulate(scenarioName: string, options: SimulateOptions): Promise<void> {
  const log = createLog("simulators");
  const running = await startScenario({
    scenario: atSpeed(await loadScenario(scenarioName), speedFrom(options.speed)),
    seed: wholeNumber("--seed", options.seed),
    clock: systemClock,
    log,
    dataDir: options.devices,
    trustedClientPems: await Promise.all(options.trust.map(readPem)),
    portBase: wholeNumber("--port-base", options.portBase),
  });
  outliveErrors(log);
  if (options.truth !== undefined) await writeFile(options.truth, `${JSON.stringify(running.truth, null, 2)}\n`);
  if (options.secrets !== undefined) await writeFile(options.secrets, JSON.stringify(running.passwords), { mode: 0o600 });
  if (options.inventory !== undefined) {
    await mkdir(options.inventory, { recursive: true });
    for (const { fileName, text } of running.inventories) await writeFile(join(options.inventory, fileName), text);
  }
  const lines = running.devices.map(
    ({ id, endpoints }) => `  ${id}: ${[...new Set(endpoints.map(({ url }) => url))].join(", ")}`,
  );
  const greeting = [`Simulated devices of "${scenarioName}":`, ...lines];
  await tellSupervisor({ kind: "ready", lines: [`Simulated devices of "${scenarioName}": ${running.devices.length}`] });
  if (process.send === undefined) process.stdout.write(`${greeting.join("\n")}\nCtrl-C stops them.\n`);
  await untilStopped();
  await running.stop();
}

async function readPem(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (cause) {
    throw new Problem("config-unreadable", `cannot read ${file}: ${describeError(cause)}`, { target: file, cause });
  }
}
