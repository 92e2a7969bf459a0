import writeExcelFile, { type Cell } from "write-excel-file/node";
import { type CsvColumn, toCsv } from "../../model/csv/to-csv.ts";
import { documentKinds } from "../../model/document-kinds.ts";

/** Forms in which a table is handed out. */
export const tableFormats = ["csv", "xlsx"] as const;
export type TableFormat = (typeof tableFormats)[number];

/** A column with its width in a workbook, characters. */
export interface TableColumn<Row> extends CsvColumn<Row> {
  readonly width: number;
}

export interface TableFile {
  readonly content: Uint8Array<ArrayBuffer>;
  readonly mediaType: string;
}

/** A table as CSV with a byte order mark, or as an Excel workbook whose heading stays in sight. */
export async function tableFile<Row>(
  format: TableFormat,
  { sheet, columns, rows }: { sheet: string; columns: readonly TableColumn<Row>[]; rows: readonly Row[] },
): Promise<TableFile> {
  if (format === "csv") {
    return { content: new TextEncoder().encode(toCsv(columns, rows)), mediaType: "text/csv; charset=utf-8" };
  }
  const heading = columns.map(
    ({ title }): Cell => ({ value: title, fontWeight: "bold", wrap: true, backgroundColor: "#e6f0fa" }),
  );
  const body = rows.map((row) => columns.map(({ value }): Cell => cellOf(value(row))));
  const options = { sheet, columns: columns.map(({ width }) => ({ width })), stickyRowsCount: 1 };
  const buffer = await writeExcelFile([heading, ...body], { ...options, orientation: "landscape" }).toBuffer();
  return { content: new Uint8Array(buffer), mediaType: documentKinds.xlsx.mediaType };
}

function cellOf(value: string | number | null): Cell {
  return value === null ? null : { value, wrap: true, alignVertical: "top" };
}

/** Headers of an answer that is a file to keep. */
export function asAttachment(mediaType: string, name: string): Record<string, string> {
  return {
    "content-type": mediaType,
    "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    "cache-control": "private, no-store",
  };
}
