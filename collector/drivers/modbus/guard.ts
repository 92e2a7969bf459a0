import type { Socket } from "node:net";
import { Problem } from "../../../model/problem.ts";
import { readsIdentification } from "./functions.ts";

/** Puts the last guard on a socket: from here on nothing but whole read requests can be written to it, by anyone. */
export function guardWrites(socket: Socket): (frame: Buffer) => void {
  const write = socket.write.bind(socket);
  const guarded = (frame: Buffer): boolean => {
    assertReadOnly(frame);
    return write(frame);
  };
  socket.write = guarded as Socket["write"];
  return guarded;
}

/**
 * The last guard, at the socket: looks at the bytes themselves and lets only whole read requests pass.
 * @throws Problem `modbus-forbidden-request`
 */
export function assertReadOnly(frame: Uint8Array): void {
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
  const whole = frame.length >= 8 && view.getUint16(2) === 0 && view.getUint16(4) === frame.length - 6;
  if (!whole || !isReadOnly(frame.subarray(7))) {
    throw new Problem("modbus-forbidden-request", `refusing to send function ${frame[7] ?? "none"}: it is not a read`);
  }
}

function isReadOnly(pdu: Uint8Array): boolean {
  const [code = 0, a = 0, b = 0, c = 0, d = 0] = pdu;
  switch (code) {
    case 1:
    case 2:
      return pdu.length === 5 && within(c * 256 + d, 1, 2000);
    case 3:
    case 4:
      return pdu.length === 5 && within(c * 256 + d, 1, 125);
    case 8:
      return pdu.length === 5 && a === 0 && (b === 0 || within(b, 11, 18));
    case 11:
    case 12:
    case 17:
      return pdu.length === 1;
    case 43:
      return pdu.length === 4 && a === readsIdentification && within(b, 1, 2);
    default:
      return false;
  }
}

function within(value: number, least: number, most: number): boolean {
  return value >= least && value <= most;
}
