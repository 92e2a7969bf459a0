import { mkdir, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { publishedSchemas } from "./published-schemas.ts";

const folder = new URL("../../docs/schemas/", import.meta.url);
await mkdir(fileURLToPath(folder), { recursive: true });
for (const [file, schema] of Object.entries(publishedSchemas())) {
  await writeFile(fileURLToPath(new URL(file, folder)), `${JSON.stringify(schema, null, 2)}\n`);
}
