import type { Score } from "../../model/score.ts";
import { buildSheet, type SheetInput } from "./build-sheet.ts";
import { scoreSheet } from "./score-sheet.ts";

/** Scores an enterprise, or the one site that `siteId` names, against a catalogue. */
export function scoreEnterprise(input: SheetInput): Score {
  const { catalog, inventory, now, siteId = null } = input;
  return {
    enterpriseId: inventory.enterprise.id,
    siteId,
    catalogId: catalog.id,
    profileVersion: catalog.profile.version,
    at: now,
    ...scoreSheet(buildSheet(input), catalog.profile.rules),
  };
}

/** The enterprise's own score first, then one for each of its sites; claims and pairs of the enterprise itself count in all. */
export function scoreWithSites(input: Omit<SheetInput, "siteId">): readonly Score[] {
  const sites = input.inventory.sites.map((site) => site.id);
  return [null, ...sites].map((siteId) => scoreEnterprise({ ...input, siteId }));
}
