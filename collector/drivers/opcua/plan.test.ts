import { describe, expect, test } from "vitest";
import { Problem } from "../../../model/problem.ts";
import { OpcuaFailure } from "./errors.ts";
import { authorityOf, bounds, deadlineOf, endpointFromUrl, halving, inBatches, planJobs, sessionTimeoutOf } from "./plan.ts";
import { endpointAt } from "./testing/collector.ts";

const url = "opc.tcp://192.0.2.10:4841/mixer";
const ids = (settings: Record<string, unknown>) => planJobs(endpointAt(url, settings)).map(({ id }) => id);

describe("planJobs", () => {
  test("runs the usual probes, and signals only where there are some", () => {
    expect(ids({})).toEqual(["opcua.discovery", "opcua.channel", "opcua.session", "opcua.access"]);
    expect(ids({ signals: [{ id: "level", nodeId: "ns=2;s=Level" }] })).toContain("opcua.signals");
  });

  test("tries a factory account only where one is declared and allowed", () => {
    const factoryAccount = { user: "admin", passwordEnv: "FACTORY" };
    expect(ids({ factoryAccount })).not.toContain("opcua.default-credentials");
    expect(ids({ onRequest: ["opcua.default-credentials"] })).not.toContain("opcua.default-credentials");
    expect(ids({ factoryAccount, onRequest: ["opcua.default-credentials"] })).toContain("opcua.default-credentials");
  });

  test("keeps the channel probe to maintenance windows where it may show the stranger certificate", () => {
    const channel = (onRequest: string[]) => planJobs(endpointAt(url, { onRequest })).find(({ id }) => id === "opcua.channel");
    expect(channel([])?.onRequest).toBe(false);
    expect(channel(["opcua.stranger"])?.onRequest).toBe(true);
  });

  test("takes intervals from the inventory", () => {
    const [discovery] = planJobs(endpointAt(url, { intervals: { "opcua.discovery": "1h" } }));
    expect(discovery?.intervalMs).toBe(3_600_000);
  });
});

describe("limits", () => {
  test("a deadline leaves time for its turn, and for the gate at every request", () => {
    const slow = deadlineOf(endpointAt(url, { limits: { requestsPerMinute: 60, minGap: "100ms" } }));
    expect(slow).toBe(bounds.turnMs + bounds.connections * bounds.answerMs + bounds.requests * 1100);
  });

  test("a session outlives the pause between two jobs", () => {
    expect(sessionTimeoutOf(endpointAt(url))).toBe(750_000);
    expect(sessionTimeoutOf(endpointAt(url, { signals: [{ id: "a", nodeId: "i=1" }] }))).toBe(30_000);
  });

  test("batches keep order and size", () => {
    expect(inBatches([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
    expect(inBatches([1, 2], 0.5)).toEqual([[1], [2]]);
    expect(inBatches([], 5)).toEqual([]);
  });
});

describe("halving", () => {
  test("finds a limit that the server keeps to itself, and keeps the order", async () => {
    const sizes: number[] = [];
    const send = async (items: readonly number[]) => {
      sizes.push(items.length);
      if (items.length > 2) throw new OpcuaFailure("bad-status", "too many", { statusCode: "BadTooManyOperations" });
      return items.map((item) => item * 10);
    };
    expect(await halving([1, 2, 3, 4, 5], send)).toEqual([10, 20, 30, 40, 50]);
    expect(sizes).toEqual([5, 3, 2, 1, 2]);
  });

  test("passes every other failure on", async () => {
    const send = () => Promise.reject(new OpcuaFailure("bad-status", "no", { statusCode: "BadUserAccessDenied" }));
    await expect(halving([1, 2], send)).rejects.toThrow(OpcuaFailure);
  });
});

describe("addresses", () => {
  test("the registered port stands where none is written", () => {
    expect(authorityOf({ url: "opc.tcp://plc.example/ua" })).toEqual({ host: "plc.example", port: 4840 });
    expect(authorityOf({ url: "opc.tcp://[2001:db8::1]:4841" })).toEqual({ host: "2001:db8::1", port: 4841 });
  });

  test.each(["http://192.0.2.10", "opc.tcp://", "opc.tcp:///path", "opc.tcp://a:port"])("%s is refused", (wrong) => {
    expect(() => endpointFromUrl(wrong)).toThrow(Problem);
  });

  test("a URL becomes an endpoint", () => {
    expect(endpointFromUrl(url)).toMatchObject({ protocol: "opcua", url, signals: [] });
  });
});
