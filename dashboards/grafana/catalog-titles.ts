import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { type Bilingual, bilingualSchema } from "../../model/language.ts";

/** What is read of a catalogue here; its own loader checks the rest. */
const headingsSchema = z.object({
  tasks: z.array(
    z.object({
      id: z.string(),
      title: bilingualSchema,
      controls: z.array(z.object({ id: z.string(), title: bilingualSchema })),
    }),
  ),
});

/** Titles of tasks and controls by node id, of every catalogue that comes with Plantwatch, in the catalogues' own order. */
export type CatalogTitles = ReadonlyMap<string, Bilingual>;

const catalogs = join(import.meta.dirname, "../../catalogs");

/** Reads the catalogues as data, so that a title has one source. */
export function readCatalogTitles(): CatalogTitles {
  const titles = new Map<string, Bilingual>();
  for (const file of readdirSync(catalogs, { recursive: true, encoding: "utf8" }).sort()) {
    if (!file.endsWith("catalog.yaml")) continue;
    for (const task of headingsSchema.parse(parse(readFileSync(join(catalogs, file), "utf8"))).tasks) {
      for (const { id, title } of [task, ...task.controls]) titles.set(id, title);
    }
  }
  return titles;
}
