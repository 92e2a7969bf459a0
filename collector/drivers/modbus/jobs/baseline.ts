import type { BaselineRegister } from "../../../../model/protocols/modbus/endpoint.ts";
import type { BaselineFacts } from "../../../../model/protocols/modbus/facts.ts";
import type { Conversation } from "../conversation.ts";
import { functionName, readRequest } from "../functions.ts";
import { planReads, splitSpan } from "../plan.ts";
import { readSpans } from "../read-spans.ts";

/**
 * The declared configuration registers. One that answered with an exception is missing from `registers`, and the exception is
 * told.
 */
export async function readBaseline(conversation: Conversation): Promise<BaselineFacts> {
  const { baselineRegisters, quirks } = conversation.endpoint;
  const pieces = baselineRegisters.flatMap((register) => splitSpan(register, quirks.maxRegistersPerRead));
  // Only what was declared is read here: a configuration register's neighbour may be cleared by a read.
  const reads = planReads(pieces, { maxRegistersPerRead: quirks.maxRegistersPerRead, fillGaps: false });
  const values = new Map<BaselineRegister, readonly number[]>();
  const exceptions = new Map<string, BaselineFacts["exceptions"][number]>();
  await readSpans(conversation, reads, (item, answer) => {
    if (answer.exception === undefined) values.set(item, answer.data);
    else {
      const name = functionName(readRequest(item.table, item.address, item.count));
      exceptions.set(`${name} ${answer.exception}`, { function: name, code: answer.exception });
    }
  });
  return { registers: assemble(baselineRegisters, pieces, values), exceptions: [...exceptions.values()] };
}

/** Puts the pieces of each register together; a register that lacks one is left out. */
function assemble(
  registers: readonly BaselineRegister[],
  pieces: readonly BaselineRegister[],
  values: ReadonlyMap<BaselineRegister, readonly number[]>,
): Record<string, number[]> {
  const whole: Record<string, number[]> = {};
  for (const { id, count } of registers) {
    const words = pieces.filter((piece) => piece.id === id).flatMap((piece) => values.get(piece) ?? []);
    if (words.length === count) whole[id] = words;
  }
  return whole;
}
