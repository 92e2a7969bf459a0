import { Problem } from "../../model/problem.ts";
import type { SeriesQuery } from "./port.ts";
import { declarationOf } from "./refusal.ts";

/** Throws a Problem `invalid-query` for what no store can answer. */
export function checkQuery(query: SeriesQuery): void {
  const type = declarationOf(query.measurement)?.fields[query.field];
  if (type === undefined) throw new Problem("invalid-query", `${query.measurement} has no field ${query.field}`);
  if (type === "string" && query.aggregate !== "count") {
    throw new Problem("invalid-query", `${query.field} is text: it can be counted, and nothing else`);
  }
  if (!Number.isSafeInteger(query.stepMs) || query.stepMs < 1)
    throw new Problem("invalid-query", "The step must be whole milliseconds");
}
