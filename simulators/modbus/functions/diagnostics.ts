import { exceptions, ModbusException } from "../exception.ts";
import type { Unit } from "../unit.ts";
import type { Handler } from "./handler.ts";
import { counted } from "./read.ts";
import { requireLength, uint16 } from "./request.ts";

/** Sub-functions of FC 8 (Modbus 1.1b3, 6.8). */
const sub = { echo: 0, restart: 1, register: 2, listenOnly: 4, clear: 10 } as const;
const ready = 0x0000;

/** FC 8: echo, restart, diagnostic register, listen only, clear, and the counters 11 to 18. */
export const diagnostics: Handler = (request, unit) => {
  const code = uint16(request, 1);
  if (unit.listenOnly && code !== sub.restart) return undefined;
  if (code === sub.echo) return request;
  requireLength(request, 5);
  switch (code) {
    case sub.restart: {
      const wasListening = unit.listenOnly;
      unit.restart();
      return wasListening ? undefined : request;
    }
    case sub.register:
      return value(request, 0);
    case sub.listenOnly:
      unit.listenOnly = true;
      return undefined;
    case sub.clear:
      unit.counters.clear();
      return request;
    default:
      return value(request, counterOf(unit, code));
  }
};

/** FC 11: status, then the count of events. */
export const eventCounter: Handler = (request, unit) => {
  requireLength(request, 1);
  return Buffer.concat([request, words(ready, unit.counters.events)]);
};

/** FC 12: byte count, status, counts of events and messages, then the log. */
export const eventLog: Handler = (request, unit) => {
  requireLength(request, 1);
  const { events, busMessages, log } = unit.counters;
  return counted(request, Buffer.concat([words(ready, events, busMessages), Buffer.from(log)]));
};

/** FC 17: byte count, then identifier and run indicator (0xFF runs) in the maker's own order. */
export const reportServerId: Handler = (request, unit) => {
  requireLength(request, 1);
  const { id, text, runByte } = unit.identity.serverId;
  const run = Buffer.from([unit.running ? 0xff : 0x00]);
  const name = Buffer.from(text, "latin1");
  const parts = runByte === "after-id" ? [Buffer.from([id]), run, name] : [Buffer.from([id]), name, run];
  return counted(request, Buffer.concat(parts));
};

function counterOf(unit: Unit, code: number): number {
  const counter = unit.counters.read(code);
  if (counter === undefined) throw new ModbusException(exceptions.illegalFunction);
  return counter;
}

/** The request's function and sub-function with a value of 16 bits. */
function value(request: Buffer, number: number): Buffer {
  return Buffer.concat([request.subarray(0, 3), words(number)]);
}

function words(...numbers: readonly number[]): Buffer {
  const bytes = Buffer.alloc(numbers.length * 2);
  for (const [index, number] of numbers.entries()) bytes.writeUInt16BE(number, index * 2);
  return bytes;
}
