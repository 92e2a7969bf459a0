import { beforeEach, describe, expect, test } from "vitest";
import { registerTableSchema } from "../../../model/protocols/modbus/endpoint.ts";
import type { FunctionName } from "../function-names.ts";
import { RegisterBank } from "../register-bank.ts";
import { Unit } from "../unit.ts";
import { respond } from "./index.ts";

const at = Date.UTC(2026, 10, 24);
const zeroFilled = Object.fromEntries(registerTableSchema.options.map((table) => [table, 3000]));

function unitWith({ absent = [], objects }: { absent?: FunctionName[]; objects?: Map<number, string> } = {}): Unit {
  return new Unit({
    id: 1,
    identity: {
      objects:
        objects ??
        new Map([
          [0, "Maker"],
          [1, "P-1"],
          [2, "1.0"],
        ]),
      padTo: 0,
      serverId: { id: 0x11, text: "P-1", runByte: "after-id" },
    },
    bank: new RegisterBank({ registers: [], zeroFilled, seed: 1, unit: 1 }),
    absent: new Set(absent),
    running: true,
    driftsAt: undefined,
  });
}

let unit: Unit;
beforeEach(() => {
  unit = unitWith();
});

/** The answer's bytes to a request's bytes, both as hexadecimal digits; undefined where the unit is silent. */
function ask(request: string): string | undefined {
  return respond(Buffer.from(request.replaceAll(" ", ""), "hex"), unit, at)?.toString("hex");
}

describe("limits of the protocol", () => {
  const refused: readonly [what: string, request: string, answer: string][] = [
    ["126 holding registers", "03 0000 007e", "8303"],
    ["126 input registers", "04 0000 007e", "8403"],
    ["no register", "03 0000 0000", "8303"],
    ["2001 coils", "01 0000 07d1", "8103"],
    ["2001 inputs", "02 0000 07d1", "8203"],
    ["124 registers to write", `10 0000 007c f8 ${"0000".repeat(124)}`, "9003"],
    ["1969 coils to write", `0f 0000 07b1 f7 ${"00".repeat(247)}`, "8f03"],
    ["122 registers to write with a read", `17 0000 0001 0000 007a f4 ${"0000".repeat(122)}`, "9703"],
    ["a byte count that is not the quantity's", "10 0000 0002 02 0001", "9003"],
    ["a coil value that is neither on nor off", "05 0000 0001", "8503"],
    ["a request cut short", "03 0000", "8303"],
    ["a request with a byte too many", "03 0000 0001 00", "8303"],
    ["an address beyond the table", "03 0bb8 0001", "8302"],
    ["a range that leaves the table", "03 0bb7 0002", "8302"],
    ["the last address of the protocol and one more", "03 ffff 0002", "8302"],
    ["an unknown function", "2a", "aa01"],
    ["an unknown MEI type", "2b 0d 01 00", "ab01"],
  ];
  test.each(refused)("%s is refused", (_, request, answer) => {
    expect(ask(request)).toBe(answer);
  });

  test("the most that is allowed is answered", () => {
    expect(ask("03 0000 007d")).toBe(`03fa${"00".repeat(250)}`);
    expect(ask("01 0000 07d0")).toBe(`01fa${"00".repeat(250)}`);
    expect(ask(`10 0000 007b f6 ${"0001".repeat(123)}`)).toBe("100000007b");
  });
});

describe("writes", () => {
  test("coils are packed from the lowest bit on", () => {
    expect(ask("0f 0003 000a 02 cd 01")).toBe("0f0003000a");
    expect(ask("01 0003 000a")).toBe("0102cd01");
    expect(ask("05 0004 ff00")).toBe("050004ff00");
    expect(ask("01 0003 000a")).toBe("0102cf01");
  });

  test("a mask changes the bits that the specification's example changes", () => {
    ask("06 0004 0012");
    expect(ask("16 0004 00f2 0025")).toBe("16000400f20025");
    expect(ask("03 0004 0001")).toBe("03020017");
  });

  test("a write with a read writes first", () => {
    expect(ask("17 000a 0002 000b 0001 02 00ff")).toBe("1704000000ff");
  });

  test("nothing is written where one address does not exist", () => {
    expect(ask("10 0bb7 0002 04 0001 0002")).toBe("9002");
    expect(ask("03 0bb7 0001")).toBe("03020000");
  });
});

describe("diagnostics", () => {
  test("count messages, exceptions and events, and clear them", () => {
    ask("03 0000 0001");
    ask("03 ffff 0001");
    expect(ask("08 000b 0000")).toBe("08000b0003");
    expect(ask("08 000d 0000")).toBe("08000d0001");
    expect(ask("0b")).toBe("0b00000001");
    expect(ask("08 000a 0000")).toBe("08000a0000");
    expect(ask("08 000d 0000")).toBe("08000d0000");
  });

  test("echo any length, refuse an unknown sub-function", () => {
    expect(ask("08 0000 a537 0102")).toBe("080000a5370102");
    expect(ask("08 0015 0000")).toBe("8801");
  });

  test("counters wrap at 16 bits", () => {
    for (let message = 0; message < 65_535; message++) unit.counters.count("busMessages");
    expect(ask("08 000b 0000")).toBe("08000b0000");
  });

  test("the event log has the newest event first and 64 at most", () => {
    ask("03 0000 0001");
    ask("03 ffff 0001");
    expect(ask("0c")).toBe("0c0c000000010003804180408000");
    for (let message = 0; message < 80; message++) ask("03 0000 0001");
    expect(ask("0c")?.slice(2, 4)).toBe((6 + 64).toString(16));
  });

  test("listen only silences the unit until it is restarted", () => {
    expect(ask("08 0004 0000")).toBeUndefined();
    expect(ask("03 0000 0001")).toBeUndefined();
    expect(ask("08 0001 0000")).toBeUndefined();
    expect(ask("03 0000 0001")).toBe("03020000");
  });
});

describe("identification", () => {
  test("FC 17 tells identifier, run indicator and name", () => {
    expect(ask("11")).toBe(`110511ff${Buffer.from("P-1").toString("hex")}`);
    unit.running = false;
    expect(ask("11")).toBe(`11051100${Buffer.from("P-1").toString("hex")}`);
  });

  test("FC 43/14 tells the basic objects, and one alone", () => {
    expect(ask("2b 0e 01 00")).toBe("2b0e01810000030005" + "4d616b6572" + "0103502d31" + "0203312e30");
    expect(ask("2b 0e 04 01")).toBe("2b0e04810000010103502d31");
    expect(ask("2b 0e 04 09")).toBe("ab02");
    expect(ask("2b 0e 05 00")).toBe("ab03");
  });

  test("a list too long for one answer is continued", () => {
    unit = unitWith({ objects: new Map([0, 1, 2, 3].map((id) => [id, String(id).repeat(100)])) });
    const first = ask("2b 0e 02 00") ?? "";
    expect(first.slice(8, 14)).toBe("ff0202");
    expect(first.length / 2).toBeLessThanOrEqual(253);
    const second = ask("2b 0e 02 02") ?? "";
    expect(second.slice(8, 14)).toBe("000002");
    expect(second.slice(14, 18)).toBe("0264");
  });
});

test("what the maker left out is an illegal function", () => {
  unit = unitWith({ absent: ["17", "43/14", "8"] });
  expect([ask("11"), ask("2b 0e 01 00"), ask("08 0000 0000")]).toEqual(["9101", "ab01", "8801"]);
});
