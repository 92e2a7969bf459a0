import { encodeFrame, type Frame } from "./frame.ts";
import type { AnswerFault, DeviceSettings } from "./settings.ts";

/** The bytes of one answer as they go out, one TCP segment each. */
export interface Delivery {
  readonly segments: readonly Buffer[];
  /** The connection is closed after them. */
  readonly closes: boolean;
}

/** Bytes of one segment where answers are split: less than a header, so that every boundary is met. */
const splitLength = 3;

/** Forms an answer, with its fault where it has one. */
export function deliver(
  answer: Frame,
  previous: Frame | undefined,
  { segments, fault }: Pick<DeviceSettings, "segments"> & { readonly fault: AnswerFault | undefined },
): Delivery {
  const bytes = withFault(answer, fault);
  if (fault === "truncated") return { segments: [bytes], closes: true };
  switch (segments) {
    case "whole":
      return { segments: [bytes], closes: false };
    case "split":
      return { segments: cut(bytes), closes: false };
    case "joined":
      return { segments: [previous === undefined ? bytes : Buffer.concat([encodeFrame(previous), bytes])], closes: false };
  }
}

function withFault(answer: Frame, fault: AnswerFault | undefined): Buffer {
  switch (fault) {
    case undefined:
      return encodeFrame(answer);
    case "wrong-unit":
      return encodeFrame({ ...answer, unit: (answer.unit + 1) & 0xff });
    case "wrong-transaction":
      return encodeFrame({ ...answer, transaction: (answer.transaction + 0x4000) & 0xffff });
    case "wrong-protocol": {
      const bytes = encodeFrame(answer);
      bytes.writeUInt16BE(1, 2);
      return bytes;
    }
    case "wrong-length":
      return encodeFrame({ ...answer, pdu: answer.pdu.subarray(0, -1) });
    case "truncated":
      return encodeFrame(answer).subarray(0, -1);
  }
}

function cut(bytes: Buffer): readonly Buffer[] {
  return Array.from({ length: Math.ceil(bytes.length / splitLength) }, (_, index) =>
    bytes.subarray(index * splitLength, (index + 1) * splitLength),
  );
}
