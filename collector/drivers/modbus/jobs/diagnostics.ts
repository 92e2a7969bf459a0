import type { DiagnosticsFacts } from "../../../../model/protocols/modbus/facts.ts";
import type { Conversation } from "../conversation.ts";
import { decodeCounter } from "../decode.ts";
import { ModbusFailure } from "../errors.ts";
import { type DiagnosticCounter, functionName, type SerialLineRequest } from "../functions.ts";

/** Counters of FC 8 (Modbus 1.1b3, 6.8.1) and the fields of the measurement `security` that they fill. */
const fieldByCounter = {
  11: "bus_messages",
  12: "bus_communication_errors",
  13: "exceptions",
  14: "server_messages",
  15: "server_no_responses",
} as const satisfies Partial<Record<DiagnosticCounter, string>>;

type SampledCounter = keyof typeof fieldByCounter;
const sampledCounters: readonly SampledCounter[] = [11, 12, 13, 14, 15];

/** Reads a serial-line unit's counters into one sample; facts tell which it has, and what only moves when something happened. */
export async function readDiagnostics(conversation: Conversation): Promise<DiagnosticsFacts> {
  const { memory, clock, samples } = conversation;
  const counters: Record<string, number> = {};
  const fields: Record<string, number> = {};
  const exceptions: DiagnosticsFacts["exceptions"] = [];
  for (const request of requestsFor(conversation)) {
    const answer = await conversation.call(request);
    if (answer.exception !== undefined) {
      exceptions.push({ function: functionName(request), code: answer.exception });
      continue;
    }
    const value = decodeCounter(answer.data);
    counters[functionName(request)] = value;
    if (request.function === 8 && isSampled(request.sub)) fields[fieldByCounter[request.sub]] = value;
  }
  if (Object.keys(fields).length > 0) samples.push({ measurement: "security", tags: {}, fields, at: clock.now() });
  if (Object.keys(counters).length > 0) {
    memory.counters.add({ at: clock.now(), counters, ownIllegalFunctions: memory.ownIllegalFunctions });
  }
  return describe(conversation, Object.keys(counters), exceptions);
}

function requestsFor(conversation: Conversation): readonly SerialLineRequest[] {
  const wanted: readonly SerialLineRequest[] = [
    ...sampledCounters.map((sub) => ({ function: 8, sub }) as const),
    // FC 12 begins like FC 11 and adds the events; where a unit has neither, its restarts show in FC 8 alone.
    { function: 11 },
  ];
  const allowed = wanted.filter((request) => !conversation.isForbidden(request));
  if (allowed.length === 0) throw new ModbusFailure("not-supported", "the inventory allows no diagnostic function here");
  return allowed;
}

function isSampled(sub: number): sub is SampledCounter {
  return Object.hasOwn(fieldByCounter, sub);
}

function describe(
  { memory }: Conversation,
  answered: readonly string[],
  exceptions: DiagnosticsFacts["exceptions"],
): DiagnosticsFacts {
  const { wentBack, compared, exceptionSharePercent } = memory.counters;
  return {
    counters: [...answered],
    exceptions,
    compared,
    ...(wentBack === undefined ? {} : { wentBack }),
    ...(exceptionSharePercent === undefined ? {} : { exceptionSharePercent }),
  };
}
