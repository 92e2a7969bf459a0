import type { Score } from "../../model/score.ts";
import type { Steps } from "../steps.ts";
import { buildSheet, buildSheetInSteps, type KeptSheet, type SheetInput } from "./build-sheet.ts";
import type { PairGround } from "./pair-ground.ts";
import { type Ledger, openLedgerInSteps } from "./reckon.ts";
import { type KeptTree, scoreLedgerInSteps, scoreSheet } from "./score-sheet.ts";

/** A score with all that the next one of the same enterprise, site and catalogue can take over from it. */
export interface KeptScore {
  readonly score: Score;
  readonly sheet: KeptSheet;
  readonly ledger: Ledger;
  readonly tree: KeptTree;
}

/** Scores an enterprise, or the one site that `siteId` names, against a catalogue. */
export function scoreEnterprise(input: SheetInput): Score {
  return { ...headOf(input), ...scoreSheet(buildSheet(input), input.catalog.profile.rules) };
}

/**
 * The same in short steps, over a ground that several catalogues share. Every line that is equal in the score `before` is the same
 * object in the new one, so that work and storage go by what changed.
 */
export function* scoreInSteps(input: SheetInput, ground: PairGround, before?: KeptScore): Steps<KeptScore> {
  const sheet = yield* buildSheetInSteps(input, ground, before?.sheet);
  const ledger = yield* openLedgerInSteps(sheet.sheet, input.catalog.profile.rules, before?.ledger);
  const tree = yield* scoreLedgerInSteps(ledger, before?.tree);
  const { root, encouraged } = tree;
  return { score: { ...headOf(input), root, encouraged }, sheet, ledger, tree };
}

function headOf({ catalog, inventory, now, siteId = null }: SheetInput): Omit<Score, "root" | "encouraged"> {
  const { id: catalogId, profile } = catalog;
  return { enterpriseId: inventory.enterprise.id, siteId, catalogId, profileVersion: profile.version, at: now };
}

/** The enterprise's own score first, then one for each of its sites; claims and pairs of the enterprise itself count in all. */
export function scoreWithSites(input: Omit<SheetInput, "siteId">): readonly Score[] {
  const sites = input.inventory.sites.map((site) => site.id);
  return [null, ...sites].map((siteId) => scoreEnterprise({ ...input, siteId }));
}
