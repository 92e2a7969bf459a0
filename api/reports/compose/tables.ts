import type { Bilingual, Language } from "../../../model/language.ts";
import type { Block, TableBlock } from "./layout.ts";
import { none } from "./words.ts";

/** A column of a report's table: its two titles, its share of the width and what it says of a row. */
export interface ColumnOf<Row> {
  readonly title: Bilingual;
  readonly width: number;
  readonly align?: "left" | "right";
  value(row: Row): string;
}

/** Columns in short: Chinese title, English title, width, value. */
export function column<Row>(
  zhCN: string,
  en: string,
  width: number,
  value: (row: Row) => string,
  align: "left" | "right" = "left",
): ColumnOf<Row> {
  return { title: { "zh-CN": zhCN, en }, width, align, value };
}

type MakeColumn<Row> = (
  zhCN: string,
  en: string,
  width: number,
  value: (row: Row) => string,
  align?: "left" | "right",
) => ColumnOf<Row>;

/** A table of rows; its columns are made by the function that it hands over, which knows the kind of row. */
export function tableOf<Row>(
  language: Language,
  caption: Bilingual,
  columnsBy: (column: MakeColumn<Row>) => readonly ColumnOf<Row>[],
  rows: readonly Row[],
): TableBlock {
  const columns = columnsBy(column);
  return {
    kind: "table",
    caption: caption[language],
    columns: columns.map(({ title, width, align = "left" }) => ({ title: title[language], width, align })),
    rows: rows.map((row) => columns.map(({ value }) => value(row))),
    empty: none[language],
  };
}

export function text(language: Language, zhCN: string, en: string): Block {
  return { kind: "text", text: { "zh-CN": zhCN, en }[language] };
}
