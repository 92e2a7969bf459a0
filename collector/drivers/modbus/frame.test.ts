import fc from "fast-check";
import { expect, it } from "vitest";
import { asFailure } from "./errors.ts";
import { encodeFrame, type Frame, FrameReader } from "./frame.ts";

const frame = fc.record({
  transaction: fc.integer({ min: 0, max: 0xffff }),
  unit: fc.integer({ min: 0, max: 255 }),
  pdu: fc.uint8Array({ minLength: 1, maxLength: 253 }),
});

it("finds every frame again, however the stream was cut", () => {
  fc.assert(
    fc.property(
      fc.array(frame, { maxLength: 6 }),
      fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }),
      (frames, cuts) => {
        const stream = Buffer.concat(frames.map(({ transaction, unit, pdu }) => encodeFrame(transaction, unit, pdu)));
        const reader = new FrameReader();
        const found: Frame[] = [];
        for (let at = 0, round = 0; at < stream.length; round += 1) {
          const step = cuts[round % cuts.length] ?? 1;
          reader.push(stream.subarray(at, at + step), (each) => found.push(each));
          at += step;
        }
        expect(found).toEqual(frames);
        expect(reader.partial).toBe(false);
      },
    ),
  );
});

it("ends any other stream with a code, and never with more held than a frame", () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 600 })), (chunks) => {
      const reader = new FrameReader();
      try {
        for (const chunk of chunks) reader.push(chunk, ({ pdu }) => expect(pdu.length).toBeLessThanOrEqual(253));
      } catch (error) {
        expect(["wrong-protocol-id", "wrong-length"]).toContain(asFailure(error).failure);
      }
    }),
  );
});
