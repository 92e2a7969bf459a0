import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeFrame } from "./frame.ts";
import { diagnosticCounters, encodeRequest, type ModbusRequest } from "./functions.ts";
import { assertReadOnly } from "./guard.ts";

const pdus: readonly [request: ModbusRequest, bytes: readonly number[]][] = [
  [{ function: 1, address: 0x0102, count: 2000 }, [1, 1, 2, 0x07, 0xd0]],
  [{ function: 3, address: 0xffff, count: 1 }, [3, 0xff, 0xff, 0, 1]],
  [{ function: 17 }, [17]],
  [{ function: 43, category: 2, object: 3 }, [43, 14, 2, 3]],
  [{ function: 8, sub: 13 }, [8, 0, 13, 0, 0]],
  [{ function: 11 }, [11]],
  [{ function: 12 }, [12]],
];

describe("encodeRequest", () => {
  it.each(pdus)("%o", (request, bytes) => {
    expect([...encodeRequest(request)]).toEqual(bytes);
    expect(() => assertReadOnly(encodeFrame(1, 1, encodeRequest(request)))).not.toThrow();
  });
});

describe("assertReadOnly", () => {
  const passes = (pdu: readonly number[]) => {
    try {
      assertReadOnly(encodeFrame(1, 1, Uint8Array.from(pdu)));
      return true;
    } catch {
      return false;
    }
  };

  it("lets exactly the allowed function codes pass, whatever follows them", () => {
    const allowed = new Set([1, 2, 3, 4, 8, 11, 12, 17, 43]);
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 255 }),
        fc.array(fc.integer({ min: 0, max: 255 }), { maxLength: 260 }),
        (code, rest) => {
          expect(passes([code, ...rest]) && !allowed.has(code)).toBe(false);
        },
      ),
    );
  });

  it("lets sub-functions 0 and 11 to 18 of FC 8 pass, and no other", () => {
    const passing = Array.from({ length: 65_536 }, (_, sub) => sub).filter((sub) => passes([8, sub >> 8, sub & 0xff, 0, 0]));
    expect(passing).toEqual([0, ...diagnosticCounters]);
  });

  it.each([
    ["writes one coil", [5, 0, 0, 0xff, 0]],
    ["writes one register", [6, 0, 0, 0, 1]],
    ["restarts communications", [8, 0, 1, 0, 0]],
    ["silences the unit", [8, 0, 4, 0, 0]],
    ["clears the counters", [8, 0, 10, 0, 0]],
    ["speaks CANopen", [43, 13, 1, 0]],
    ["asks for too many registers", [3, 0, 0, 0, 126]],
    ["asks for none", [3, 0, 0, 0, 0]],
    ["carries more than a read", [3, 0, 0, 0, 1, 6]],
  ])("refuses what %s", (_, pdu) => {
    expect(() => assertReadOnly(encodeFrame(1, 1, Uint8Array.from(pdu)))).toThrow("refusing to send function");
  });

  it("refuses a second request hidden behind the first", () => {
    const read = encodeFrame(1, 1, Uint8Array.of(3, 0, 0, 0, 1));
    const write = encodeFrame(2, 1, Uint8Array.of(6, 0, 0, 0, 1));
    expect(() => assertReadOnly(Buffer.concat([read, write]))).toThrow("refusing to send");
  });
});
