import { randomBytes } from "node:crypto";
import type { Asset, Inventory } from "../../../model/inventory/inventory.ts";
import type { Endpoint } from "../../../model/protocols/index.ts";
import type { InventoryRecord, InventoryRecords, LeftoverEndpoint } from "../evidence-port.ts";
import type { Database } from "./database.ts";
import { decode } from "./encoding.ts";
import type { InventoriesTable } from "./schema.ts";
import { inTransaction } from "./transaction.ts";

/** Long enough that a digest cannot be searched for the facts behind it. */
const saltBytes = 16;

export function inventoryRecords(db: Database): InventoryRecords {
  return {
    all: async () => (await currentInventories(db).orderBy("enterpriseId").execute()).map(toInventoryRecord),
    get: async (enterpriseId, known) => {
      if (known !== undefined && (await revisionOf(db, enterpriseId)) === known.revision) return known;
      const row = await currentInventories(db).where("enterpriseId", "=", enterpriseId).executeTakeFirst();
      return row && toInventoryRecord(row);
    },
    leftovers: (enterpriseId) => leftovers(db, enterpriseId),
    leftoverEndpoints: (enterpriseId) => leftoverEndpoints(db, enterpriseId),
    salt: (enterpriseId, assetId) => inTransaction(db, (transaction) => salt(transaction, enterpriseId, assetId)),
  };
}

/** Of every enterprise the newest revision. */
export function currentInventories(db: Database) {
  return db
    .selectFrom("inventories")
    .selectAll()
    .where(({ eb, selectFrom }) =>
      eb(
        "revision",
        "=",
        selectFrom("inventories as other")
          .select(({ fn }) => fn.max("other.revision").as("newest"))
          .whereRef("other.enterpriseId", "=", "inventories.enterpriseId"),
      ),
    );
}

async function leftovers(db: Database, enterpriseId: string): Promise<readonly Asset[]> {
  const rows = await db
    .selectFrom("knownAssets")
    .select("body")
    .where("enterpriseId", "=", enterpriseId)
    .where(({ eb, selectFrom }) =>
      eb(
        "revision",
        "<",
        selectFrom("inventories")
          .select(({ fn }) => fn.max("inventories.revision").as("newest"))
          .where("inventories.enterpriseId", "=", enterpriseId),
      ),
    )
    .orderBy("assetId")
    .execute();
  return rows.map(({ body }) => decode<Asset>(body));
}

async function revisionOf(db: Database, enterpriseId: string): Promise<number | undefined> {
  const { revision } = await db
    .selectFrom("inventories")
    .select(({ fn }) => fn.max<number | null>("revision").as("revision"))
    .where("enterpriseId", "=", enterpriseId)
    .executeTakeFirstOrThrow();
  return revision ?? undefined;
}

/** Those of assets that left as a whole are known with the asset. */
async function leftoverEndpoints(db: Database, enterpriseId: string): Promise<readonly LeftoverEndpoint[]> {
  const rows = await db
    .selectFrom("leftoverEndpoints")
    .select(["assetId", "body"])
    .where("enterpriseId", "=", enterpriseId)
    .orderBy("assetId")
    .orderBy("endpointId")
    .execute();
  if (rows.length === 0) return [];
  const gone = new Set((await leftovers(db, enterpriseId)).map(({ id }) => id));
  return rows.flatMap(({ assetId, body }) => (gone.has(assetId) ? [] : [{ assetId, endpoint: decode<Endpoint>(body) }]));
}

async function salt(db: Database, enterpriseId: string, assetId: string): Promise<string> {
  const stored = () =>
    db
      .selectFrom("assetSalts")
      .select("salt")
      .where("enterpriseId", "=", enterpriseId)
      .where("assetId", "=", assetId)
      .executeTakeFirst();
  const known = await stored();
  if (known !== undefined) return known.salt;
  const made = randomBytes(saltBytes).toString("hex");
  await db
    .insertInto("assetSalts")
    .values({ enterpriseId, assetId, salt: made })
    .onConflict((conflict) => conflict.columns(["enterpriseId", "assetId"]).doNothing())
    .execute();
  return (await stored())?.salt ?? made;
}

export function toInventoryRecord(row: InventoriesTable): InventoryRecord {
  const { enterpriseId: _, body, ...rest } = row;
  return { ...rest, inventory: decode<Inventory>(body) };
}
