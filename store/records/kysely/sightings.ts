import { type Sighting, sightingKey } from "../../../model/discovery/sighting.ts";
import type { SightingRecords } from "../sighting-port.ts";
import type { Database } from "./database.ts";
import { decode, encode, slices } from "./encoding.ts";
import { inTransaction } from "./transaction.ts";

/** What a list was read as: how many rows, and how often rows had been changed in all. */
const states = new WeakMap<readonly Sighting[], string>();

export function sightingRecords(db: Database): SightingRecords {
  return {
    list: async (enterpriseId, known) => {
      const state = await stateOf(db, enterpriseId);
      if (known !== undefined && states.get(known) === state) return known;
      const rows = await db
        .selectFrom("sightings")
        .select(["body", "firstSeen", "lastSeen"])
        .where("enterpriseId", "=", enterpriseId)
        .orderBy("key")
        .execute();
      const list = rows.map(({ body, firstSeen, lastSeen }) => ({ ...decode<Sighting>(body), firstSeen, lastSeen }));
      states.set(list, state);
      return list;
    },
    keep: (enterpriseId, sightings, limit) =>
      inTransaction(db, async (transaction) => {
        const wanted = Map.groupBy(sightings, sightingKey);
        const known = await knownOf(transaction, enterpriseId, [...wanted.keys()]);
        const changed = [...wanted].flatMap(([key, same]) => widen(key, same, known.get(key)) ?? []);
        const fresh = changed.filter(({ version }) => version === 1);
        const { count } = await transaction
          .selectFrom("sightings")
          .select((eb) => eb.fn.countAll().as("count"))
          .where("enterpriseId", "=", enterpriseId)
          .executeTakeFirstOrThrow();
        const added = fresh.slice(0, Math.max(0, limit - Number(count)));
        const widened = changed.filter(({ version }) => version > 1);
        for (const rows of slices([...added, ...widened])) {
          await transaction
            .insertInto("sightings")
            .values(rows.map((row) => ({ enterpriseId, ...row })))
            .onConflict((conflict) =>
              conflict.columns(["enterpriseId", "key"]).doUpdateSet((eb) => ({
                firstSeen: eb.ref("excluded.firstSeen"),
                lastSeen: eb.ref("excluded.lastSeen"),
                version: eb.ref("excluded.version"),
                body: eb.ref("excluded.body"),
              })),
            )
            .execute();
        }
        return { added: added.length, widened: widened.length, leftOut: fresh.length - added.length };
      }),
    prune: async (before) => {
      await db.deleteFrom("sightings").where("lastSeen", "<", before).execute();
    },
  };
}

async function stateOf(db: Database, enterpriseId: string): Promise<string> {
  const { count, versions } = await db
    .selectFrom("sightings")
    .select((eb) => [eb.fn.countAll().as("count"), eb.fn.sum<number | string | null>("version").as("versions")])
    .where("enterpriseId", "=", enterpriseId)
    .executeTakeFirstOrThrow();
  return `${enterpriseId} ${count} ${versions ?? 0}`;
}

interface KnownRow {
  readonly firstSeen: number;
  readonly lastSeen: number;
  readonly version: number;
}

async function knownOf(db: Database, enterpriseId: string, keys: readonly string[]): Promise<ReadonlyMap<string, KnownRow>> {
  const known = new Map<string, KnownRow>();
  for (const some of slices(keys)) {
    const rows = await db
      .selectFrom("sightings")
      .select(["key", "firstSeen", "lastSeen", "version"])
      .where("enterpriseId", "=", enterpriseId)
      .where("key", "in", [...some])
      .execute();
    for (const { key, ...row } of rows) known.set(key, row);
  }
  return known;
}

/** The row with its times widened; undefined where that changes nothing. */
function widen(key: string, same: readonly Sighting[], known: KnownRow | undefined) {
  const newest = same.toSorted((a, b) => b.lastSeen - a.lastSeen)[0];
  if (newest === undefined) return undefined;
  const firstSeen = Math.min(...same.map((one) => one.firstSeen), known?.firstSeen ?? Number.POSITIVE_INFINITY);
  const lastSeen = Math.max(newest.lastSeen, known?.lastSeen ?? 0);
  if (known !== undefined && firstSeen === known.firstSeen && lastSeen === known.lastSeen) return undefined;
  return { key, firstSeen, lastSeen, version: (known?.version ?? 0) + 1, body: encode(newest) };
}
