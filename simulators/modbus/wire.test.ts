import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { assetOf, Bench } from "./testing/bench.ts";

let bench: Bench;
beforeEach(() => {
  bench = new Bench();
});
afterEach(() => bench.close());

/** Reads holding register 100 of the plc, whose value is 2; transaction ids count from 1. */
const request = (transaction: number) => `${transaction.toString(16).padStart(4, "0")} 0000 0006 01 03 0064 0001`;
const goodLength = 11;
const good = (transaction: number) => `${transaction.toString(16).padStart(4, "0")}0000000501030200${"02"}`;

async function wireTo(...weaknesses: readonly string[]) {
  const { port } = await bench.start({ profile: "plc", weaknesses });
  return bench.wire(port);
}

/** The third answer with data is the first one that has the fault. */
async function thirdAnswer(weakness: string): Promise<string> {
  const wire = await wireTo(weakness);
  for (const transaction of [1, 2]) {
    wire.send(request(transaction));
    await wire.receive(transaction * goodLength);
  }
  wire.send(request(3));
  await wire.receive(3 * goodLength, 200);
  expect(wire.received.slice(0, 4 * goodLength)).toBe(good(1) + good(2));
  return wire.received.slice(4 * goodLength);
}

describe("every third answer", () => {
  const cases: readonly [weakness: string, bytes: string][] = [
    ["wrong-unit", "000300000005020302" + "0002"],
    ["wrong-transaction", "400300000005010302" + "0002"],
    ["wrong-protocol", "000300010005010302" + "0002"],
    ["wrong-length", "000300000004010302" + "00"],
    ["truncated", "000300000005010302" + "00"],
  ];
  test.each(cases)("%s", async (weakness, bytes) => {
    expect(await thirdAnswer(weakness)).toBe(bytes);
  });

  test("that is cut off is the last on its connection", async () => {
    const wire = await wireTo("truncated");
    for (const transaction of [1, 2, 3]) wire.send(request(transaction));
    expect(await wire.end()).toBe(true);
  });

  test("identification has no fault", async () => {
    const wire = await wireTo("wrong-unit");
    for (let transaction = 1; transaction <= 3; transaction++) wire.send(`000${transaction} 0000 0005 01 2b 0e 04 02`);
    const bytes = await wire.receive(3 * 19);
    expect(bytes.toString("hex").match(/2b0e04/g)).toHaveLength(3);
    expect(bytes[6 + 19 * 2]).toBe(1);
  });
});

test("split answers arrive in pieces shorter than a header, and are whole in the end", async () => {
  const wire = await wireTo("split-frames");
  wire.send(request(1));
  await wire.receive(goodLength);
  expect(wire.received).toBe(good(1));
  expect(wire.chunks.length).toBeGreaterThan(1);
  expect(Math.max(...wire.chunks.map((chunk) => chunk.length))).toBeLessThan(7);
});

test("joined answers bring the one before once more, in the same segment", async () => {
  const wire = await wireTo("joined-frames");
  wire.send(request(1));
  await wire.receive(goodLength);
  wire.send(request(2));
  await wire.receive(3 * goodLength);
  expect(wire.received).toBe(good(1) + good(1) + good(2));
});

test("requests that come in one segment, or in pieces, are answered in order", async () => {
  const wire = await wireTo();
  const both = (request(1) + request(2)).replaceAll(" ", "");
  wire.send(both.slice(0, 30));
  await wire.receive(goodLength);
  wire.send(both.slice(30));
  await wire.receive(2 * goodLength);
  expect(wire.received).toBe(good(1) + good(2));
});

test("a slow answer takes its time, a silent device gives none", async () => {
  const slow = await wireTo("slow");
  const sent = performance.now();
  slow.send(request(1));
  await slow.receive(goodLength, 3000);
  expect(slow.received).toBe(good(1));
  expect(performance.now() - sent).toBeGreaterThan(780);
  const silent = await wireTo("silent");
  silent.send(request(1));
  await silent.receive(1, 150);
  expect([silent.received, silent.closed]).toEqual(["", false]);
});

test("a third of the reads end in an exception, the same ones for the same seed", async () => {
  const codes = async (seed: number) => {
    const { port } = await bench.start({ profile: "plc", weaknesses: ["exceptions-rising"], seed });
    const wire = await bench.wire(port);
    for (let transaction = 1; transaction <= 90; transaction++) wire.send(request(transaction));
    await wire.receive(90 * goodLength, 300);
    return wire.received.match(/0000000[35]01(03|83)/g)?.map((head) => head.slice(-2)) ?? [];
  };
  const first = await codes(7);
  expect(first).toHaveLength(90);
  const share = first.filter((code) => code === "83").length / 90;
  expect(share).toBeGreaterThan(0.2);
  expect(share).toBeLessThan(0.47);
  expect(await codes(7)).toEqual(first);
  expect(await codes(8)).not.toEqual(first);
});

test("counters of a unit start anew in the declared rhythm", async () => {
  const { port } = await bench.start({ profile: "gateway-16", assets: [assetOf(9)], weaknesses: ["restarts"] });
  const wire = await bench.wire(port);
  const messages = async (transaction: number) => {
    wire.send(`000${transaction} 0000 0006 09 08 000b 0000`);
    return (await wire.receive(12 * transaction)).readUInt16BE(12 * transaction - 2);
  };
  expect(await messages(1)).toBe(1);
  expect(await messages(2)).toBe(2);
  bench.clock.time += 120_000;
  expect(await messages(3)).toBe(1);
});

test("bytes that are no Modbus end the connection", async () => {
  const wire = await wireTo();
  wire.send(Buffer.from("GET / HTTP/1.1\r\n\r\n").toString("hex"));
  expect(await wire.end()).toBe(true);
  expect(wire.received).toBe("");
});
