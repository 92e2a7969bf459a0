import { constants, setPriority } from "node:os";
import { minute, second } from "../../model/instant.ts";
import { loadScenario } from "../../simulators/load-scenario.ts";
import { evaluate, type Look } from "../evaluate/evaluate.ts";
import { createLog } from "../log.ts";
import { keepFilesPrivate } from "../processes/private-files.ts";
import type { RunMessage } from "../simulation/messages.ts";
import { progressOf } from "../simulation/progress.ts";
import type { RegisterCommand } from "./command.ts";
import { speedFrom, wholeNumber } from "./options.ts";

export const register: RegisterCommand = (program) => {
  program
    .command("simulation-run <scenario>", { hidden: true })
    .description("the process in which the centre runs a simulation: tells it how monitor and truth compare")
    .requiredOption("--folder <folder>", "new folder for devices and monitor")
    .requiredOption("--seed <number>", "seed of everything that moves or is drawn")
    .requiredOption("--speed <number>", "how many times closer together the events come")
    .action(async (scenario: string, { folder, seed, speed }: { folder: string; seed: string; speed: string }) =>
      simulationRun(scenario, folder, { seed: wholeNumber("--seed", seed), speed: speedFrom(speed) }),
    );
};

/** How long a monitor may take to agree with the truth. */
const withinMs = 2 * minute;
/** A device that does not stop in order ends with the process. */
const stopWithinMs = 8 * second;

async function simulationRun(name: string, folder: string, { seed, speed }: { seed: number; speed: number }): Promise<void> {
  keepFilesPrivate();
  // Real plants are watched by this machine, too.
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  const ending = new AbortController();
  const stop = () => {
    ending.abort();
    setTimeout(() => process.exit(0), stopWithinMs).unref();
  };
  // The channel stays open on a signal, since the last comparison goes through it; it closes when the centre has gone.
  for (const asked of ["SIGTERM", "SIGINT", "disconnect"]) process.once(asked, stop);
  if (!process.connected) stop();
  const scenario = await loadScenario(name);
  let newest: Look | undefined;
  await evaluate({
    scenario: name,
    seed,
    speed,
    withinMs,
    folder,
    log: createLog("simulation"),
    progress: () => undefined,
    signal: ending.signal,
    observe(look) {
      newest = look;
      void tell(progressOf(look, { scenario, speed }, false));
    },
  });
  if (newest !== undefined) await tell(progressOf(newest, { scenario, speed }, true));
  if (process.connected) process.disconnect?.();
}

function tell(message: RunMessage): Promise<void> {
  return new Promise((resolve) => {
    if (process.send === undefined || !process.connected) resolve();
    else process.send(message, () => resolve());
  });
}
