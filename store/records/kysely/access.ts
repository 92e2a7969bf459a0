import type { Grant } from "../../../model/access.ts";
import { minute } from "../../../model/instant.ts";
import type { AccessRecords, TokenRecord } from "../administration-port.ts";
import type { Database } from "./database.ts";
import { decode, encode } from "./encoding.ts";
import type { TokensTable } from "./schema.ts";

export function accessRecords(db: Database): AccessRecords {
  return { ...grantRecords(db), ...tokenRecords(db) };
}

function grantRecords(db: Database): Pick<AccessRecords, "grantsOf" | "setGrants"> {
  return {
    grantsOf: async (userId) => {
      const row = await db.selectFrom("userGrants").select("grants").where("userId", "=", userId).executeTakeFirst();
      return row === undefined ? [] : decode<readonly Grant[]>(row.grants);
    },
    setGrants: async (userId, grants) => {
      const text = encode(grants);
      await db
        .insertInto("userGrants")
        .values({ userId, grants: text })
        .onConflict((conflict) => conflict.column("userId").doUpdateSet({ grants: text }))
        .execute();
    },
  };
}

function tokenRecords(db: Database): Omit<AccessRecords, "grantsOf" | "setGrants"> {
  return {
    addToken: async (token) => {
      await db
        .insertInto("tokens")
        .values({ ...token, grants: encode(token.grants) })
        .execute();
    },
    tokenByHash: async (secretHash) => {
      const row = await db.selectFrom("tokens").selectAll().where("secretHash", "=", secretHash).executeTakeFirst();
      return row && toToken(row);
    },
    tokens: async () => (await db.selectFrom("tokens").selectAll().orderBy("createdAt").orderBy("id").execute()).map(toToken),
    removeToken: async (id) => {
      const { numDeletedRows } = await db.deleteFrom("tokens").where("id", "=", id).executeTakeFirst();
      return numDeletedRows > 0n;
    },
    used: async (id, at) => {
      await db
        .updateTable("tokens")
        .set({ lastUsedAt: at })
        .where("id", "=", id)
        .where(({ eb, or }) => or([eb("lastUsedAt", "is", null), eb("lastUsedAt", "<=", at - minute)]))
        .execute();
    },
  };
}

function toToken(row: TokensTable): TokenRecord {
  return { ...row, grants: decode<readonly Grant[]>(row.grants) };
}
