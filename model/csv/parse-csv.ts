/** A table as rows of cells, or the row (from 1) in which a quoted cell never ends. */
export type ParsedCsv =
  | { readonly ok: true; readonly rows: readonly (readonly string[])[] }
  | { readonly ok: false; readonly row: number };

const separators = [",", ";", "\t"] as const;

/**
 * Reads a table as spreadsheets write it (RFC 4180): cells in quotes may hold separators, line breaks and doubled quotes. The
 * separator is the one that the first line has most of; a byte order mark is dropped. Empty lines stay, so that rows count as in
 * the spreadsheet.
 */
export function parseCsv(text: string): ParsedCsv {
  const content = text.replace(/^\uFEFF/, "");
  const reader = new CsvReader(content, separatorOf(content));
  return reader.read();
}

function separatorOf(content: string): string {
  const first = content.slice(0, content.search(/[\r\n]|$/));
  const count = (separator: string) => first.split(separator).length;
  return separators.reduce((best, separator) => (count(separator) > count(best) ? separator : best));
}

class CsvReader {
  readonly #text: string;
  readonly #separator: string;
  readonly #rows: string[][] = [];
  #row: string[] = [];
  #at = 0;

  constructor(text: string, separator: string) {
    this.#text = text;
    this.#separator = separator;
  }

  read(): ParsedCsv {
    while (this.#at < this.#text.length) {
      const cell = this.#text[this.#at] === '"' ? this.#quoted() : this.#plain();
      if (cell === undefined) return { ok: false, row: this.#rows.length + 1 };
      this.#row.push(cell);
      this.#afterCell();
    }
    this.#endRow();
    return { ok: true, rows: this.#rows };
  }

  #plain(): string {
    const start = this.#at;
    while (this.#at < this.#text.length && !this.#isEnd(this.#text[this.#at])) this.#at += 1;
    return this.#text.slice(start, this.#at);
  }

  #quoted(): string | undefined {
    let cell = "";
    let start = this.#at + 1;
    for (;;) {
      const end = this.#text.indexOf('"', start);
      if (end < 0) return undefined;
      cell += this.#text.slice(start, end);
      this.#at = end + 1;
      if (this.#text[this.#at] !== '"') return cell + this.#plain();
      cell += '"';
      start = this.#at + 1;
    }
  }

  #isEnd(character: string | undefined): boolean {
    return character === this.#separator || character === "\n" || character === "\r";
  }

  #afterCell(): void {
    const character = this.#text[this.#at];
    if (character === this.#separator) {
      this.#at += 1;
      // A separator at the very end has an empty cell behind it.
      if (this.#at === this.#text.length) this.#row.push("");
      return;
    }
    if (character === "\r" && this.#text[this.#at + 1] === "\n") this.#at += 1;
    this.#at += 1;
    this.#endRow();
  }

  #endRow(): void {
    if (this.#row.length > 0) this.#rows.push(this.#row);
    this.#row = [];
  }
}
