import { CamelCasePlugin, type Dialect, Kysely, type KyselyPlugin } from "kysely";
import type { Tables } from "./schema.ts";

export type Database = Kysely<Tables>;

/** Columns are snake_case in the database and camelCase in the code. */
export function openDatabase(dialect: Dialect, more: readonly KyselyPlugin[] = []): Database {
  return new Kysely<Tables>({ dialect, plugins: [new CamelCasePlugin(), ...more] });
}
