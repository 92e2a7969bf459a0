import type { Bilingual, Language } from "../../../model/language.ts";
import type { ReportCheck, ReportDocument } from "../../../model/report.ts";
import type { Block } from "./layout.ts";
import { itself } from "./words.ts";

/** What a part of a report is written from. */
export interface PartInput {
  readonly report: ReportDocument;
  readonly language: Language;
  readonly check: (id: string) => ReportCheck | undefined;
  /** The name of an asset; its id where the inventory no longer names it. */
  readonly assetName: (id: string | null) => string;
  readonly checkTitle: (id: string) => string;
}

/** Writes one part of a section. */
export type Part = (input: PartInput) => readonly Block[];

export function partInput(report: ReportDocument, language: Language): PartInput {
  const checks = new Map(report.checks.map((check) => [check.id, check]));
  const names = new Map<string, Bilingual>(report.inventory.assets.map(({ id, name }) => [id, name]));
  return {
    report,
    language,
    check: (id) => checks.get(id),
    assetName: (id) => (id === null ? itself[language] : (names.get(id)?.[language] ?? id)),
    checkTitle: (id) => checks.get(id)?.title[language] ?? id,
  };
}
