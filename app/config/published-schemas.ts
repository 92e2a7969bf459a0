import { z } from "zod";
import { inventorySchema } from "../../model/inventory/inventory.ts";
import { sheetSchema } from "../../model/score.ts";
import { configSchema } from "./config.ts";

/** JSON Schemas (2020-12) of the files that people write, by file name in `docs/schemas/`. */
export function publishedSchemas(): Readonly<Record<string, unknown>> {
  const schemas = {
    "config.schema.json": configSchema,
    "inventory.schema.json": inventorySchema,
    "sheet.schema.json": sheetSchema,
  };
  return Object.fromEntries(
    Object.entries(schemas).map(([file, schema]) => [file, z.toJSONSchema(schema, { io: "input", target: "draft-2020-12" })]),
  );
}
