import { ModbusFailure } from "./errors.ts";
import type { ModbusRequest } from "./functions.ts";

/** What a unit answered: data, or an exception (Modbus 1.1b3, section 7). */
export type Answer<Data> = { readonly exception?: never; readonly data: Data } | { readonly exception: number };

/** Exception codes that callers tell apart. */
export const exceptions = {
  illegalFunction: 1,
  illegalAddress: 2,
  illegalValue: 3,
  gatewayPathUnavailable: 0x0a,
  gatewayTargetSilent: 0x0b,
} as const;

/**
 * Checks that a protocol data unit can be the answer to a request: function, length and every count inside agree.
 * @throws ModbusFailure `wrong-function`, `wrong-length`
 */
export function verifyAnswer(request: ModbusRequest, pdu: Uint8Array): Answer<Uint8Array> {
  const [code = 0, second = 0] = pdu;
  if (code === (request.function | 0x80)) {
    requireLength(pdu, 2);
    return { exception: second };
  }
  if (code !== request.function) {
    throw new ModbusFailure("wrong-function", `function ${code} in the answer to function ${request.function}`);
  }
  verifyBody(request, pdu);
  return { data: pdu };
}

function verifyBody(request: ModbusRequest, pdu: Uint8Array): void {
  switch (request.function) {
    case 1:
    case 2:
      requireCounted(pdu, Math.ceil(request.count / 8));
      break;
    case 3:
    case 4:
      requireCounted(pdu, request.count * 2);
      break;
    case 8:
      requireLength(pdu, 5);
      if (pdu[1] !== 0 || pdu[2] !== request.sub) {
        throw new ModbusFailure("wrong-function", `sub-function ${pdu[2]} in the answer to ${request.sub}`);
      }
      break;
    case 11:
      requireLength(pdu, 5);
      break;
    case 12:
    case 17:
      requireCounted(pdu, pdu[1] ?? 0);
      break;
    case 43:
      if (pdu.length < 7 || pdu[1] !== 14) throw new ModbusFailure("wrong-length", "the identification is cut short");
  }
}

/** Function code, byte count, then that many bytes. */
function requireCounted(pdu: Uint8Array, bytes: number): void {
  requireLength(pdu, 2 + bytes);
  if (pdu[1] !== bytes) throw new ModbusFailure("wrong-length", `byte count ${pdu[1]}, expected ${bytes}`);
}

function requireLength(pdu: Uint8Array, length: number): void {
  if (pdu.length !== length) throw new ModbusFailure("wrong-length", `${pdu.length} bytes, expected ${length}`);
}
