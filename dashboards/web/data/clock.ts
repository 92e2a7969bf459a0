import { useSyncExternalStore } from "react";
import { type Clock, type Instant, second, systemClock } from "../../../model/instant.ts";

/** The browser's clock set right by the centre's, so that an age is right on a machine whose clock is wrong. */
let offset = 0;

export const pageClock: Clock = { now: () => systemClock.now() + offset };

/** Takes the centre's time from an answer that has just come in. */
export function setCentreTime(now: Instant): void {
  offset = now - systemClock.now();
}

const tick = second;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let shown = pageClock.now();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    shown = pageClock.now();
    for (const each of listeners) each();
  }, tick);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** The time, drawn again every second; use it in the smallest component that shows an age. */
export function useNow(): Instant {
  return useSyncExternalStore(subscribe, () => shown);
}
