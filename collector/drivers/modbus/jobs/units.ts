import { day } from "../../../../model/instant.ts";
import type { UnitsFacts } from "../../../../model/protocols/modbus/facts.ts";
import type { Conversation } from "../conversation.ts";
import { type FailureCode, ModbusFailure } from "../errors.ts";
import type { IdentificationRequest, SerialLineRequest } from "../functions.ts";
import type { UnitState } from "../unit-search.ts";

/** Unit ids of a serial line (Modbus over serial line 1.02, 2.2): 0 is a broadcast, 248 and above are reserved. */
const lastUnit = 247;
/** A silent unit costs its deadline, and the units that are polled must not wait long for their turn. */
const unitsPerRun = 4;
const roundEvery = day;

/**
 * Asks the next few unit ids of the gateway for a sign of life. The facts come when a whole round is done, so that no half of it
 * is taken for the whole; for a day after that they are told again without asking anybody.
 */
export async function searchUnits(conversation: Conversation): Promise<UnitsFacts | undefined> {
  const { endpoint, memory, clock } = conversation;
  if (!endpoint.behindGateway || !endpoint.onRequest.includes("modbus.units")) {
    throw new ModbusFailure("not-supported", "the inventory does not allow to try unit ids here");
  }
  const { finished } = memory.unitSearch;
  if (finished !== undefined && clock.now() - finished.at < roundEvery) return finished.facts;
  const states = new Map(memory.unitSearch.states);
  const first = states.size + 1;
  for (let unit = first; unit < first + unitsPerRun && unit <= lastUnit; unit += 1) {
    states.set(unit, await stateOf(conversation, unit));
    memory.unitSearch = { ...memory.unitSearch, states: new Map(states) };
  }
  if (states.size < lastUnit) return undefined;
  const facts = summary(states);
  if (facts.silent.length === lastUnit) {
    memory.unitSearch = { states: new Map() };
    throw new ModbusFailure("no-answer", "neither a unit nor the gateway answered under any id");
  }
  memory.unitSearch = { states: new Map(), finished: { at: clock.now(), facts } };
  return facts;
}

/** The first that the profile allows is asked; to "illegal function" a unit that is there has answered, too. */
const signsOfLife = [
  { function: 8, sub: 0 },
  { function: 43, category: 1, object: 0 },
  { function: 17 },
] as const satisfies readonly (IdentificationRequest | SerialLineRequest)[];

/** Failures that belong to this unit id; any other ends the run, and the unit is asked again. */
const stateByFailure: Partial<Record<FailureCode, UnitState>> = {
  "gateway-path-unavailable": "gatewaySpoke",
  "gateway-target-silent": "gatewaySpoke",
  "no-answer": "silent",
  closed: "silent",
  truncated: "silent",
  unfinished: "silent",
  "wrong-unit": "silent",
  "wrong-function": "silent",
  "wrong-length": "silent",
};

async function stateOf(conversation: Conversation, unit: number): Promise<UnitState> {
  const request = signsOfLife.find((each) => !conversation.isForbidden(each));
  if (request === undefined) throw new ModbusFailure("not-supported", "the profile forbids every function that could be asked");
  try {
    await conversation.askUnit(unit, request);
    return "answered";
  } catch (error) {
    const state = error instanceof ModbusFailure ? stateByFailure[error.failure] : undefined;
    if (state === undefined) throw error;
    return state;
  }
}

function summary(states: ReadonlyMap<number, UnitState>): UnitsFacts {
  const having = (state: UnitState) => [...states].filter(([, each]) => each === state).map(([unit]) => unit);
  return { answered: having("answered"), gatewaySpoke: having("gatewaySpoke"), silent: having("silent") };
}
