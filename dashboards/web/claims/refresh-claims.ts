import { paths } from "../../../api/contract/paths.ts";
import { cache } from "../data/use-query.ts";

/** Reads again what a change to a statement or an assignment touches. */
export function refreshClaims(): void {
  cache.refresh(
    (path) => path.startsWith(paths.attestations) || path.startsWith(paths.findings) || path.startsWith(`${paths.enterprises}/`),
  );
}
