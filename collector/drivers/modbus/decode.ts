import { ModbusFailure } from "./errors.ts";

/** Objects of FC 43/14 by their ids (Modbus 1.1b3, 6.21). */
const objectNames = [
  "VendorName",
  "ProductCode",
  "MajorMinorRevision",
  "VendorUrl",
  "ProductName",
  "ModelName",
  "UserApplicationName",
] as const;

/** One page of an identification. */
export interface IdentificationPage {
  readonly objects: Readonly<Record<string, string>>;
  /** Bit 7 (individual access) taken out: 1 basic, 2 regular, 3 extended. */
  readonly conformity: number;
  /** The object with which the next page begins; absent on the last. */
  readonly next?: number;
}

/**
 * Decodes an answer of FC 43/14. The number of objects in it is not relied on: the specification's own example counts those of
 * all pages, so the length of the answer rules.
 * @throws ModbusFailure `wrong-length` where an object runs over the end
 */
export function decodeIdentification(pdu: Uint8Array): IdentificationPage {
  const [, , , conformity = 0, moreFollows = 0, next = 0] = pdu;
  const objects: Record<string, string> = {};
  for (let at = 7; at < pdu.length; ) {
    const [id = 0, length] = pdu.subarray(at, at + 2);
    const end = at + 2 + (length ?? pdu.length);
    if (end > pdu.length) throw new ModbusFailure("wrong-length", `object ${id} runs over the end of the answer`);
    const name = objectNames[id];
    if (name !== undefined) objects[name] = decodeText(pdu.subarray(at + 2, end));
    at = end;
  }
  return { objects, conformity: conformity & 0x7f, ...(moreFollows === 0 ? {} : { next }) };
}

export interface ServerIdentification {
  readonly text: string;
  readonly hex: string;
  /** Absent where the layout is not known or the byte is neither 0x00 nor 0xFF. */
  readonly running?: boolean;
}

const off = 0x00;
const on = 0xff;

/**
 * Decodes an answer of FC 17 (6.13). Its layout is the maker's: with the run indicator's place known that byte is told apart;
 * otherwise, or where no indicator stands there, every byte that could be one (0x00, 0xFF) is left out, so that a stop does not
 * look like another device.
 */
export function decodeServerId(pdu: Uint8Array, runByte: number | undefined): ServerIdentification {
  const data = pdu.subarray(2);
  const indicator = runByte === undefined ? undefined : data[runByte];
  const known = indicator === on || indicator === off;
  const kept = data.filter((byte, place) => (known ? place !== runByte : byte !== off && byte !== on));
  const running = known ? { running: indicator === on } : {};
  return { text: decodeText(kept), hex: Buffer.from(kept).toString("hex"), ...running };
}

/** Text as makers send it: UTF-8 where it is valid, else one character a byte; NULs, controls and blanks at the ends go. */
export function decodeText(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes);
  const decoded = isUtf8Text(buffer) ? buffer.toString("utf8") : buffer.toString("latin1");
  return decoded.replace(/\p{Cc}+/gu, " ").trim();
}

function isUtf8Text(buffer: Buffer): boolean {
  return Buffer.from(buffer.toString("utf8"), "utf8").equals(buffer);
}

/** The 16-bit number in the answers of FC 8 (6.8) and FC 11 (6.9). */
export function decodeCounter(pdu: Uint8Array): number {
  return ((pdu[3] ?? 0) << 8) | (pdu[4] ?? 0);
}
