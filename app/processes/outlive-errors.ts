import type { Logger } from "pino";
import { describeError } from "../../model/problem.ts";

/**
 * Keeps a process of many simulated devices alive when a library throws where nobody can catch it: the others must go on. For
 * simulated devices alone; a centre or collector in an unknown state ends and is started again.
 */
export function outliveErrors(log: Logger): void {
  const note = (error: unknown): void => {
    const stack = error instanceof Error ? error.stack : undefined;
    log.error({ error: describeError(error), stack }, "a simulated device threw where nothing could catch it; the others go on");
  };
  process.on("uncaughtException", note);
  process.on("unhandledRejection", note);
}
