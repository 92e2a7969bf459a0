import { isDeepStrictEqual } from "node:util";
import type { Asset, Inventory } from "../../../model/inventory/inventory.ts";
import { Problem } from "../../../model/problem.ts";
import type {
  Departure,
  FileInventory,
  InventoryEditRecords,
  InventoryGround,
  KeptEdit,
  NextInventory,
} from "../inventory-edit-port.ts";
import type { Database } from "./database.ts";
import { decode, encode, slices } from "./encoding.ts";
import { currentInventories, toInventoryRecord } from "./inventories.ts";
import type { InventoryBasesTable } from "./schema.ts";
import { inTransaction } from "./transaction.ts";

export function inventoryEditRecords(db: Database): InventoryEditRecords {
  return {
    ground: (enterpriseId) => inTransaction(db, (transaction) => ground(transaction, enterpriseId)),
    save: (next) => inTransaction(db, (transaction) => save(transaction, next)),
    keepLate: (edit) => keepEdit(db, { ...edit, late: true }),
    list: async (enterpriseId, limit) => {
      const rows = await db
        .selectFrom("inventoryEdits")
        .selectAll()
        .where("enterpriseId", "=", enterpriseId)
        .orderBy("id", "desc")
        .limit(limit)
        .execute();
      return rows.map(({ id: _, late, changes, ...rest }) => ({
        ...rest,
        late: late === 1,
        changes: decode<KeptEdit["changes"]>(changes),
      }));
    },
  };
}

async function ground(db: Database, enterpriseId: string): Promise<InventoryGround> {
  const row = await currentInventories(db).where("enterpriseId", "=", enterpriseId).executeTakeFirst();
  const base = await db.selectFrom("inventoryBases").selectAll().where("enterpriseId", "=", enterpriseId).executeTakeFirst();
  const file = base && fileOf(base);
  return {
    ...(row === undefined ? {} : { record: toInventoryRecord(row) }),
    ...(file === undefined ? {} : { file }),
    departures: base === undefined ? [] : decode<readonly Departure[]>(base.departures),
  };
}

function fileOf({ source, hash, importedAt, body }: InventoryBasesTable): FileInventory | undefined {
  if (source === null || hash === null || importedAt === null || body === null) return undefined;
  return { source, hash, importedAt, inventory: decode<Inventory>(body) };
}

async function save(db: Database, next: NextInventory): Promise<number> {
  const { inventory, after, at, file, edit } = next;
  const enterpriseId = inventory.enterprise.id;
  const revision = after + 1;
  const current = await currentInventories(db).where("enterpriseId", "=", enterpriseId).executeTakeFirst();
  if ((current?.revision ?? 0) !== after) throw staleEdit(enterpriseId);
  const hash = file?.hash ?? "";
  const { numInsertedOrUpdatedRows = 0n } = await db
    .insertInto("inventories")
    .values({ enterpriseId, revision, source: file?.source ?? "", hash, importedAt: at, body: encode(inventory) })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows === 0n) throw staleEdit(enterpriseId);
  // What an edit changed is kept with the edit; of every file the newest state is enough.
  await db
    .deleteFrom("inventories")
    .where("enterpriseId", "=", enterpriseId)
    .where("revision", "=", after)
    .where("hash", "=", hash)
    .execute();
  await moveKnownAssets(db, current === undefined ? [] : decode<Inventory>(current.body).assets, inventory, revision);
  await saveBase(db, next);
  if (edit !== undefined) await keepEdit(db, { ...edit, enterpriseId, revision, late: false });
  return revision;
}

/** Assets of the new revision get its number; those that left keep the number of the last one that named them. */
async function moveKnownAssets(db: Database, before: readonly Asset[], inventory: Inventory, revision: number): Promise<void> {
  const enterpriseId = inventory.enterprise.id;
  const known = new Map(before.map((asset) => [asset.id, asset]));
  const changed = inventory.assets.filter((asset) => !isDeepStrictEqual(known.get(asset.id), asset));
  const now = new Set(inventory.assets.map(({ id }) => id));
  const left = before.filter(({ id }) => !now.has(id));
  await moveEndpoints(db, enterpriseId, changed, known);
  await setRevision(db, enterpriseId, revision - 1, revision);
  for (const assets of slices(left)) {
    await db
      .updateTable("knownAssets")
      .set({ revision: revision - 1 })
      .where("enterpriseId", "=", enterpriseId)
      .where(
        "assetId",
        "in",
        assets.map(({ id }) => id),
      )
      .execute();
  }
  for (const assets of slices(changed)) {
    const rows = assets.map((asset) => ({ enterpriseId, assetId: asset.id, revision, body: encode(asset) }));
    await db
      .insertInto("knownAssets")
      .values(rows)
      .onConflict((conflict) =>
        conflict
          .columns(["enterpriseId", "assetId"])
          .doUpdateSet(({ ref }) => ({ revision: ref("excluded.revision"), body: ref("excluded.body") })),
      )
      .execute();
  }
}

/** Endpoints that an asset no longer names stay known; those that it names again are left over no more. */
async function moveEndpoints(
  db: Database,
  enterpriseId: string,
  changed: readonly Asset[],
  before: ReadonlyMap<string, Asset>,
): Promise<void> {
  const returned = changed.filter(({ id }) => !before.has(id)).map(({ id }) => id);
  const last = new Map([...before, ...(await lastNamed(db, enterpriseId, returned))]);
  const leftover = await db.selectFrom("leftoverEndpoints").selectAll().where("enterpriseId", "=", enterpriseId).execute();
  for (const { id: assetId, endpoints } of changed) {
    const named = new Set(endpoints.map(({ id }) => id));
    for (const { endpointId } of leftover.filter((row) => row.assetId === assetId && named.has(row.endpointId))) {
      await db
        .deleteFrom("leftoverEndpoints")
        .where("enterpriseId", "=", enterpriseId)
        .where("assetId", "=", assetId)
        .where("endpointId", "=", endpointId)
        .execute();
    }
    for (const endpoint of last.get(assetId)?.endpoints.filter(({ id }) => !named.has(id)) ?? []) {
      const body = encode(endpoint);
      await db
        .insertInto("leftoverEndpoints")
        .values({ enterpriseId, assetId, endpointId: endpoint.id, body })
        .onConflict((conflict) => conflict.columns(["enterpriseId", "assetId", "endpointId"]).doUpdateSet({ body }))
        .execute();
    }
  }
}

/** Assets that come back, as they were named last. */
async function lastNamed(db: Database, enterpriseId: string, assetIds: readonly string[]): Promise<Map<string, Asset>> {
  const assets = new Map<string, Asset>();
  for (const some of slices(assetIds)) {
    const rows = await db
      .selectFrom("knownAssets")
      .select("body")
      .where("enterpriseId", "=", enterpriseId)
      .where("assetId", "in", some)
      .execute();
    for (const { body } of rows) assets.set(decode<Asset>(body).id, decode<Asset>(body));
  }
  return assets;
}

async function setRevision(db: Database, enterpriseId: string, from: number, to: number): Promise<void> {
  await db
    .updateTable("knownAssets")
    .set({ revision: to })
    .where("enterpriseId", "=", enterpriseId)
    .where("revision", "=", from)
    .execute();
}

/** A base that an edit leaves as it was is not written again: it is as large as the inventory. */
async function saveBase(db: Database, { inventory, file, departures }: NextInventory): Promise<void> {
  const enterpriseId = inventory.enterprise.id;
  const departed = { departures: encode(departures) };
  const { numUpdatedRows } = await db
    .updateTable("inventoryBases")
    .set(departed)
    .where("enterpriseId", "=", enterpriseId)
    .where("hash", file === undefined ? "is" : "=", file?.hash ?? null)
    .executeTakeFirst();
  if (numUpdatedRows > 0n) return;
  const columns = {
    source: file?.source ?? null,
    hash: file?.hash ?? null,
    importedAt: file?.importedAt ?? null,
    body: file === undefined ? null : encode(file.inventory),
    ...departed,
  };
  await db
    .insertInto("inventoryBases")
    .values({ enterpriseId, ...columns })
    .onConflict((conflict) => conflict.column("enterpriseId").doUpdateSet(columns))
    .execute();
}

async function keepEdit(db: Database, { late, changes, ...rest }: KeptEdit): Promise<void> {
  await db
    .insertInto("inventoryEdits")
    .values({ ...rest, late: late ? 1 : 0, changes: encode(changes) })
    .execute();
}

function staleEdit(enterpriseId: string): Problem {
  return new Problem("stale-edit", "The inventory was changed meanwhile", {
    target: enterpriseId,
    advice: "Read it again and repeat the edit if it still applies.",
  });
}
