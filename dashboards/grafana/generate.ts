import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { dashboardFiles, defaultPlantwatch } from "./files.ts";

/** Writes the dashboards: `node dashboards/grafana/generate.ts [--plantwatch URL] [--out FOLDER]`. */
const { values } = parseArgs({
  options: {
    plantwatch: { type: "string", default: defaultPlantwatch },
    out: { type: "string", default: join(import.meta.dirname, "generated") },
  },
});
const files = dashboardFiles(new URL(values.plantwatch).href.replace(/\/$/, ""));
for (const [path, content] of files) {
  await mkdir(dirname(join(values.out, path)), { recursive: true });
  await writeFile(join(values.out, path), content);
}
process.stdout.write(`${files.size} dashboards in ${values.out}\n`);
