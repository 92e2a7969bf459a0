import type { OpcuaEndpoint } from "../../../model/protocols/opcua/endpoint.ts";
import type { BudgetGate } from "../budget-gate.ts";
import type { DriverServices } from "../define.ts";
import { decodeSignal } from "./decode/signal.ts";
import { OpcuaFailure } from "./errors.ts";
import { holdSession } from "./held-session.ts";
import { readAttributes, valuesOf } from "./read-values.ts";
import { Run } from "./run.ts";
import { Standing } from "./standing.ts";

/** Kept for the orderly end of channels and sessions. */
const keptForClosing = 10;
const nodesPerRead = 20;

/**
 * Reads the values of the same nodes whenever `next` says so, in one session without identity; what is no good number is null.
 * @throws OpcuaFailure where the server grants no session or cannot be reached
 */
export async function watchOpcua(
  endpoint: OpcuaEndpoint,
  nodeIds: readonly string[],
  { gate, services, signal }: { gate: BudgetGate; services: DriverServices; signal: AbortSignal },
  next: (values: (number[] | null)[]) => Promise<boolean>,
): Promise<void> {
  const run = new Run(endpoint, gate, signal, Math.max(0, gate.budget - keptForClosing));
  const standing = new Standing(services);
  try {
    const held = await holdSession(run, standing);
    if (held === undefined) throw new OpcuaFailure("no-session", "the server grants no session without identity");
    let goesOn = true;
    while (goesOn && run.requestsLeft > 0) {
      const read = await readAttributes(run, held.session, valuesOf(nodeIds), nodesPerRead);
      goesOn = await next(read.map((value) => oneOrNone(decodeSignal(value).value)));
    }
  } finally {
    await standing.release(run);
  }
}

function oneOrNone(value: number | undefined): number[] | null {
  return value === undefined ? null : [value];
}
