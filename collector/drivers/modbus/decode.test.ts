import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeSignal, decodeSignalText } from "../../../model/protocols/modbus/decode-signal.ts";
import { modbusSignalSchema } from "../../../model/protocols/modbus/endpoint.ts";
import { widthOf } from "../../../model/protocols/modbus/width.ts";
import { verifyAnswer } from "./answers.ts";
import { decodeIdentification, decodeServerId, decodeText } from "./decode.ts";
import { asFailure } from "./errors.ts";
import { diagnosticCounters, type ModbusRequest } from "./functions.ts";

const anyRequest: fc.Arbitrary<ModbusRequest> = fc.oneof(
  fc.record({
    function: fc.constantFrom(1 as const, 2 as const, 3 as const, 4 as const),
    address: fc.nat(0xffff),
    count: fc.integer({ min: 1, max: 125 }),
  }),
  fc.constant({ function: 17 } as const),
  fc.record({ function: fc.constant(43 as const), category: fc.constantFrom(1 as const, 2 as const), object: fc.nat(255) }),
  fc.record({ function: fc.constant(8 as const), sub: fc.constantFrom(0 as const, ...diagnosticCounters) }),
  fc.constant({ function: 11 } as const),
  fc.constant({ function: 12 } as const),
);

describe("verifyAnswer", () => {
  it("answers any bytes with an exception, with data of the right form, or with a code", () => {
    fc.assert(
      fc.property(anyRequest, fc.uint8Array({ minLength: 1, maxLength: 253 }), fc.boolean(), (request, bytes, likely) => {
        const pdu = likely ? Uint8Array.of(request.function, ...bytes.subarray(1)) : bytes;
        try {
          const answer = verifyAnswer(request, pdu);
          if (answer.exception === undefined && "count" in request) {
            expect(pdu.length - 2).toBe(request.function <= 2 ? Math.ceil(request.count / 8) : request.count * 2);
          }
          if (answer.exception !== undefined) expect(pdu).toHaveLength(2);
        } catch (error) {
          expect(["wrong-function", "wrong-length"]).toContain(asFailure(error).failure);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe("decodeIdentification", () => {
  const page = (more: number, next: number, objects: readonly [id: number, value: Buffer | string][]) =>
    Uint8Array.of(
      43,
      14,
      1,
      0x82,
      more,
      next,
      objects.length,
      ...objects.flatMap(([id, value]) => [id, value.length, ...Buffer.from(value)]),
    );

  it("names the objects, trims NULs, and follows pages by object", () => {
    const decoded = decodeIdentification(
      page(0xff, 2, [
        [0, "Acme\0\0"],
        [1, " PLC-7 "],
      ]),
    );
    expect(decoded).toEqual({ objects: { VendorName: "Acme", ProductCode: "PLC-7" }, conformity: 2, next: 2 });
  });

  it("leaves out private objects", () => {
    expect(decodeIdentification(page(0, 0, [[0x80, "secret"]]))).toEqual({ objects: {}, conformity: 2 });
  });

  it("refuses an object that runs over the end", () => {
    expect(() => decodeIdentification(page(0, 0, [[0, "Acme"]]).subarray(0, -1))).toThrow("runs over the end");
  });

  it("never crashes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 7, maxLength: 253 }), (pdu) => {
        try {
          decodeIdentification(pdu);
        } catch (error) {
          expect(asFailure(error).failure).toBe("wrong-length");
        }
      }),
    );
  });
});

describe("decodeServerId", () => {
  const answer = (...data: number[]) => Uint8Array.of(17, data.length, ...data);

  it("tells the run indicator apart where its place is declared", () => {
    expect(decodeServerId(answer(0xb4, 0xff, 0x41, 0x42), 1)).toMatchObject({ hex: "b44142", running: true });
    expect(decodeServerId(answer(0xb4, 0x00, 0x41, 0x42), 1)).toMatchObject({ hex: "b44142", running: false });
  });

  it("says nothing of running where the byte is neither on nor off, or the place is unknown", () => {
    expect(decodeServerId(answer(0xb4, 0x03), 1)).not.toHaveProperty("running");
    expect(decodeServerId(answer(0xb4, 0xff), 9)).not.toHaveProperty("running");
    expect(decodeServerId(answer(0xb4, 0xff), undefined)).not.toHaveProperty("running");
  });

  it("gives the same identity running or stopped, also where the place is unknown", () => {
    const running = decodeServerId(answer(0x41, 0x42, 0xff), undefined);
    expect(decodeServerId(answer(0x41, 0x42, 0x00), undefined)).toEqual(running);
    expect(running).toEqual({ text: "AB", hex: "4142" });
  });

  it("trusts no place at which no indicator stands", () => {
    const running = decodeServerId(answer(0x41, 0x42, 0xff), 1);
    expect(decodeServerId(answer(0x41, 0x42, 0x00), 1)).toEqual(running);
  });
});

describe("decodeText", () => {
  it("reads UTF-8, else one character a byte, and drops controls", () => {
    expect(decodeText(Buffer.from("泵站\0"))).toBe("泵站");
    expect(decodeText(Uint8Array.of(0x53, 0xfc, 0x64))).toBe("Süd");
    expect(decodeText(Buffer.from("a\x07b\r\n"))).toBe("a b");
  });
});

describe("decodeSignal", () => {
  const signal = (more: Record<string, unknown>) =>
    modbusSignalSchema.parse({ id: "s", table: "holding-register", address: 0, ...more });
  const words = (bytes: Buffer) => Array.from({ length: bytes.length / 2 }, (_, index) => bytes.readUInt16BE(index * 2));
  const written = (size: number, write: (bytes: Buffer) => void) => {
    const bytes = Buffer.alloc(size);
    write(bytes);
    return words(bytes);
  };

  const types = {
    int16: [fc.integer({ min: -32_768, max: 32_767 }), 2, (bytes: Buffer, value: number) => bytes.writeInt16BE(value)],
    uint16: [fc.nat(65_535), 2, (bytes: Buffer, value: number) => bytes.writeUInt16BE(value)],
    int32: [fc.integer(), 4, (bytes: Buffer, value: number) => bytes.writeInt32BE(value)],
    uint32: [fc.nat(0xffff_ffff), 4, (bytes: Buffer, value: number) => bytes.writeUInt32BE(value)],
    float32: [fc.float({ noNaN: true, noDefaultInfinity: true }), 4, (bytes: Buffer, value: number) => bytes.writeFloatBE(value)],
    float64: [
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      8,
      (bytes: Buffer, value: number) => bytes.writeDoubleBE(value),
    ],
    int64: [fc.maxSafeInteger(), 8, (bytes: Buffer, value: number) => bytes.writeBigInt64BE(BigInt(value))],
    uint64: [fc.maxSafeNat(), 8, (bytes: Buffer, value: number) => bytes.writeBigUInt64BE(BigInt(value))],
  } as const;

  it.each(Object.entries(types))("%s in both word orders", (type, [values, size, write]) => {
    fc.assert(
      fc.property(values, (value) => {
        const big = written(size, (bytes) => write(bytes, value));
        const expected = value === 0 ? 0 : value;
        expect((decodeSignal(signal({ type }), big) ?? Number.NaN) + 0).toBe(expected);
        expect((decodeSignal(signal({ type, wordOrder: "little" }), big.toReversed()) ?? Number.NaN) + 0).toBe(expected);
      }),
    );
  });

  it.each(Object.entries(types))("%s with the bytes of each register the other way round", (type, [values, size, write]) => {
    fc.assert(
      fc.property(values, (value) => {
        const swapped = written(size, (bytes) => {
          write(bytes, value);
          bytes.swap16();
        });
        expect((decodeSignal(signal({ type, byteOrder: "little" }), swapped) ?? Number.NaN) + 0).toBe(value === 0 ? 0 : value);
      }),
    );
  });

  it("takes one bit of a register, or any of them", () => {
    const status = 0b0000_0010_0000_0100;
    const bits = Array.from({ length: 16 }, (_, bit) => decodeSignal(signal({ type: "bool", bit }), [status]));
    expect(bits.flatMap((on, bit) => (on === 1 ? [bit] : []))).toEqual([2, 9]);
    expect(decodeSignal(signal({ type: "bool", bit: 10, byteOrder: "little" }), [status])).toBe(1);
    expect(decodeSignal(signal({ type: "bool" }), [status])).toBe(1);
    expect(decodeSignal(signal({ type: "bool" }), [0])).toBe(0);
  });

  it("takes the bits of a mask as a number of their own, then scales it", () => {
    expect(decodeSignal(signal({ mask: 0x0f00 }), [0xa5c3])).toBe(5);
    expect(decodeSignal(signal({ mask: 0x8000 }), [0xa5c3])).toBe(1);
    expect(decodeSignal(signal({ type: "uint32", mask: 0xffff_0000 }), [0xfedc, 0x1234])).toBe(0xfedc);
    expect(decodeSignal(signal({ type: "uint32", mask: 0x0001_8000, wordOrder: "little" }), [0x8000, 1])).toBe(3);
    expect(decodeSignal(signal({ mask: 0x0f00, scale: 0.5, offset: 1 }), [0xa5c3])).toBe(3.5);
  });

  it("reads text up to the first NUL, whatever its bytes are", () => {
    const text = (bytes: string | Buffer, more: Record<string, unknown> = {}) => {
      const padded = Buffer.alloc(12);
      padded.set(Buffer.from(bytes));
      return decodeSignalText(signal({ type: "string", registers: 6, ...more }), words(padded));
    };
    expect(text("PUMP-1")).toBe("PUMP-1");
    expect(text("UPPM1-", { byteOrder: "little" })).toBe("PUMP-1");
    expect(text("1#泵站")).toBe("1#泵站");
    expect(text(Buffer.from([0x47, 0xfc, 0x74, 0x65, 0x0d, 0x0a, 0x20]))).toBe("Güte");
    expect(text("")).toBe("");
    expect(decodeSignalText(signal({ type: "string", registers: 6 }), [0x4142])).toBeUndefined();
    expect(decodeSignal(signal({ type: "string", registers: 1 }), [0x4142])).toBeUndefined();
    expect(decodeSignalText(signal({}), [0x4142])).toBeUndefined();
  });

  it.each([
    ["a bit of a number", { type: "uint16", bit: 1 }],
    ["a bit of a coil", { table: "coil", type: "bool", bit: 1 }],
    ["a mask over a float", { type: "float32", mask: 1 }],
    ["a mask wider than its register", { type: "uint16", mask: 0x1_0000 }],
    ["a string without a length", { type: "string" }],
    ["a string of coils", { table: "coil", type: "string", registers: 2 }],
    ["a length of a number", { type: "uint16", registers: 2 }],
  ])("is not declared: %s", (_, more) => {
    expect(modbusSignalSchema.safeParse({ id: "s", table: "holding-register", address: 0, ...more }).success).toBe(false);
  });

  it("scales, then adds the offset", () => {
    expect(decodeSignal(signal({ type: "int16", scale: 0.1, offset: -5 }), [250])).toBe(20);
  });

  it("has no value for what is no finite number, or for too few words", () => {
    expect(decodeSignal(signal({ type: "float32" }), [0x7fc0, 0])).toBeUndefined();
    expect(decodeSignal(signal({ type: "float32" }), [0x7f80, 0])).toBeUndefined();
    expect(decodeSignal(signal({ type: "float32" }), [0x4048])).toBeUndefined();
  });

  it("takes one bit of a coil, whatever the type says", () => {
    const coil = signal({ table: "coil", type: "float32" });
    expect(widthOf(coil)).toBe(1);
    expect(decodeSignal(coil, [1])).toBe(1);
  });
});
