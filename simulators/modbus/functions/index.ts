import type { Instant } from "../../../model/instant.ts";
import { exceptionPdu, exceptions, ModbusException } from "../exception.ts";
import { type FunctionName, functionOf, serviceOf } from "../function-names.ts";
import type { Unit } from "../unit.ts";
import { diagnostics, eventCounter, eventLog, reportServerId } from "./diagnostics.ts";
import type { Handler } from "./handler.ts";
import { readDeviceIdentification } from "./identification.ts";
import { readBits, readWords } from "./read.ts";
import { maskWrite, readWriteWords, writeBit, writeBits, writeWord, writeWords } from "./write.ts";

const handlers: Readonly<Record<FunctionName, Handler>> = {
  "1": readBits("coil"),
  "2": readBits("discrete-input"),
  "3": readWords("holding-register"),
  "4": readWords("input-register"),
  "5": writeBit,
  "6": writeWord,
  "8": diagnostics,
  "11": eventCounter,
  "12": eventLog,
  "15": writeBits,
  "16": writeWords,
  "17": reportServerId,
  "22": maskWrite,
  "23": readWriteWords,
  "43/14": readDeviceIdentification,
};

/** FC 11 and the counters of FC 8 do not count themselves as events (Modbus 1.1b3, 6.9). */
const uncounted: ReadonlySet<FunctionName> = new Set(["8", "11", "12"]);

/** The unit's answer to a request, undefined where it stays silent. */
export function respond(request: Buffer, unit: Unit, at: Instant): Buffer | undefined {
  unit.counters.count("busMessages");
  unit.counters.count("serverMessages");
  unit.counters.note("received");
  const answer = carryOut(request, unit, at);
  if (answer === undefined) unit.counters.count("unanswered");
  else unit.counters.note(isException(answer) ? "sent-exception" : "sent");
  return answer;
}

export function isException(answer: Buffer): boolean {
  return ((answer[0] ?? 0) & 0x80) !== 0;
}

function carryOut(request: Buffer, unit: Unit, at: Instant): Buffer | undefined {
  const name = functionOf(serviceOf(request));
  const code = request[0] ?? 0;
  if (unit.listenOnly && name !== "8") return undefined;
  try {
    if (name === undefined || unit.absent.has(name)) throw new ModbusException(exceptions.illegalFunction);
    const answer = handlers[name](request, unit, at);
    if (!uncounted.has(name)) unit.counters.countEvent();
    return answer;
  } catch (error) {
    if (!(error instanceof ModbusException)) throw error;
    unit.counters.count("exceptions");
    return exceptionPdu(code, error.code);
  }
}
