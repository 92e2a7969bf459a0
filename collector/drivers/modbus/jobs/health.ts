import { hour } from "../../../../model/instant.ts";
import type { HealthFacts } from "../../../../model/protocols/modbus/facts.ts";
import { widthOf } from "../../../../model/protocols/modbus/width.ts";
import type { Conversation } from "../conversation.ts";
import { asFailure, ModbusFailure } from "../errors.ts";
import { functionName, type IdentificationRequest, type ReadRequest, readRequest, type SerialLineRequest } from "../functions.ts";
import { mostPerRead } from "../plan.ts";

/**
 * One request, to see whether the unit lives and serves the collector. It reads the declared health register, else the first
 * declared signal or configuration register; no register that nobody declared is ever read, so without one the question is who
 * the device is (FC 43/14, else FC 17), to which also "illegal function" is a sign of life.
 */
export async function probeHealth(conversation: Conversation): Promise<HealthFacts> {
  const exception = await askForLife(conversation);
  return {
    served: exception === undefined,
    ...(exception === undefined ? {} : { exception }),
    client: conversation.localAddress,
    encrypted: conversation.address.secure,
    ...history(conversation),
  };
}

async function askForLife(conversation: Conversation): Promise<number | undefined> {
  const { memory, clock } = conversation;
  const read = declaredRead(conversation);
  memory.watchedSince ??= clock.now();
  try {
    const exception = read === undefined ? await askIdentity(conversation) : (await conversation.read(read)).exception;
    memory.availability.add(clock.now(), true);
    return exception;
  } catch (error) {
    // A unit that answers in breach of the protocol is there; the breach is counted by itself, and one fault once.
    const { outcome, failure } = asFailure(error);
    memory.availability.add(clock.now(), outcome === "malformed" && failure !== "unfinished");
    throw error;
  }
}

/** Fewer runs, or reads, than these say nothing about a share, nor do runs that all fell into one short outage. */
const fewestRuns = 20;
const shortestWatch = hour;
const fewestReads = 20;

/** How the unit behaved until now, in steps and capped, so that facts stay equal while little changes. */
function history({
  memory,
  clock,
}: Conversation): Pick<HealthFacts, "violations" | "availabilityPercent" | "exceptionSharePercent"> {
  const now = clock.now();
  const violations = memory.violationsWithinDay(now);
  const watchedLong = memory.watchedSince !== undefined && now - memory.watchedSince >= shortestWatch;
  const availabilityPercent = watchedLong ? memory.availability.percent(now, fewestRuns) : undefined;
  const exceptionSharePercent = memory.refusedReads.percent(now, fewestReads);
  return {
    ...(violations.length === 0 ? {} : { violations: [...violations] }),
    ...(availabilityPercent === undefined ? {} : { availabilityPercent }),
    ...(exceptionSharePercent === undefined ? {} : { exceptionSharePercent }),
  };
}

/** The read by which a sign of life is asked for, or undefined where no register is declared. */
export function declaredRead({ endpoint }: Conversation): ReadRequest | undefined {
  const { healthRegister, signals, baselineRegisters, quirks } = endpoint;
  if (healthRegister !== undefined) return readRequest(healthRegister.table, healthRegister.address, 1);
  const signal = signals.find((each) => widthOf(each) <= mostPerRead(each.table, quirks.maxRegistersPerRead));
  if (signal !== undefined) return readRequest(signal.table, signal.address, widthOf(signal));
  const [register] = baselineRegisters;
  if (register === undefined) return undefined;
  const most = mostPerRead(register.table, quirks.maxRegistersPerRead);
  return readRequest(register.table, register.address, Math.min(register.count, most));
}

/** In the order of preference; the last echoes, and is allowed on serial lines alone. */
const signsOfLife = [
  { function: 43, category: 1, object: 0 },
  { function: 17 },
  { function: 8, sub: 0 },
] as const satisfies readonly (IdentificationRequest | SerialLineRequest)[];

/** The exception to an identification, undefined where data came. */
async function askIdentity(conversation: Conversation): Promise<number | undefined> {
  const allowed = signsOfLife.filter((request) => !conversation.isForbidden(request));
  const known = allowed.find((request) => !conversation.memory.unknownFunctions.has(functionName(request)));
  const request = known ?? allowed[0];
  if (request === undefined) {
    throw new ModbusFailure("not-supported", "no register is declared, and the profile forbids FC 43/14 and FC 17");
  }
  return (await conversation.callAnyway(request)).exception;
}
