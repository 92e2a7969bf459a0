import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { registerTableSchema } from "../../../model/protocols/modbus/endpoint.ts";
import { mostPerRead, planReads, type Span, splitSpan, valuesOf } from "./plan.ts";

const register = (address: number, count = 1): Span => ({ table: "holding-register", address, count });
const spans = fc.array(
  fc.record({
    table: fc.constantFrom(...registerTableSchema.options),
    address: fc.nat(400),
    count: fc.constantFrom(1, 2, 4),
  }),
  { maxLength: 40 },
);
const limits = fc.record({ maxRegistersPerRead: fc.integer({ min: 1, max: 125 }), fillGaps: fc.boolean() });

describe("planReads", () => {
  it("joins neighbours and reads gaps along where that is allowed", () => {
    const items = [register(10), register(0, 2), register(2)];
    const summary = (fillGaps: boolean) =>
      planReads(items, { maxRegistersPerRead: 125, fillGaps }).map(({ address, count }) => [address, count]);
    expect(summary(true)).toEqual([[0, 11]]);
    expect(summary(false)).toEqual([
      [0, 3],
      [10, 1],
    ]);
  });

  it("covers every item once, within the limit, with its own values", () => {
    fc.assert(
      fc.property(spans, limits, (items, limit) => {
        const reads = planReads(items, limit);
        const readable = items.filter(({ table, count }) => count <= mostPerRead(table, limit.maxRegistersPerRead));
        expect(reads.flatMap((read) => read.items)).toHaveLength(readable.length);
        expect(new Set(reads.flatMap((read) => read.items))).toEqual(new Set(readable));
        for (const read of reads) {
          expect(read.count).toBeLessThanOrEqual(mostPerRead(read.table, limit.maxRegistersPerRead));
          const values = Array.from({ length: read.count }, (_, index) => read.address + index);
          for (const item of read.items) {
            expect(item.table).toBe(read.table);
            expect(valuesOf(read, item, values)).toEqual(Array.from({ length: item.count }, (_, index) => item.address + index));
          }
        }
      }),
    );
  });

  it("reads nothing that nobody declared where gaps may not be filled", () => {
    fc.assert(
      fc.property(spans, fc.integer({ min: 1, max: 125 }), (items, maxRegistersPerRead) => {
        const declared = new Set(
          items.flatMap(({ table, address, count }) =>
            Array.from({ length: count }, (_, index) => `${table} ${address + index}`),
          ),
        );
        for (const { table, address, count } of planReads(items, { maxRegistersPerRead, fillGaps: false })) {
          for (let index = 0; index < count; index += 1) expect(declared).toContain(`${table} ${address + index}`);
        }
      }),
    );
  });

  it("leaves out what is wider than one read, or runs past the last register", () => {
    expect(planReads([register(0, 4)], { maxRegistersPerRead: 2, fillGaps: true })).toEqual([]);
    expect(planReads([register(65_535, 2)], { maxRegistersPerRead: 125, fillGaps: true })).toEqual([]);
  });
});

describe("splitSpan", () => {
  it("cuts into pieces that follow each other", () => {
    expect(splitSpan(register(100, 125), 60).map(({ address, count }) => [address, count])).toEqual([
      [100, 60],
      [160, 60],
      [220, 5],
    ]);
  });
});
