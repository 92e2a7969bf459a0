import { listOf } from "../../../api/contract/common.ts";
import { checkViewSchema } from "../../../api/contract/findings.ts";
import { apiRoot, paths } from "../../../api/contract/paths.ts";
import { simulationRecordSchema, simulationRunSchema, simulationViewSchema } from "../../../api/contract/simulation.ts";
import type { Language } from "../../../model/language.ts";
import { fill, search } from "./fill-path.ts";
import { cache } from "./use-query.ts";

/** What the page of simulations reads and sends. */

export const simulation = { path: paths.simulation, schema: simulationViewSchema };
export const simulationRun = (id: string) => ({ path: fill(paths.simulationRun, { id }), schema: simulationRecordSchema });
/** Titles of all checks, as the running release has them. */
export const checkTitles = { path: paths.checks, schema: listOf(checkViewSchema.pick({ id: true, title: true })) };
export const startSimulation = { path: paths.simulationRuns, schema: simulationRunSchema };
export const stopSimulation = (id: string) => ({ path: fill(paths.simulationStop, { id }), schema: simulationRunSchema });

/** Where the browser gets a run as a file. */
export function simulationFile(id: string, format: "csv" | "json", lang: Language): string {
  return apiRoot + fill(paths.simulationFile, { id }) + search({ format, lang });
}

/** Runs are read again. */
export function refreshSimulation(): void {
  cache.refresh((path) => path.startsWith(paths.simulation));
}
