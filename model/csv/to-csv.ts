/** One column of an exported table. */
export interface CsvColumn<Row> {
  readonly title: string;
  readonly value: (row: Row) => string | number | null;
}

/** Excel needs the byte order mark to read UTF-8. */
const byteOrderMark = "\uFEFF";

/** A table as CSV after RFC 4180, with a byte order mark. */
export function toCsv<Row>(columns: readonly CsvColumn<Row>[], rows: readonly Row[]): string {
  const lines = [
    columns.map((column) => cell(column.title)),
    ...rows.map((row) => columns.map((column) => cell(column.value(row)))),
  ];
  return byteOrderMark + lines.map((line) => `${line.join(",")}\r\n`).join("");
}

/** A spreadsheet would run a text that begins like a formula; an apostrophe keeps it a text. */
function cell(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
