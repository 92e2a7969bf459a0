import { inflateRawSync } from "node:zlib";
import { readSheet } from "read-excel-file/node";
import { parseCsv } from "../../model/csv/parse-csv.ts";
import type { Bilingual } from "../../model/language.ts";
import { Problem } from "../../model/problem.ts";
import { decodeText, recogniseKind } from "../../store/documents/kinds.ts";
import { packedEntries } from "../../store/documents/zip-names.ts";

/** A table as rows of text, the heading first, or the row in which it cannot be read. */
export type TableRows =
  | { readonly ok: true; readonly rows: readonly (readonly string[])[] }
  | { readonly ok: false; readonly row: number; readonly message: Bilingual };

/** Bytes that a workbook may unpack to. */
const largestUnpacked = 32 * 1024 * 1024;

/**
 * Reads a table from a CSV file (UTF-8 or GB 18030) or from the first sheet of an Excel workbook; which of the two it is the bytes
 * themselves say. Throws a Problem `invalid` where it is neither.
 */
export async function tableRows(content: Uint8Array): Promise<TableRows> {
  const bytes = Buffer.from(content);
  const kind = bytes.length === 0 ? "text" : recogniseKind(bytes);
  if (kind === "xlsx") return { ok: true, rows: await sheetRows(bytes) };
  const text = kind === "text" ? decodeText(bytes) : undefined;
  if (text === undefined)
    throw new Problem("invalid", "The table is neither CSV (UTF-8 or GB 18030) nor an Excel workbook (XLSX).");
  const parsed = parseCsv(text);
  if (parsed.ok) return parsed;
  return { ...parsed, message: { "zh-CN": "引号没有成对。", en: "A quotation mark is not closed." } };
}

async function sheetRows(bytes: Buffer): Promise<readonly (readonly string[])[]> {
  demandModest(bytes);
  try {
    const rows = await readSheet(bytes);
    return rows.map((row) => row.map(cellText));
  } catch (cause) {
    throw new Problem("invalid", "The Excel workbook cannot be read.", { advice: "Save it again as .xlsx, or as CSV.", cause });
  }
}

/** A few packed bytes may stand for a great many, whatever sizes they declare. */
function demandModest(bytes: Buffer): void {
  let room = largestUnpacked;
  try {
    for (const { method, packed } of packedEntries(bytes)) {
      room -= method === 0 ? packed.length : inflateRawSync(packed, { maxOutputLength: Math.max(1, room) }).length;
      if (room < 0) throw new RangeError("too large");
    }
  } catch (cause) {
    throw new Problem("invalid", "The Excel workbook is damaged, or unpacks to more than 32 MiB.", { cause });
  }
}

/** A day as the table writes days; a workbook keeps it as midnight UTC. */
function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return "";
  return cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell);
}
