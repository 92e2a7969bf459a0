import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { parse } from "yaml";
import { z } from "zod";
import { dashboardFiles, defaultPlantwatch } from "./files.ts";

/**
 * Writes the dashboards: `node dashboards/grafana/generate.ts [--plantwatch URL | --config FILE] [--out FOLDER]`. Links lead to the
 * address that is named, or to `centre.publicUrl` of a configuration.
 */
const { values } = parseArgs({
  options: {
    plantwatch: { type: "string" },
    config: { type: "string" },
    out: { type: "string", default: join(import.meta.dirname, "generated") },
  },
});
const plantwatch = values.plantwatch ?? (values.config === undefined ? defaultPlantwatch : await publicUrlIn(values.config));
const files = dashboardFiles(new URL(plantwatch).href.replace(/\/$/, ""));
for (const [path, content] of files) {
  await mkdir(dirname(join(values.out, path)), { recursive: true });
  await writeFile(join(values.out, path), content);
}
process.stdout.write(`${files.size} dashboards in ${values.out}\n`);

async function publicUrlIn(file: string): Promise<string> {
  const schema = z.object({ centre: z.object({ publicUrl: z.url() }) });
  return schema.parse(parse(await readFile(file, "utf8"))).centre.publicUrl;
}
