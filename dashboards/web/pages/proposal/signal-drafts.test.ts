import { describe, expect, it } from "vitest";
import { doubtsOf, readValue } from "../../../../model/discovery/doubts.ts";
import type { TableFindings } from "../../../../model/discovery/findings.ts";
import { chosenSignals, draftsOf, readsFor, wordsOf } from "./signal-drafts.ts";

const tables: readonly TableFindings[] = [
  { table: "input-register", ranges: [{ first: 10, last: 13, values: [0x41a0, 0x0794, 7, 0] }], ended: "searched" },
  { table: "coil", ranges: [{ first: 0, last: 2, values: [0, 1, 0] }], ended: "searched" },
];
const long: readonly TableFindings[] = [
  {
    table: "holding-register",
    ranges: [{ first: 0, last: 249, values: Array.from({ length: 250 }, () => 5) }],
    ended: "searched",
    mostPerRead: 100,
  },
];

describe("draftsOf", () => {
  it("reads registers as they were guessed, and uses what is not 0", () => {
    expect(draftsOf(tables).map(({ id, type, use }) => [id, type, use])).toEqual([
      ["input-register-10", "float32", true],
      ["input-register-12", "uint16", true],
      ["input-register-13", "uint16", false],
      ["coil-1", "bool", true],
    ]);
  });

  it("uses no more than a device should be asked for at once", () => {
    expect(draftsOf(long).filter(({ use }) => use)).toHaveLength(40);
  });
});

describe("readsFor", () => {
  it("covers what is used in pieces that the device gives at once", () => {
    expect(readsFor(draftsOf(tables), tables)).toEqual([
      { table: "input-register", address: 10, count: 4 },
      { table: "coil", address: 0, count: 3 },
    ]);
    expect(readsFor(draftsOf(long), long)).toEqual([{ table: "holding-register", address: 0, count: 100 }]);
  });
});

describe("wordsOf", () => {
  it("lets what the preview read take the place of what was found", () => {
    const drafts = draftsOf(tables);
    const reads = readsFor(drafts, tables);
    const [level] = drafts;
    if (level === undefined) throw new Error("no draft");
    const found = wordsOf(tables, reads, null);
    expect(readValue(level, found)).toBeCloseTo(20.0037, 4);
    const live = wordsOf(tables, reads, { at: 1, values: [[0x41b0, 0x1000, 8, 0], null] });
    expect(readValue(level, live)).toBeCloseTo(22.0078, 4);
    expect(live("coil", 1)).toBe(1);
    expect(doubtsOf({ ...level, wordOrder: "little" }, live)).toEqual(["other-order"]);
  });
});

describe("chosenSignals", () => {
  it("leaves out what is not used and units that are blank", () => {
    const drafts = draftsOf(tables).map((draft) => ({ ...draft, unit: draft.type === "float32" ? " m " : " " }));
    expect(chosenSignals(drafts).map(({ id, unit }) => [id, unit])).toEqual([
      ["input-register-10", "m"],
      ["input-register-12", undefined],
      ["coil-1", undefined],
    ]);
  });
});
