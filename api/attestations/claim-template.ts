import type { Catalog, Objective } from "../../catalogs/catalog.ts";
import type { Enterprise } from "../../model/inventory/inventory.ts";
import type { Bilingual, Language } from "../../model/language.ts";
import { appliesTo } from "../../posture/scoring/applicability.ts";
import { claimColumns } from "../contract/claim-table.ts";
import type { TableColumn } from "../views/table-file.ts";

/** A row for every objective that people examine and that applies; what nobody fills in is skipped by the import. */
export function templateRows(catalogs: readonly Catalog[], enterprise: Enterprise): Objective[] {
  return catalogs.flatMap((catalog) =>
    catalog.tasks
      .flatMap(({ controls }) => controls)
      .flatMap(({ objectives }) => objectives)
      .filter((objective) => objective.method === "EXAMINE" && appliesTo(objective, catalog.profile, enterprise)),
  );
}

/** Columns beside those that are read back. */
const texts = {
  demand: { "zh-CN": "评价内容（不导入）", en: "demand (not read)" },
  asked: { "zh-CN": "应提供的材料（不导入）", en: "document asked for (not read)" },
} as const satisfies Record<string, Bilingual>;

export function templateColumns(language: Language): TableColumn<Objective>[] {
  const heading = (column: keyof typeof claimColumns) => claimColumns[column][language === "en" ? 1 : 0];
  const blank = (column: keyof typeof claimColumns, width: number) => ({ title: heading(column), width, value: () => null });
  return [
    { title: heading("objective"), width: 14, value: ({ id }) => id },
    { title: texts.demand[language], width: 48, value: ({ text }) => text[language] },
    { title: texts.asked[language], width: 28, value: ({ document }) => document?.[language] ?? null },
    blank("claim", 16),
    blank("documents", 28),
    blank("issued", 14),
    blank("validUntil", 14),
    blank("remark", 32),
  ];
}
