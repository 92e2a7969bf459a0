import { setTimeout as sleep } from "node:timers/promises";
import { minute } from "../../model/instant.ts";
import { Problem } from "../../model/problem.ts";
import { loadSettings } from "../config/config.ts";
import { createLog } from "../log.ts";
import { type ProcessSpec, type SupervisedProcess, supervise } from "../processes/supervisor.ts";
import { untilStopped } from "../processes/until-stopped.ts";
import type { RegisterCommand } from "./command.ts";

export const register: RegisterCommand = (program) => {
  program
    .command("up")
    .description("runs collector and centre under supervision, as a configuration file says")
    .requiredOption("--config <file>", "configuration file (YAML)")
    .action(async (options: { config: string }) => {
      const settings = await loadSettings(options.config, process.env);
      const specs: ProcessSpec[] = [];
      if (settings.centre !== undefined) specs.push({ name: "centre", arguments: ["serve", "--config", options.config] });
      if (settings.collector !== undefined) specs.push({ name: "collector", arguments: ["collect", "--config", options.config] });
      await runUntilStopped(specs, "Ctrl-C stops everything.");
    });
};

/** How long a process may take until it is ready; building the pages is over by then. */
const readyWithinMs = 2 * minute;

/**
 * Starts processes one after the other, each when the one before is ready, and stops all of them when the person or the system asks
 * for it, also in the middle of the start.
 * @throws Problem of the first process that fails to start; those that run are stopped.
 */
export async function runUntilStopped(specs: readonly ProcessSpec[], greeting: string): Promise<void> {
  const print = (line: string) => process.stdout.write(`${line}\n`);
  const log = createLog("supervisor");
  const running: SupervisedProcess[] = [];
  const stopped = untilStopped().then(() => "stopped" as const);
  try {
    for (const spec of specs) {
      const started = supervise(spec, log);
      running.push(started);
      const lines = await Promise.race([started.ready, stopped, tooLate(spec.name)]);
      if (lines === "stopped") return;
      for (const line of lines) print(line);
    }
    print(greeting);
    await stopped;
    print("Stopping …");
  } finally {
    await stopInReverse(running);
  }
}

async function tooLate(name: string): Promise<never> {
  await sleep(readyWithinMs, undefined, { ref: false });
  throw new Problem("not-ready", `${name} was not ready within ${readyWithinMs / minute} minutes`, {
    target: name,
    advice: "Look at what it logged above; PLANTWATCH_LOG=debug says more.",
  });
}

async function stopInReverse(running: readonly SupervisedProcess[]): Promise<void> {
  for (const supervised of [...running].reverse()) await supervised.stop();
}
