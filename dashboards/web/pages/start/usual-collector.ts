import type { CollectorView } from "../../../../api/contract/system.ts";

/** The id that the guides use. */
const firstId = "c1";

/** The collector that a new site starts with: one that is heard, else the first by name. */
export function usualCollector(collectors: readonly CollectorView[]): string {
  return (collectors.find(({ alive }) => alive) ?? collectors[0])?.id ?? firstId;
}
