import writeExcelFile, { type Cell } from "write-excel-file/node";
import { documentKinds } from "../../../../model/document-kinds.ts";
import { composeReport } from "../../compose/compose.ts";
import type { TableBlock } from "../../compose/layout.ts";
import type { ReportFormat } from "../format.ts";

/** The tables of a report, a sheet each. */
export const xlsx: ReportFormat = {
  id: "xlsx",
  ending: "xlsx",
  mediaType: documentKinds.xlsx.mediaType,
  frozen: false,
  write: async (report, language) => {
    const blocks = composeReport(report, language).sections.flatMap((section) => section.blocks);
    const tables = blocks.filter((block) => block.kind === "table");
    const sheets = tables.map((table, index) => ({
      data: [headingOf(table), ...table.rows.map((row) => row.map(cellOf))],
      sheet: sheetName(table.caption, index),
      columns: table.columns.map(({ width }) => ({ width: Math.round(width * 8) })),
      stickyRowsCount: 1,
      orientation: "landscape" as const,
    }));
    return new Uint8Array(await writeExcelFile(sheets).toBuffer());
  },
};

function headingOf({ columns }: TableBlock): Cell[] {
  return columns.map(({ title }) => ({ value: title, fontWeight: "bold", wrap: true, backgroundColor: "#e6f0fa" }));
}

function cellOf(value: string): Cell {
  return value === "" ? null : { value, wrap: true, alignVertical: "top" };
}

/** Excel takes 31 characters, none of these, and no name twice. */
function sheetName(caption: string, index: number): string {
  return `${index + 1} ${caption.replaceAll(/[\\/?*[\]:]/g, " ")}`.slice(0, 31).trim();
}
