import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Logger } from "pino";
import { createBackOff } from "../../collector/schedule/back-off.ts";
import { second } from "../../model/instant.ts";
import { Problem } from "../../model/problem.ts";
import { processMessageSchema } from "./messages.ts";

/** A process of this program under supervision: the arguments of the command that it runs. */
export interface ProcessSpec {
  readonly name: string;
  readonly arguments: readonly string[];
  /** Variables in addition to our own environment; read when the process starts. */
  readonly environment?: () => Readonly<Record<string, string>>;
}

export interface SupervisedProcess {
  readonly name: string;
  /** What it had to say when it was ready, the first time. */
  readonly ready: Promise<readonly string[]>;
  stop(): Promise<void>;
}

const program = fileURLToPath(new URL("../bin.mjs", import.meta.url));
const stopWithinMs = 10 * second;

/**
 * Runs a process and starts it again when it dies, waiting longer each time. A process that has never been ready and fails
 * rejects `ready`, since starting it again would fail the same way.
 */
export function supervise(spec: ProcessSpec, log: Logger): SupervisedProcess {
  const backOff = createBackOff({ first: second / 2, most: 30 * second });
  const ready = Promise.withResolvers<readonly string[]>();
  let everReady = false;
  let stopping = false;
  let child: ChildProcess | undefined;
  let exited: Promise<void> = Promise.resolve();
  let restart: NodeJS.Timeout | undefined;

  const start = (): void => {
    const startedAt = Date.now();
    // In a group of its own, so that Ctrl-C reaches it only through the supervisor, which stops everything in order.
    const started = fork(program, spec.arguments, {
      stdio: ["ignore", "inherit", "inherit", "ipc"],
      detached: true,
      env: { ...process.env, ...spec.environment?.() },
    });
    child = started;
    let failure: Problem | undefined;
    started.on("message", (raw) => {
      const message = processMessageSchema.safeParse(raw).data;
      if (message?.kind === "ready") {
        everReady = true;
        ready.resolve(message.lines);
      } else if (message?.kind === "failed") failure = new Problem(message.code, message.message, { target: spec.name });
    });
    exited = new Promise((resolve) => {
      started.on("exit", (code, signal) => {
        resolve();
        child = undefined;
        if (stopping) return;
        if (!everReady) {
          ready.reject(
            failure ??
              new Problem("process-died", `${spec.name} ended before it was ready (${signal ?? code})`, { target: spec.name }),
          );
          return;
        }
        if (Date.now() - startedAt > 30 * second) backOff.succeeded();
        const wait = backOff.failed();
        log.error({ process: spec.name, code, signal, restartInMs: Math.round(wait) }, "a process died; starting it again");
        restart = setTimeout(start, wait);
      });
    });
  };
  start();

  return {
    name: spec.name,
    ready: ready.promise,
    async stop() {
      stopping = true;
      clearTimeout(restart);
      const running = child;
      if (running === undefined) return;
      running.kill("SIGTERM");
      const giveUp = setTimeout(() => running.kill("SIGKILL"), stopWithinMs);
      await exited;
      clearTimeout(giveUp);
    },
  };
}
