import { describe, expect, it } from "vitest";
import { alterations, type Delivery, damage, transports } from "./damage.ts";
import { Dice } from "./dice.ts";
import { ModbusWire, wordKey } from "./modbus-wire.ts";
import { MessageCutter, modbusFormat, opcuaFormat, withField } from "./wire-format.ts";

/** Transaction 2, unit 1: two holding registers, 0x1234 and 0x5678. */
const request = Buffer.from("000200000006010300640002", "hex");
const answer = Buffer.from("00020000000701030412345678", "hex");
const previous = Buffer.from("0001000000070103040000ffff", "hex");
const dice = (run: number) => new Dice(1, "test", run);
const runs = Array.from({ length: 200 }, (_, run) => run);

const bytesOf = ({ segments }: Pick<Delivery, "segments">) => Buffer.concat(segments.map(({ bytes }) => bytes));

describe("damage", () => {
  it("is the same for the same seed and another for another", () => {
    const all = (seed: number) =>
      runs.map((run) => damage({ bytes: answer, previous }, new Dice(seed, run), { format: modbusFormat, patienceMs: 100 }));
    expect(all(1)).toEqual(all(1));
    expect(all(1)).not.toEqual(all(2));
  });

  it("comes in every way, and tells where bytes are altered", () => {
    const deliveries = runs.map((run) =>
      damage({ bytes: answer, previous }, dice(run), { format: modbusFormat, patienceMs: 100 }),
    );
    const named = new Set(deliveries.flatMap(({ damage: names }) => names?.split(", ") ?? []));
    for (const name of [...Object.keys(alterations), ...Object.keys(transports)]) expect(named, name).toContain(name);
    const kept = deliveries.filter(({ altered, segments }) => !altered && segments.length > 0);
    expect(kept.length).toBeGreaterThan(20);
    for (const each of kept) expect([answer, previous].some((known) => known.includes(bytesOf(each).subarray(0, 9)))).toBe(true);
  });

  it.each(Object.entries(alterations))("%s: changes the bytes and never reaches beyond them", (_name, alter) => {
    for (const [format, bytes] of [
      [modbusFormat, answer],
      [opcuaFormat, Buffer.alloc(120, 7)],
    ] as const) {
      const before = Buffer.from(bytes);
      const altered = runs.map((run) => alter(bytes, dice(run), format));
      expect(bytes).toEqual(before);
      expect(altered.filter((each) => !each.equals(bytes)).length).toBeGreaterThan(150);
      for (const each of altered) expect(each.length).toBeLessThanOrEqual(bytes.length + 64);
    }
  });

  it("splits without losing a byte", () => {
    for (const run of runs) {
      const delivery = transports.split({ bytes: answer, previous }, dice(run));
      expect(bytesOf(delivery)).toEqual(answer);
    }
  });
});

describe("the cutter of messages", () => {
  it("finds them however they arrive", () => {
    const stream = Buffer.concat([previous, answer, answer]);
    for (const step of [1, 2, 7, 13, 40]) {
      const cutter = new MessageCutter(modbusFormat);
      const found = Array.from({ length: Math.ceil(stream.length / step) }, (_, index) =>
        cutter.push(stream.subarray(index * step, (index + 1) * step)),
      );
      expect(found.flat()).toEqual([previous, answer, answer]);
    }
  });
});

describe("what the Modbus wire says", () => {
  function wordsAfter(...written: readonly Buffer[]): Record<string, number> {
    const words = new Map<string, number>();
    const wire = new ModbusWire(words);
    wire.asked(request);
    for (const bytes of written) wire.written(bytes);
    return Object.fromEntries(words);
  }
  const said = { [wordKey(1, 3, 100)]: 0x1234, [wordKey(1, 3, 101)]: 0x5678 };

  it("is the first whole answer to the request", () => {
    expect(wordsAfter(answer)).toEqual(said);
    expect(wordsAfter(previous, answer.subarray(0, 5), answer.subarray(5))).toEqual(said);
    expect(wordsAfter(answer, Buffer.concat([answer.subarray(0, 9), Buffer.alloc(4)]))).toEqual(said);
  });

  it.each([
    ["another transaction", withField(modbusFormat, answer, { offset: 0, bytes: 2 }, 3)],
    ["another protocol", withField(modbusFormat, answer, { offset: 2, bytes: 2 }, 1)],
    ["another length", withField(modbusFormat, answer, { offset: 4, bytes: 2 }, 5)],
    ["another unit", withField(modbusFormat, answer, { offset: 6, bytes: 1 }, 2)],
    ["another function", withField(modbusFormat, answer, { offset: 7, bytes: 1 }, 4)],
    ["another byte count", withField(modbusFormat, answer, { offset: 8, bytes: 1 }, 2)],
    ["an answer cut short", answer.subarray(0, -1)],
  ])("is nothing in %s", (_name, bytes) => {
    expect(wordsAfter(bytes)).toEqual({});
  });
});
