import { describe, expect, it } from "vitest";
import { systemClock } from "../../model/instant.ts";
import { createRequestGate } from "./request-gate.ts";

const never = new AbortController().signal;

describe("createRequestGate", () => {
  it("keeps the minimum gap between requests that come at once", async () => {
    const gate = createRequestGate({ maxConnections: 1, minGap: 30, requestsPerMinute: 100 }, systemClock);
    const times: number[] = [];
    await Promise.all([1, 2, 3].map(async () => gate.request(never).then(() => times.push(systemClock.now()))));
    const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(30);
    expect(gate.sent()).toBe(3);
  });

  it("holds the next request back once the budget of a minute is used, until the caller gives up", async () => {
    const gate = createRequestGate({ maxConnections: 1, minGap: 0, requestsPerMinute: 2 }, systemClock);
    await gate.request(never);
    await gate.request(never);
    await expect(gate.request(AbortSignal.timeout(50))).rejects.toThrow();
    expect(gate.sent()).toBe(2);
  });

  it("lets others through after a caller gave up", async () => {
    const gate = createRequestGate({ maxConnections: 1, minGap: 60, requestsPerMinute: 10 }, systemClock);
    await gate.request(never);
    await expect(gate.request(AbortSignal.timeout(10))).rejects.toThrow();
    await gate.request(never);
    expect(gate.sent()).toBe(2);
  });
});
