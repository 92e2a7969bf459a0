import { AttributeIds, type DataValue, TimestampsToReturn } from "node-opcua";
import { OpcuaFailure } from "./errors.ts";
import { halving, inBatches } from "./plan.ts";
import type { Run } from "./run.ts";
import { services } from "./services.ts";
import type { Session } from "./session.ts";

export interface ReadTarget {
  readonly nodeId: string;
  readonly attributeId: AttributeIds;
}

/** Reads attributes in as many requests as the limit makes needed, in order. */
export async function readAttributes(
  run: Run,
  session: Session,
  targets: readonly ReadTarget[],
  limit: number,
): Promise<DataValue[]> {
  const values: DataValue[] = [];
  for (const batch of inBatches(targets, limit)) {
    values.push(...(await halving(batch, (part) => readBatch(run, session, part))));
  }
  return values;
}

/** The values of some variables. */
export function valuesOf(nodeIds: readonly string[]): ReadTarget[] {
  return nodeIds.map((nodeId) => ({ nodeId, attributeId: AttributeIds.Value }));
}

async function readBatch(run: Run, session: Session, batch: readonly ReadTarget[]): Promise<DataValue[]> {
  const { results } = await session.call(run, services.read, {
    maxAge: 0,
    timestampsToReturn: TimestampsToReturn.Neither,
    nodesToRead: [...batch],
  });
  if (results?.length !== batch.length) throw new OpcuaFailure("protocol-error", "a Read answer of the wrong length");
  return results;
}
