import { expect, it } from "vitest";
import { toCsv } from "./to-csv.ts";

interface Row {
  readonly name: string | null;
  readonly value: number;
}
const columns = [
  { title: "名称", value: (row: Row) => row.name },
  { title: "值", value: (row: Row) => row.value },
];

it("quotes what needs it and leaves unknown cells empty", () => {
  const rows = [
    { name: 'a "quoted", name', value: 1.5 },
    { name: null, value: 0 },
  ];
  expect(toCsv(columns, rows)).toBe('\uFEFF名称,值\r\n"a ""quoted"", name",1.5\r\n,0\r\n');
});

it("keeps a spreadsheet from running a device's text as a formula, and leaves negative numbers alone", () => {
  expect(toCsv(columns, [{ name: "=HYPERLINK(1)", value: -3 }])).toContain("'=HYPERLINK(1),-3");
});
