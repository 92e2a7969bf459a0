import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { minute, second } from "../model/instant.ts";
import { playTimeline } from "./timeline.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function actors(...ids: string[]) {
  const done: string[] = [];
  return {
    done,
    devices: ids.map((id) => ({
      id,
      perform: async (action: string) => {
        done.push(`${id} ${action}`);
        if (action === "fly") throw new Error("no wings");
      },
    })),
  };
}

const log = pino({ level: "silent" });

describe("playTimeline", () => {
  it("lets each event happen at its time, to its device or to all", () => {
    const { done, devices } = actors("a", "b");
    const timeline = playTimeline(
      [
        { at: minute, action: "restart", device: "b", expect: [] },
        { at: 2 * minute, action: "value-jump", expect: [] },
      ],
      devices,
      log,
    );
    vi.advanceTimersByTime(minute - second);
    expect(done).toEqual([]);
    vi.advanceTimersByTime(2 * second);
    expect(done).toEqual(["b restart"]);
    vi.advanceTimersByTime(minute);
    expect(done).toEqual(["b restart", "a value-jump", "b value-jump"]);
    timeline.stop();
  });

  it("lets nothing happen any more once it is stopped", () => {
    const { done, devices } = actors("a");
    playTimeline([{ at: second, action: "restart", expect: [] }], devices, log).stop();
    vi.advanceTimersByTime(minute);
    expect(done).toEqual([]);
  });

  it("goes on after an event that failed, and says so", async () => {
    const { done, devices } = actors("a");
    const failed = vi.spyOn(log, "error");
    playTimeline(
      [
        { at: second, action: "fly", expect: [] },
        { at: 2 * second, action: "restart", expect: [] },
      ],
      devices,
      log,
    );
    await vi.advanceTimersByTimeAsync(minute);
    expect(done).toEqual(["a fly", "a restart"]);
    expect(failed).toHaveBeenCalledWith({ device: "a", action: "fly", error: "no wings" }, "simulated event failed");
  });
});
