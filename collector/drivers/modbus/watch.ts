import type { ModbusEndpoint, RegisterTable } from "../../../model/protocols/modbus/endpoint.ts";
import type { BudgetGate } from "../budget-gate.ts";
import type { DriverServices } from "../define.ts";
import { readRequest } from "./functions.ts";
import { ModbusLink } from "./link.ts";
import { DeviceMemory } from "./memory.ts";

export interface WatchedRead {
  readonly table: RegisterTable;
  readonly address: number;
  readonly count: number;
}

/** Reads the same registers whenever `next` says so, over one connection; what a read did not bring is null. */
export async function watchModbus(
  endpoint: ModbusEndpoint,
  reads: readonly WatchedRead[],
  { gate, services, signal }: { gate: BudgetGate; services: DriverServices; signal: AbortSignal },
  next: (values: (number[] | null)[]) => Promise<boolean>,
): Promise<void> {
  const link = new ModbusLink(gate, services, new DeviceMemory());
  try {
    let goesOn = true;
    while (goesOn && gate.left >= reads.length) {
      const values: (number[] | null)[] = [];
      for (const { table, address, count } of reads) {
        const request = readRequest(table, address, count);
        const answer = await link.converse(endpoint, signal).read(request, { guessed: true });
        values.push(answer.exception === undefined ? [...answer.data] : null);
      }
      goesOn = await next(values);
    }
  } finally {
    await link.close();
  }
}
