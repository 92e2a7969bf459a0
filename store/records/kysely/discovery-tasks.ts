import type { DiscoveryTask } from "../../../model/discovery/task.ts";
import type { DiscoveryTaskRecords } from "../discovery-port.ts";
import type { Database } from "./database.ts";
import { decode, encode } from "./encoding.ts";

const open = ["waiting", "running"] as const;

export function discoveryTaskRecords(db: Database): DiscoveryTaskRecords {
  const read = ({ body }: { body: string }) => decode<DiscoveryTask>(body);
  const change = async (task: DiscoveryTask, from: readonly DiscoveryTask["state"][]): Promise<boolean> => {
    const { numUpdatedRows } = await db
      .updateTable("discoveryTasks")
      .set({ state: task.state, body: encode(task) })
      .where("id", "=", task.id)
      .where("state", "in", from)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  };
  return {
    add: async (task) => {
      const { id, enterpriseId, collectorId, state, askedAt } = task;
      const row = { id, enterpriseId, collectorId, state, askedAt, body: encode(task) };
      await db.insertInto("discoveryTasks").values(row).execute();
    },
    get: async (id) => {
      const row = await db.selectFrom("discoveryTasks").select("body").where("id", "=", id).executeTakeFirst();
      return row && read(row);
    },
    list: async ({ enterpriseId, limit }) => {
      const found = db.selectFrom("discoveryTasks").select("body").where("enterpriseId", "=", enterpriseId);
      return (await found.orderBy("askedAt", "desc").orderBy("id").limit(limit).execute()).map(read);
    },
    open: async () =>
      (await db.selectFrom("discoveryTasks").select("body").where("state", "in", open).orderBy("askedAt").execute()).map(read),
    take: async (collectorId, at) => {
      const waiting = await db
        .selectFrom("discoveryTasks")
        .select("body")
        .where("state", "=", "waiting")
        .where("collectorId", "=", collectorId)
        .orderBy("askedAt")
        .orderBy("id")
        .limit(5)
        .execute();
      for (const task of waiting.map(read)) {
        const taken: DiscoveryTask = { ...task, state: "running", changedAt: at };
        if (await change(taken, ["waiting"])) return taken;
      }
      return undefined;
    },
    update: (task) => change(task, open),
  };
}
