import { Kysely, sql } from "kysely";
import { describe, expect, test } from "vitest";
import type { RecordStore } from "../port.ts";
import { batch, event, finding, observation, type RecordsPlace, verdict } from "./fixtures.ts";

/** What holds of a store as a whole. */
export function wholeContract(place: () => RecordsPlace, store: () => RecordStore): void {
  describe("as a whole", () => {
    test("is found again when it is opened again", async () => {
      const seen = observation();
      await store().observations.store(batch(1, [seen]));
      await store().audit.append({ at: 1, actor: "li", action: "a", target: "b", detail: {} });
      await store().close();
      const again = await place().open();
      try {
        expect(await again.observations.get(seen.id)).toMatchObject(seen);
        expect(await again.audit.verify()).toBeNull();
      } finally {
        await again.close();
      }
    });

    test("serves 50 calls of every kind at once", async () => {
      const calls = Array.from({ length: 50 }, (_, index) => [
        store().observations.store(batch(1, [observation({ at: index })], { collectorId: `collector-${index}` })),
        store().verdicts.replace("water", [`plc-${index}`], [verdict({ assetId: `plc-${index}` })]),
        store().findings.save([finding()]),
        store().events.append([event()]),
        store().verdicts.list({ enterpriseId: "water" }),
      ]);
      await Promise.all(calls.flat());
      expect(await store().observations.count()).toBe(50);
      expect(await store().verdicts.list({})).toHaveLength(50);
      expect(await store().findings.list({})).toHaveLength(50);
      expect((await store().events.list({ limit: 100 })).map(({ id }) => id)).toEqual(
        Array.from({ length: 50 }, (_, index) => 50 - index),
      );
    });

    test("shares its database: one user's transaction is not seen by another, and takes nothing of another with it when it fails", async () => {
      const accounts = new Kysely<{ accounts: { id: number } }>({ dialect: store().database.dialect });
      const others = new Kysely<{ accounts: { id: number } }>({ dialect: store().database.dialect });
      const ids = async () => (await others.selectFrom("accounts").selectAll().orderBy("id").execute()).map(({ id }) => id);
      await accounts.schema.createTable("accounts").addColumn("id", "integer").execute();
      const meanwhile: Promise<unknown>[] = [];
      const failing = accounts.transaction().execute(async (transaction) => {
        await transaction.insertInto("accounts").values({ id: 1 }).execute();
        const seen = ids();
        const added = seen.then(() => others.insertInto("accounts").values({ id: 2 }).execute());
        meanwhile.push(seen, added, store().findings.save([finding()]));
        await transaction.insertInto("accounts").values({ id: 3 }).execute();
        throw new Error("refused");
      });
      await expect(failing).rejects.toThrow("refused");
      expect((await Promise.all(meanwhile))[0]).toEqual([]);
      expect(await ids()).toEqual([2]);
      expect(await store().findings.list({})).toHaveLength(1);
      await others.destroy();
      await store().check();
    });

    test("says so when its schema belongs to another release", async () => {
      const db = new Kysely({ dialect: store().database.dialect });
      await sql`insert into kysely_migration (name, timestamp) values ('9999-of-the-future', '2100-01-01T00:00:00.000Z')`.execute(
        db,
      );
      await store().close();
      await expect(place().open()).rejects.toMatchObject({
        code: "store-unavailable",
        advice: expect.stringContaining("release"),
      });
    });

    test("answers check, and closes twice without harm; afterwards every call is refused", async () => {
      await store().check();
      await Promise.all([store().close(), store().close()]);
      await expect(store().check()).rejects.toMatchObject({ code: "store-unavailable" });
      await expect(store().verdicts.list({})).rejects.toMatchObject({ code: "store-unavailable" });
    });
  });
}
