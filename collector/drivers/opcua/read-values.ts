import { AttributeIds, type DataValue, TimestampsToReturn } from "node-opcua";
import { OpcuaFailure } from "./errors.ts";
import { inBatches } from "./plan.ts";
import type { Run } from "./run.ts";
import { services } from "./services.ts";
import type { Session } from "./session.ts";

export interface ReadTarget {
  readonly nodeId: string;
  readonly attributeId: AttributeIds;
}

/** Reads attributes in as many requests as the limit makes needed, in order; halves a batch that the server finds too large. */
export async function readAttributes(
  run: Run,
  session: Session,
  targets: readonly ReadTarget[],
  limit: number,
): Promise<DataValue[]> {
  const values: DataValue[] = [];
  for (const batch of inBatches(targets, limit)) values.push(...(await readBatch(run, session, batch)));
  return values;
}

/** The values of some variables. */
export function valuesOf(nodeIds: readonly string[]): ReadTarget[] {
  return nodeIds.map((nodeId) => ({ nodeId, attributeId: AttributeIds.Value }));
}

async function readBatch(run: Run, session: Session, batch: readonly ReadTarget[]): Promise<DataValue[]> {
  try {
    const { results } = await session.call(run, services.read, {
      maxAge: 0,
      timestampsToReturn: TimestampsToReturn.Neither,
      nodesToRead: [...batch],
    });
    if (results?.length !== batch.length) throw new OpcuaFailure("protocol-error", "a Read answer of the wrong length");
    return results;
  } catch (error) {
    const tooMany = error instanceof OpcuaFailure && error.statusCode === "BadTooManyOperations";
    if (!tooMany || batch.length === 1) throw error;
    return readAttributes(run, session, batch, batch.length / 2);
  }
}
