import fc from "fast-check";
import { expect, test } from "vitest";
import { parseCsv } from "./parse-csv.ts";

const rowsOf = (text: string) => {
  const parsed = parseCsv(text);
  return parsed.ok ? parsed.rows : parsed;
};

test("reads cells, quotes, doubled quotes and line breaks within quotes", () => {
  expect(rowsOf('\uFEFFa,b\r\n"1,5","say ""yes"""\n"two\r\nlines",\n')).toEqual([
    ["a", "b"],
    ["1,5", 'say "yes"'],
    ["two\r\nlines", ""],
  ]);
});

test.each([
  [
    "a;b\n1;2,5",
    [
      ["a", "b"],
      ["1", "2,5"],
    ],
  ],
  [
    "a\tb\r1\t2",
    [
      ["a", "b"],
      ["1", "2"],
    ],
  ],
  ["one\n\n\ntwo", [["one"], [""], [""], ["two"]]],
  ["a,", [["a", ""]]],
  ["", []],
])("reads %j", (text, rows) => {
  expect(rowsOf(text)).toEqual(rows);
});

test("names the row in which a quoted cell never ends", () => {
  expect(rowsOf('a,b\n1,"2\n3,4')).toEqual({ ok: false, row: 2 });
});

test("reads back whatever is written by the rule", () => {
  const cell = fc.string({ unit: fc.constantFrom('"', ",", ";", "\n", "\r", "a", "度", " ") });
  const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(table, (rows) => {
      const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
      const heading = ["h1", "h2", "h3"];
      const text = [heading, ...rows].map((row) => `${row.map(quote).join(",")}\r\n`).join("");
      expect(rowsOf(text)).toEqual([heading, ...rows]);
    }),
  );
});
