import type { z } from "zod";
import type { catalogSchema } from "./catalog.ts";
import type { Report } from "./check-catalog.ts";
import type { CatalogDuties } from "./duties.ts";

/** Checks duties against their catalogue: ids stand once, and objectives exist. */
export function checkDuties({ duties, clocks }: CatalogDuties, catalog: z.output<typeof catalogSchema>, report: Report): void {
  const objectives = new Set(
    catalog.tasks.flatMap((task) => task.controls.flatMap((control) => control.objectives.map(({ id }) => id))),
  );
  const seen = new Set<string>();
  for (const [list, entries] of [
    ["duties", duties],
    ["clocks", clocks],
  ] as const) {
    for (const [index, { id }] of entries.entries()) {
      if (seen.has(id)) report([list, index, "id"], `the id ${id} stands twice`);
      seen.add(id);
    }
  }
  for (const [index, { term }] of duties.entries()) {
    if (term.kind === "every" && !objectives.has(term.objective)) {
      report(["duties", index, "term", "objective"], `there is no objective ${term.objective} in ${catalog.id}`);
    }
  }
}
