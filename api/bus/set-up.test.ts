import { AckPolicy, JetStreamApiError, type JetStreamManager } from "@nats-io/jetstream";
import { describe, expect, it } from "vitest";
import { setUpBus } from "./set-up.ts";

const limits = { maxBytes: 1024, replicas: 1 };

/** As much of a server's management as setting up asks for. */
function manager() {
  const streams = new Map<string, object>();
  const consumers = new Map<string, object>();
  const missing = (err_code: number) => Promise.reject(new JetStreamApiError({ code: 404, err_code, description: "not found" }));
  const fake = {
    streams: {
      info: async (name: string) => (streams.has(name) ? { config: streams.get(name) } : missing(10_059)),
      add: async (config: { name: string }) => {
        streams.set(config.name, { ...config, max_consumers: -1 });
        return { config: streams.get(config.name) };
      },
    },
    consumers: {
      info: async (_: string, name: string) => (consumers.has(name) ? { config: consumers.get(name) } : missing(10_014)),
      add: async (_: string, config: { durable_name: string }) => {
        consumers.set(config.durable_name, config);
        return { config };
      },
    },
  };
  // The set-up calls nothing else of it.
  return { jsm: fake as unknown as JetStreamManager, streams, consumers };
}

describe("setting up the stream", () => {
  it("makes what is missing, and may be done again", async () => {
    const { jsm, streams, consumers } = manager();
    await setUpBus(jsm, limits);
    await setUpBus(jsm, limits);
    expect(streams.get("PLANTWATCH")).toMatchObject({ storage: "file", discard: "new", retention: "workqueue" });
    expect([...consumers.keys()]).toEqual(["observations", "samples"]);
  });

  it("says which settings of one that is there differ", async () => {
    const { jsm } = manager();
    await setUpBus(jsm, limits);
    const other = setUpBus(jsm, { ...limits, maxBytes: 2048 });
    await expect(other).rejects.toMatchObject({
      code: "bus-mismatch",
      message: expect.stringContaining("max_bytes is 1024, expected 2048"),
    });
  });

  it("says so of a consumer as well", async () => {
    const { jsm, consumers } = manager();
    await setUpBus(jsm, limits);
    consumers.set("samples", { ...consumers.get("samples"), ack_policy: AckPolicy.None });
    await expect(setUpBus(jsm, limits)).rejects.toMatchObject({ message: expect.stringContaining("ack_policy") });
  });
});
