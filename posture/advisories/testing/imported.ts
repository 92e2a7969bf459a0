import type { Advisory, ImportedAdvisory } from "../../../model/advisories/advisory.ts";

/** An advisory as it stands after its first import. */
export function imported(advisory: Advisory, change: Partial<ImportedAdvisory> = {}): ImportedAdvisory {
  const head = { id: advisory.trackingId, number: 1, file: "advisory.json", sha256: "0".repeat(64) };
  return { ...advisory, ...head, trust: { kind: "unsigned" }, importedAt: 1, importedBy: "wang", ...change };
}
