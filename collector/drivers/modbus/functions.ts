import type { OptionalFunction, RegisterTable } from "../../../model/protocols/modbus/endpoint.ts";

/**
 * Every request that this driver can express (Modbus Application Protocol 1.1b3, section 6). All of them only read; a function
 * that writes, restarts, silences or clears has no form here, and the guard at the socket stands behind it.
 */
export type ModbusRequest = ReadRequest | IdentificationRequest | SerialLineRequest;

/** FC 1 to 4. */
export interface ReadRequest {
  readonly function: 1 | 2 | 3 | 4;
  readonly address: number;
  readonly count: number;
}
/** FC 17, and FC 43 with MEI type 14: categories basic (1) and regular (2). */
export type IdentificationRequest =
  | { readonly function: 17 }
  | { readonly function: 43; readonly category: 1 | 2; readonly object: number };
/** Sub-functions 11 to 18 of FC 8: counters that are read, not cleared. */
export const diagnosticCounters = [11, 12, 13, 14, 15, 16, 17, 18] as const;
export type DiagnosticCounter = (typeof diagnosticCounters)[number];
/** Only for serial-line devices behind a declared gateway; sub-function 0 of FC 8 echoes. */
export type SerialLineRequest =
  | { readonly function: 8; readonly sub: 0 | DiagnosticCounter }
  | { readonly function: 11 }
  | { readonly function: 12 };

const functionByTable = { coil: 1, "discrete-input": 2, "holding-register": 3, "input-register": 4 } as const;

/** The read of a table. Addresses count from 0. */
export function readRequest(table: RegisterTable, address: number, count: number): ReadRequest {
  return { function: functionByTable[table], address, count };
}

/** The request's function as a profile forbids it; undefined for the reads that every device must know. */
export function optionalFunctionOf(request: ModbusRequest): OptionalFunction | undefined {
  switch (request.function) {
    case 8:
      return "8";
    case 11:
      return "11";
    case 12:
      return "12";
    case 17:
      return "17";
    case 43:
      return "43/14";
    default:
      return undefined;
  }
}

/** What a device is remembered not to know: the function, for FC 8 with its sub-function. */
export function functionName(request: ModbusRequest): string {
  if (request.function === 8) return `8/${request.sub}`;
  return optionalFunctionOf(request) ?? String(request.function);
}

/** MEI type of FC 43 that reads an identification; the other one (13) is CANopen. */
export const readsIdentification = 14;

/** The protocol data unit of a request. */
export function encodeRequest(request: ModbusRequest): Uint8Array {
  switch (request.function) {
    case 11:
    case 12:
    case 17:
      return Uint8Array.of(request.function);
    case 8:
      return Uint8Array.of(8, ...word(request.sub), 0, 0);
    case 43:
      return Uint8Array.of(43, readsIdentification, request.category, request.object);
    default:
      return Uint8Array.of(request.function, ...word(request.address), ...word(request.count));
  }
}

function word(value: number): [high: number, low: number] {
  return [(value >> 8) & 0xff, value & 0xff];
}
