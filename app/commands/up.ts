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
      const running = await startInOrder(specs, (line) => process.stdout.write(`${line}\n`));
      process.stdout.write("Ctrl-C stops everything.\n");
      await untilStopped();
      await stopInReverse(running);
    });
};

/** Starts processes one after the other, each when the one before is ready; on failure stops those that run. */
export async function startInOrder(
  specs: readonly ProcessSpec[],
  print: (line: string) => void,
): Promise<readonly SupervisedProcess[]> {
  const log = createLog("supervisor");
  const running: SupervisedProcess[] = [];
  try {
    for (const spec of specs) {
      const started = supervise(spec, log);
      running.push(started);
      for (const line of await started.ready) print(line);
    }
    return running;
  } catch (error) {
    await stopInReverse(running);
    throw error;
  }
}

export async function stopInReverse(running: readonly SupervisedProcess[]): Promise<void> {
  for (const supervised of [...running].reverse()) await supervised.stop();
}
