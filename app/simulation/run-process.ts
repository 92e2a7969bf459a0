import { fork } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Logger } from "pino";
import { second } from "../../model/instant.ts";
import { type Progress, runMessageSchema } from "./messages.ts";

export interface RunProcess {
  /** Resolves when the process is gone: with what went wrong, or null. */
  readonly ended: Promise<string | null>;
  /** Asks it to end; at the latest after some seconds it is made to. */
  stop(): Promise<void>;
}

const program = fileURLToPath(new URL("../bin.mjs", import.meta.url));
const stopWithinMs = 10 * second;

/** Runs a scenario and a monitor for it in a process of their own, below a folder of their own. */
export function startRunProcess(
  { scenario, seed, speed, folder }: { scenario: string; seed: number; speed: number; folder: string },
  onProgress: (progress: Progress) => void,
  log: Logger,
): RunProcess {
  // In a group of its own, so that Ctrl-C reaches it only through the centre; it ends by itself when the centre is gone.
  const drawn = ["--seed", String(seed), "--speed", String(speed)];
  const child = fork(program, ["simulation-run", scenario, ...drawn, "--folder", join(folder, "run")], {
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    detached: true,
    // Nothing that a real plant's passwords could stand in.
    env: { PATH: process.env.PATH, HOME: process.env.HOME, TMPDIR: folder, PLANTWATCH_LOG: "silent" },
  });
  let failure: string | null = null;
  child.on("message", (raw) => {
    const message = runMessageSchema.safeParse(raw);
    if (!message.success) log.error({ issues: message.error.issues }, "a simulation said something of another form");
    else if (message.data.kind === "failed") failure = message.data.message;
    else onProgress(message.data);
  });
  const ended = new Promise<string | null>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("exit", (code, signal) => resolve(failure ?? (code === 0 ? null : `the process ended with ${signal ?? code}`)));
  });
  return {
    ended,
    async stop() {
      child.kill("SIGTERM");
      const giveUp = setTimeout(() => child.kill("SIGKILL"), stopWithinMs);
      await ended;
      clearTimeout(giveUp);
    },
  };
}
