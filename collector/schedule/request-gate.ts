import { setTimeout as sleep } from "node:timers/promises";
import { type Clock, minute } from "../../model/instant.ts";
import type { Limits } from "../../model/protocols/endpoint-base.ts";
import type { RequestGate } from "../drivers/define.ts";

/**
 * Spaces the requests of one connection: a minimum gap between two of them and a budget in any minute. Callers wait here, one
 * after the other, so that a device is never asked faster than its limits allow, whatever the driver does.
 */
export function createRequestGate(limits: Limits, clock: Clock): RequestGate & { readonly sent: () => number } {
  const sentAt: number[] = [];
  let total = 0;
  let turn: Promise<void> = Promise.resolve();

  const waitForSlot = async (signal: AbortSignal): Promise<void> => {
    for (;;) {
      signal.throwIfAborted();
      const now = clock.now();
      while (sentAt[0] !== undefined && sentAt[0] <= now - minute) sentAt.shift();
      const afterGap = (sentAt.at(-1) ?? 0) + limits.minGap;
      const afterBudget = sentAt.length < limits.requestsPerMinute ? 0 : (sentAt[0] ?? 0) + minute;
      const wait = Math.max(afterGap, afterBudget) - now;
      if (wait <= 0) break;
      await sleep(wait, undefined, { signal });
    }
    sentAt.push(clock.now());
    total += 1;
  };

  return {
    request(signal) {
      const mine = turn.then(() => waitForSlot(signal));
      turn = mine.catch(() => undefined);
      return mine;
    },
    sent: () => total,
  };
}
