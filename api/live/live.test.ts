import { randomUUID } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { hour, minute } from "../../model/instant.ts";
import type { CollectorStatus } from "../../model/wire/batches.ts";
import { listOf } from "../contract/common.ts";
import { collectorViewSchema, eventViewSchema } from "../contract/system.ts";
import { healthObservation, observationBatch } from "../testing/deliveries.ts";
import { inventoryText } from "../testing/inventories.ts";
import { openTestCentre, type TestCentre } from "../testing/open-centre.ts";

let test: TestCentre;
const open: ReadableStreamDefaultReader<Uint8Array>[] = [];

beforeEach(async () => {
  test = await openTestCentre();
});
afterEach(async () => {
  vi.useRealTimers();
  await Promise.all(open.splice(0).map((reader) => reader.cancel()));
  await test.close();
});

interface Message {
  readonly id: string | undefined;
  readonly event: string | undefined;
  readonly data: unknown;
}

/** Opens the stream; the answer reads message after message until one fits. */
async function stream(token: string, headers: Record<string, string> = {}, query = "") {
  const response = await test.ask(`/api/v1/events${query}`, { token, headers });
  expect(response.headers.get("content-type")).toContain("text/event-stream");
  const reader = response.body?.getReader();
  if (reader === undefined) throw new Error("no body");
  open.push(reader);
  let text = "";
  const next = async (): Promise<Message> => {
    while (!text.includes("\n\n")) {
      const { value, done } = await reader.read();
      if (done) throw new Error("the stream ended");
      text += new TextDecoder().decode(value);
    }
    const end = text.indexOf("\n\n");
    const fields = new Map(
      text
        .slice(0, end)
        .split("\n")
        .map((line) => [line.slice(0, line.indexOf(": ")), line.slice(line.indexOf(": ") + 2)]),
    );
    text = text.slice(end + 2);
    return { id: fields.get("id"), event: fields.get("event"), data: JSON.parse(fields.get("data") ?? "null") };
  };
  return async (fits: (message: Message) => boolean): Promise<Message> => {
    for (;;) {
      const message = await next();
      if (fits(message)) return message;
    }
  };
}

const ofKind = (kind: string) => (message: Message) => message.event === kind;

async function deliver(spoolId: string, first: number, changes = {}) {
  const token = await test.centre.issueCollectorToken("collector-1");
  const body = observationBatch(spoolId, [healthObservation(test.clock.now(), changes)], first);
  expect((await test.ask("/api/v1/ingest/observations", { token, method: "POST", body })).status).toBe(200);
}

describe("the live stream", () => {
  it("brings a moved score with what moved it, after a delivery", async () => {
    const viewer = await test.tokenFor({ role: "viewer", enterpriseId: "waterworks" });
    const until = await stream(viewer);
    expect((await until(ofKind("heartbeat"))).data).toMatchObject({ now: new Date(test.clock.now()).toISOString() });
    await deliver(randomUUID(), 1);
    const score = eventViewSchema.parse((await until(ofKind("score"))).data);
    expect(score).toMatchObject({ enterpriseId: "waterworks", refersTo: "miit" });
    expect(score.text["zh-CN"]).toMatch(/^得分 .* → \d+\.\d（可能值 \d+\.\d，覆盖率 \d+\.\d）/);
  });

  it("resumes behind the last event that was seen, without gap or double", async () => {
    const viewer = await test.tokenFor({ role: "viewer", enterpriseId: null });
    await vi.waitFor(async () => {
      const scores = (await test.records.events.list({ limit: 100 })).filter(({ kind }) => kind === "score");
      expect(scores).toHaveLength(2);
    }, 15_000);
    const all = (await test.records.events.list({ limit: 100 })).map(({ id }) => id).sort((a, b) => a - b);
    const seen = all[1] ?? 0;
    const until = await stream(viewer, { "last-event-id": String(seen) });
    const got: number[] = [];
    await until(({ id, event }) => {
      if (event !== "heartbeat") got.push(Number(id));
      return event === "heartbeat";
    });
    expect(got).toEqual(all.filter((id) => id > seen));
  });

  it("keeps silent about other enterprises", async () => {
    const pharma = await test.tokenFor({ role: "viewer", enterpriseId: "pharma" });
    const until = await stream(pharma);
    await deliver(randomUUID(), 1);
    await vi.waitFor(async () => {
      expect(
        (await test.records.events.list({ enterpriseId: "waterworks", limit: 100 })).some(({ kind }) => kind === "score"),
      ).toBe(true);
    }, 15_000);
    const token = await test.tokenFor({ role: "operator", enterpriseId: "pharma" });
    await test.ask("/api/v1/sites/pharma/line/polling", { token, method: "POST", body: { stopped: true } });
    const got: Message[] = [];
    await until((message) => {
      got.push(message);
      return message.event === "collector";
    });
    const about = got.filter(({ event }) => event !== "heartbeat").map(({ data }) => eventViewSchema.parse(data).enterpriseId);
    expect(new Set(about)).toEqual(new Set(["pharma"]));
  });

  it("tells of facts that differ from those before", async () => {
    const viewer = await test.tokenFor({ role: "viewer", enterpriseId: "waterworks" });
    const spoolId = randomUUID();
    await deliver(spoolId, 1);
    await vi.waitFor(async () => expect(await test.records.verdicts.list({ assetId: "pump" })).not.toHaveLength(0), 15_000);
    const until = await stream(viewer);
    test.clock.advance(minute);
    await deliver(spoolId, 2, { facts: { served: false, exception: 2, client: "127.0.0.1", encrypted: false } });
    const change = eventViewSchema.parse((await until(ofKind("observation"))).data);
    expect(change).toMatchObject({ assetId: "waterworks.pump" });
    expect(change.text.en).toContain("modbus.health");
  });
});

describe("a collector", () => {
  const status = (at: number, changes: Partial<CollectorStatus> = {}): CollectorStatus => ({
    collectorId: "collector-1",
    version: "1",
    startedAt: at,
    at,
    endpoints: 2,
    inFlight: 0,
    latenessP50: 0,
    latenessP99: 0,
    spoolItems: 0,
    spoolBytes: 0,
    rssBytes: 1,
    refusedEndpoints: [],
    resting: [],
    ...changes,
  });
  const report = async (body: CollectorStatus) => {
    const token = await test.centre.issueCollectorToken("collector-1");
    return (await test.ask("/api/v1/collectors/collector-1/status", { token, method: "POST", body })).status;
  };
  const told = async () =>
    (await test.records.events.list({ enterpriseId: "waterworks", limit: 100 }))
      .filter(({ kind }) => kind === "collector")
      .map(({ text }) => text.en);

  it("is told of when it comes and when it refuses to contact something, once", async () => {
    const refusedEndpoints = [{ assetId: "pump", endpointId: "bus", url: "modbus://10.0.0.1:502/1" }];
    for (let time = 0; time < 2; time++) expect(await report(status(test.clock.now(), { refusedEndpoints }))).toBe(204);
    const words = await told();
    expect(words.filter((text) => text.includes("is connected"))).toHaveLength(1);
    expect(words.filter((text) => text.includes("modbus://10.0.0.1:502/1"))).toHaveLength(1);
    const token = await test.tokenFor({ role: "viewer", enterpriseId: "waterworks" });
    const { items } = (await (await test.ask("/api/v1/collectors", { token })).json()) as {
      items: { id: string; alive: boolean }[];
    };
    expect(items).toMatchObject([{ id: "collector-1", alive: true, status: { refusedEndpoints } }]);
  });

  it("names no addresses to those who may not see all that it serves", async () => {
    const shared = inventoryText.pharma.replace("[{ id: collector-2 }]", "[{ id: collector-2 }, { id: collector-1 }]");
    await writeFile(join(test.inventories, "pharma.yaml"), shared);
    await test.centre.importInventories(test.inventories);
    await report(status(test.clock.now(), { resting: [{ connection: "10.0.0.1:502", until: 1, failures: 3 }] }));
    const seenBy = async (enterpriseId: string | null) => {
      const token = await test.tokenFor({ role: "viewer", enterpriseId });
      const { items } = listOf(collectorViewSchema).parse(await (await test.ask("/api/v1/collectors", { token })).json());
      return items.find(({ id }) => id === "collector-1")?.status?.resting;
    };
    expect(await seenBy("waterworks")).toEqual([]);
    expect(await seenBy(null)).toHaveLength(1);
  });

  it("is told of when it falls silent, and its blindness shows", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    await test.centre.start();
    await report(status(test.clock.now()));
    test.clock.advance(minute);
    await vi.advanceTimersByTimeAsync(10_000);
    await vi.waitFor(async () => expect((await told()).some((text) => text.includes("fallen silent"))).toBe(true), 15_000);
    const token = await test.tokenFor({ role: "viewer", enterpriseId: "waterworks" });
    const system = (await (await test.ask("/api/v1/system", { token })).json()) as { blindSpots: { en: string }[] };
    expect(system.blindSpots.map(({ en }) => en)).toContain("Clearwater: the collector collector-1 does not report.");
  });

  it("is told of when its spool drops something, at most once an hour, and everywhere it shows", async () => {
    const dropping = (count: number) => {
      const at = test.clock.now();
      const limits = { maxBytes: 1000, maxAgeMs: hour, whenFull: "drop-oldest-samples" as const };
      const dropped = [{ stream: "samples" as const, reason: "full" as const, count, lastAt: at }];
      const examples = [
        { stream: "samples" as const, reason: "full" as const, at, item: "signal waterworks/plant/pump/pressure" },
      ];
      return status(at, { spool: { limits, observations: 1, samples: 2, bytes: 900, oldestAt: at, dropped, examples } });
    };
    const drops = async () => (await told()).filter((text) => text.includes("had to drop"));
    await report(dropping(7));
    await report(dropping(9));
    expect(await drops()).toEqual(["The spool of the collector collector-1 had to drop 7 items (7 in all)."]);
    test.clock.advance(hour);
    await report(dropping(12));
    expect((await drops())[0]).toContain("had to drop 5 items (12 in all)");
    const token = await test.tokenFor({ role: "viewer", enterpriseId: "waterworks" });
    const system = (await (await test.ask("/api/v1/system", { token })).json()) as { blindSpots: { en: string }[] };
    expect(system.blindSpots.map(({ en }) => en)).toContain(
      "Clearwater: the spool of the collector collector-1 has dropped data within a day (12 items in all).",
    );
    const figures = await (await test.ask("/metrics")).text();
    expect(figures).toContain('plantwatch_spool_dropped_total{stream="samples",reason="full"} 12');
    expect(figures).toContain('plantwatch_spool_items{stream="samples"} 2');
    expect(figures).toContain("plantwatch_spool_bytes 900");
  });

  it("cannot speak for another", async () => {
    expect(await report(status(test.clock.now(), { collectorId: "collector-2" }))).toBe(403);
  });
});
