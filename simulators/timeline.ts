import type { Logger } from "pino";
import { describeError } from "../model/problem.ts";
import type { Scenario } from "../model/truth/scenario.ts";

/** A device that events happen to. */
interface Actor {
  readonly id: string;
  perform(action: string): Promise<void>;
}

/** Lets the events of a timeline happen, in real time from now on. An event without a device happens to all. */
export function playTimeline(timeline: Scenario["timeline"], devices: readonly Actor[], log: Logger): { stop(): void } {
  const timers = timeline.map((event) =>
    setTimeout(() => {
      for (const actor of devices.filter(({ id }) => event.device === undefined || id === event.device)) {
        actor.perform(event.action).catch((error: unknown) => {
          log.error({ device: actor.id, action: event.action, error: describeError(error) }, "simulated event failed");
        });
      }
    }, event.at),
  );
  return { stop: () => timers.forEach(clearTimeout) };
}
