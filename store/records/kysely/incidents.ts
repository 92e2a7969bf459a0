import type { Incident } from "../../../model/incident.ts";
import { Problem } from "../../../model/problem.ts";
import type { IncidentRecords } from "../incident-port.ts";
import type { Database } from "./database.ts";
import { decode, encode } from "./encoding.ts";

export function incidentRecords(db: Database): IncidentRecords {
  return {
    list: async (enterpriseId) => {
      const rows = await db
        .selectFrom("incidents")
        .select("body")
        .where("enterpriseId", "=", enterpriseId)
        .orderBy("discoveredAt", "desc")
        .orderBy("id")
        .execute();
      return rows.map(({ body }) => decode<Incident>(body));
    },
    get: async (id) => {
      const row = await db.selectFrom("incidents").select("body").where("id", "=", id).executeTakeFirst();
      return row && decode<Incident>(row.body);
    },
    save: async (incident) => {
      const saved = incident.version === 1 ? await insert(db, incident) : await update(db, incident);
      if (saved) return;
      throw new Problem("stale-edit", "The incident was changed meanwhile", {
        target: incident.id,
        advice: "Read it again and repeat the edit if it still applies.",
      });
    },
  };
}

async function insert(db: Database, incident: Incident): Promise<boolean> {
  const { id, enterpriseId, discoveredAt, version } = incident;
  const { numInsertedOrUpdatedRows = 0n } = await db
    .insertInto("incidents")
    .values({ id, enterpriseId, discoveredAt, version, body: encode(incident) })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows > 0n;
}

async function update(db: Database, incident: Incident): Promise<boolean> {
  const { id, discoveredAt, version } = incident;
  const { numUpdatedRows } = await db
    .updateTable("incidents")
    .set({ discoveredAt, version, body: encode(incident) })
    .where("id", "=", id)
    .where("version", "=", version - 1)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
