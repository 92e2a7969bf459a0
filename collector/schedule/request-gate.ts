import { setTimeout as sleep } from "node:timers/promises";
import { type Clock, minute } from "../../model/instant.ts";
import type { Limits } from "../../model/protocols/endpoint-base.ts";
import type { RequestGate } from "../drivers/define.ts";

const atOnce = Promise.resolve();

/**
 * Spaces the requests of one connection: a minimum gap between two of them and a budget in any minute. Callers wait here, one
 * after the other, so that a device is never asked faster than its limits allow, whatever the driver does.
 */
export function createRequestGate(limits: Limits, clock: Clock): RequestGate & { readonly sent: () => number } {
  const sentAt: number[] = [];
  let total = 0;
  let waiting = 0;
  let turn: Promise<void> = atOnce;

  /** How long the next request has to wait, milliseconds. */
  const waitAt = (now: number): number => {
    while (sentAt[0] !== undefined && sentAt[0] <= now - minute) sentAt.shift();
    const afterGap = (sentAt.at(-1) ?? 0) + limits.minGap;
    const afterBudget = sentAt.length < limits.requestsPerMinute ? 0 : (sentAt[0] ?? 0) + minute;
    return Math.max(afterGap, afterBudget) - now;
  };
  const pass = (now: number): void => {
    sentAt.push(now);
    total += 1;
  };
  const waitForSlot = async (signal: AbortSignal): Promise<void> => {
    for (;;) {
      signal.throwIfAborted();
      const wait = waitAt(clock.now());
      if (wait <= 0) return pass(clock.now());
      await sleep(wait, undefined, { signal });
    }
  };

  return {
    request(signal) {
      const now = clock.now();
      if (waiting === 0 && !signal.aborted && waitAt(now) <= 0) {
        pass(now);
        return atOnce;
      }
      waiting += 1;
      const mine = turn.then(() => waitForSlot(signal)).finally(() => waiting--);
      turn = mine.catch(() => undefined);
      return mine;
    },
    sent: () => total,
  };
}
