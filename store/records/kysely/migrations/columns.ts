import type { ColumnDefinitionBuilder, CreateTableBuilder } from "kysely";

export type DatabaseType = "sqlite" | "postgres";

/** `id`, a number that the database gives out and that only grows: the one column that the engines declare differently. */
export function growingId<Name extends string, Columns extends string>(
  table: CreateTableBuilder<Name, Columns>,
  type: DatabaseType,
): CreateTableBuilder<Name, Columns | "id"> {
  return type === "sqlite"
    ? table.addColumn("id", "integer", (column) => column.primaryKey().autoIncrement())
    : table.addColumn("id", "bigint", (column) => column.primaryKey().generatedAlwaysAsIdentity());
}

export function required(column: ColumnDefinitionBuilder): ColumnDefinitionBuilder {
  return column.notNull();
}
