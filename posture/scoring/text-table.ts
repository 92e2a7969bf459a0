export interface Column {
  readonly head: string;
  readonly align: "left" | "right";
}

/** Characters that take two columns in a terminal (East Asian wide and full-width forms). */
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]|\p{Script=Han}/gu;

/** Columns that the text takes in a terminal. */
export function widthOf(text: string): number {
  return [...text].length + (text.match(wide)?.length ?? 0);
}

/** The text, cut with an ellipsis where it would take more columns. */
export function clip(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  let kept = "";
  for (const character of text) {
    if (widthOf(kept) + widthOf(character) > width - 1) break;
    kept += character;
  }
  return `${kept.trimEnd()}…`;
}

/** Lines of a table with aligned columns; the last column is never padded. */
export function textTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const lines = [columns.map((column) => column.head), ...rows];
  const widths = columns.map((_column, index) => Math.max(...lines.map((cells) => widthOf(cells[index] ?? ""))));
  return lines
    .map(
      (cells) =>
        `${columns
          .map((column, index) => pad(column, cells[index] ?? "", widths[index] ?? 0))
          .join("  ")
          .trimEnd()}\n`,
    )
    .join("");
}

function pad({ align }: Column, text: string, width: number): string {
  const gap = " ".repeat(Math.max(0, width - widthOf(text)));
  return align === "left" ? `${text}${gap}` : `${gap}${text}`;
}
