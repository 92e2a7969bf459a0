import type { Instant } from "../../model/instant.ts";
import type { Bilingual } from "../../model/language.ts";
import type { ImportRowError } from "../contract/attestations.ts";
import {
  type ClaimColumn as Column,
  claimWords,
  claimColumns as columns,
  type TableClaim,
  tableClaims,
} from "../contract/claim-table.ts";
import { calendarDay, dayAfter } from "./calendar-day.ts";
import { columnTitle, rowError } from "./row-error.ts";
import type { TableRows } from "./table-rows.ts";

/** One claim as a row of a table has it. */
export interface ClaimRow {
  /** As a spreadsheet counts; the heading is row 1. */
  readonly row: number;
  readonly objectiveId: string;
  readonly claim: TableClaim;
  /** Names or hashes of documents that were uploaded before. */
  readonly documents: readonly string[];
  readonly issuedAt: Instant | null;
  readonly validUntil: Instant | null;
  readonly remark: string;
}

export interface ReadClaims {
  readonly rows: readonly ClaimRow[];
  readonly errors: readonly ImportRowError[];
  /** Rows that name an objective and claim nothing of it, as a template has them before somebody fills them in. */
  readonly skipped: number;
  /** What the table calls a column. */
  readonly nameOf: ColumnName;
}

type ColumnName = (column: Column) => string;

const mostRows = 5000;

/** Reads a table of claims; every row that is wrong is named with its column. */
export function readClaimTable(table: TableRows): ReadClaims {
  if (!table.ok) return wrong(table.row, titleWithin([], new Map()), "objective", "", table.message);
  const [heading = [], ...body] = table.rows;
  const places = placesOf(heading);
  const nameOf = titleWithin(heading, places);
  for (const column of ["objective", "claim"] as const) {
    if (!places.has(column)) {
      const [zh, en] = columns[column];
      return wrong(1, nameOf, column, heading.join(","), {
        "zh-CN": `表头缺少“${zh}”一列。`,
        en: `The heading lacks the column "${en}".`,
      });
    }
  }
  if (body.length > mostRows) {
    return wrong(mostRows + 2, nameOf, "objective", "", {
      "zh-CN": `一次最多导入 ${mostRows} 行。`,
      en: `At most ${mostRows} rows are imported at once.`,
    });
  }
  const lines = body
    .map((cells, index) => ({ row: index + 2, cell: (column: Column) => cells[places.get(column) ?? -1]?.trim() ?? "" }))
    .filter(({ cell }) => columnNames.some((column) => cell(column) !== ""));
  const filled = lines.filter(({ cell }) => columnNames.some((column) => column !== "objective" && cell(column) !== ""));
  const read = filled.map(({ row, cell }) => readRow(row, cell, nameOf));
  return {
    rows: read.flatMap(({ rows }) => rows),
    errors: read.flatMap(({ errors }) => errors),
    skipped: lines.length - filled.length,
    nameOf,
  };
}

const columnNames = Object.keys(columns) as Column[];

function placesOf(heading: readonly string[]): ReadonlyMap<Column, number> {
  const named = (words: readonly string[]) => heading.findIndex((cell) => words.includes(cell.trim().toLowerCase()));
  return new Map(
    Object.entries(columns).flatMap(([column, words]) => {
      const at = named(words);
      return at < 0 ? [] : [[column as Column, at] as const];
    }),
  );
}

function titleWithin(heading: readonly string[], places: ReadonlyMap<Column, number>): ColumnName {
  return (column) => columnTitle(heading[places.get(column) ?? -1]?.trim(), columns[column]);
}

function readRow(row: number, cell: (column: Column) => string, nameOf: ColumnName): Pick<ReadClaims, "rows" | "errors"> {
  const errors: ImportRowError[] = [];
  const fault = (column: Column, message: Bilingual) => errors.push(rowError(row, nameOf(column), cell(column), message));
  const objectiveId = cell("objective");
  if (objectiveId === "") fault("objective", { "zh-CN": "没有填写评价目标。", en: "No objective is named." });
  const claim = claimOf(cell("claim"));
  if (claim === undefined) fault("claim", { "zh-CN": `声明应为：${words("zh-CN")}。`, en: `Expected one of: ${words("en")}.` });
  const date = (column: "issued" | "validUntil"): Instant | null => {
    if (cell(column) === "") return null;
    const day = calendarDay(cell(column));
    if (day === undefined) fault(column, { "zh-CN": "日期应写作 2026-03-01。", en: "Expected a date such as 2026-03-01." });
    return day ?? null;
  };
  const [issuedAt, lastDay] = [date("issued"), date("validUntil")];
  if (claim === undefined || errors.length > 0) return { rows: [], errors };
  const validUntil = lastDay === null ? null : dayAfter(lastDay);
  const documents = cell("documents")
    .split(/[;；\n]/)
    .map((name) => name.trim())
    .filter((name) => name !== "");
  return { rows: [{ row, objectiveId, claim, documents, issuedAt, validUntil, remark: cell("remark") }], errors };
}

function claimOf(word: string): TableClaim | undefined {
  return tableClaims.find((claim) => claim === word.toLowerCase() || claimWords[claim] === word);
}

function words(language: "zh-CN" | "en"): string {
  return tableClaims.map((claim) => (language === "en" ? claim : claimWords[claim])).join(language === "en" ? ", " : "、");
}

function wrong(row: number, nameOf: ColumnName, column: Column, value: string, message: Bilingual): ReadClaims {
  return { rows: [], errors: [rowError(row, nameOf(column), value, message)], skipped: 0, nameOf };
}
