import { deflateRawSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import writeExcelFile, { type SheetData } from "write-excel-file/node";
import { documentKinds } from "../../model/document-kinds.ts";
import { claimImportSchema } from "../contract/attestations.ts";
import { openTestCentre, type TestCentre } from "../testing/open-centre.ts";
import { personFor, type TestPerson } from "../testing/people.ts";

const path = "/api/v1/enterprises/waterworks/attestations/import";
let test: TestCentre;
let li: TestPerson;

beforeAll(async () => {
  test = await openTestCentre();
  li = await personFor(test, "li", { role: "assessor", enterpriseId: "waterworks" });
  await li.send("/api/v1/enterprises/waterworks/documents?name=%E4%BB%BB%E5%91%BD.txt", "appointed");
});
afterAll(() => test.close());

let before = 0;
beforeEach(async () => {
  before = (await test.records.attestations.list("waterworks")).length;
});
const added = async () => (await test.records.attestations.list("waterworks")).length - before;

async function load(table: string | Uint8Array<ArrayBuffer>, to = path) {
  const response = await li.send(to, table, typeof table === "string" ? "text/csv" : documentKinds.xlsx.mediaType);
  return { status: response.status, ...claimImportSchema.parse(await response.json()) };
}

async function workbook(rows: SheetData): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await writeExcelFile(rows).toBuffer());
}

it("submits the claims of a table, each waiting for its review", async () => {
  const table = [
    "评价目标,声明,证明材料,文件日期,有效期至,说明",
    "miit.1.1.a,符合,任命.txt,2026年3月1日,,“已发文”",
    "",
    'miit.6.1.d,partial,任命.txt,2026/3/1,2099-12-31,"两份, 一份待补"',
    "miit.3.2.f,不适用,,,,",
  ].join("\r\n");
  const preview = await load(`\uFEFF${table}`, `${path}/preview`);
  expect(preview).toMatchObject({ status: 200, imported: 0, errors: [] });
  expect(await added()).toBe(0);
  const { imported, rows, ...rest } = await load(`\uFEFF${table}`);
  expect({ imported, ...rest }).toEqual({ status: 200, imported: 3, errors: [], skipped: 0 });
  expect(rows).toEqual(preview.rows);
  expect(rows.map(({ row, objectiveId, documents }) => [row, objectiveId, documents])).toEqual([
    [2, "miit.1.1.a", ["任命.txt"]],
    [4, "miit.6.1.d", ["任命.txt"]],
    [5, "miit.3.2.f", []],
  ]);
  const made = (await test.records.attestations.list("waterworks")).toSorted((a, b) => a.issuedAt - b.issuedAt);
  expect(made.map(({ state, by }) => [state, by])).toEqual(Array(3).fill(["submitted", li.email]));
  const certificate = made.find(({ about }) => about.kind === "objective" && about.objectiveId === "miit.6.1.d");
  expect(certificate).toMatchObject({
    about: { claim: "partial" },
    documents: [{ name: "任命.txt" }],
    remark: "两份, 一份待补",
    issuedAt: new Date(2026, 2, 1).getTime(),
    validUntil: new Date(2100, 0, 1).getTime(),
  });
  const [entry] = (await test.records.audit.list({ limit: 1 })).items;
  expect(entry).toMatchObject({ action: "attestation.import", actor: li.email });
});

it("names every row that is wrong, and imports nothing", async () => {
  const table = [
    "objective;claim;documents;issued;valid until",
    "miit.1.1.b;satisfied",
    "miit.9.9.z;satisfied",
    "miit.1.1.c;perhaps;;2026-02-30",
    "miit.1.1.b;partial",
    "miit.3.1.a;satisfied",
    "miit.1.1.e;satisfied;none.pdf",
    "miit.1.1.d;satisfied;;;2020-01-01",
    ";satisfied",
  ].join("\n");
  const { status, imported, errors } = await load(table);
  expect([status, imported]).toEqual([422, 0]);
  expect(errors.map(({ row, column, value }) => [row, column, value])).toEqual([
    [3, "objective", "miit.9.9.z"],
    [4, "claim", "perhaps"],
    [4, "issued", "2026-02-30"],
    [5, "objective", "miit.1.1.b"],
    [6, "objective", "miit.3.1.a"],
    [7, "documents", "none.pdf"],
    [8, "objective", "miit.1.1.d"],
    [9, "objective", ""],
  ]);
  for (const { message } of errors) expect(message["zh-CN"]).toMatch(/\p{Script=Han}.*。$/u);
  expect(await added()).toBe(0);
});

it("reads what a spreadsheet on a Chinese desktop writes, and says what is no table of claims", async () => {
  const gb18030 = (hex: string) => Uint8Array.from(Buffer.from(hex, "hex"));
  // 声明 and 符合 in GB 18030.
  const heading = Buffer.concat([
    Buffer.from("objective,"),
    gb18030("c9f9c3f7"),
    Buffer.from("\nmiit.1.1.e,"),
    gb18030("b7fbbacf"),
  ]);
  expect(await load(new Uint8Array(heading))).toMatchObject({ status: 200, imported: 1 });
  expect(await load("a,b\n1,2")).toMatchObject({ status: 422, errors: [{ row: 1, column: "评价目标 / objective" }] });
  expect(await load("目标编号,声明\nmiit.9.9.z,符合")).toMatchObject({ errors: [{ row: 2, column: "目标编号" }] });
  expect(await load('objective,claim\n"miit.1.1.b')).toMatchObject({ status: 422, errors: [{ row: 2 }] });
  expect((await li.send(path, new Uint8Array([0, 1, 2]), "text/csv")).status).toBe(400);
});

it("reads an Excel workbook through the same checks, days as days and rows counted as Excel does", async () => {
  const day = new Date(Date.UTC(2026, 2, 1));
  const good = await workbook([
    ["评价目标", "评价内容", "声明", "文件日期", "说明"],
    ["miit.1.2.a", "text of the objective", "符合", { value: day, type: Date, format: "yyyy-mm-dd" }, 42],
    [],
    ["miit.1.2.b", "a row that nobody filled in", null, null, null],
  ]);
  expect(await load(good)).toMatchObject({
    status: 200,
    imported: 1,
    skipped: 1,
    rows: [{ row: 2, objectiveId: "miit.1.2.a", claim: "satisfied", issuedAt: new Date(2026, 2, 1).toISOString(), remark: "42" }],
  });
  const wrong = await workbook([["objective", "claim"], [], [], ["miit.9.9.z", "satisfied"]]);
  expect(await load(wrong)).toMatchObject({
    status: 422,
    imported: 0,
    errors: [{ row: 4, column: "objective", value: "miit.9.9.z" }],
  });
});

it("gives a template with a row for every objective that is examined, which comes back without a claim", async () => {
  for (const [format, lang] of [
    ["xlsx", "zh-CN"],
    ["csv", "en"],
  ]) {
    const template = await li.ask(`${path}/template?format=${format}&lang=${lang}`);
    expect(template.status).toBe(200);
    const filled = await load(new Uint8Array(await template.arrayBuffer()), `${path}/preview`);
    expect(filled).toMatchObject({ status: 200, rows: [], errors: [] });
    expect(filled.skipped).toBeGreaterThan(30);
  }
});

it("refuses a workbook that unpacks to far more than it weighs, or is damaged", async () => {
  const book = Buffer.from(await workbook([["objective", "claim"]]));
  const damaged = Buffer.from(book);
  damaged.fill(0xff, 60, 90);
  const bomb = zipOf({
    "[Content_Types].xml": deflateRawSync("<Types/>"),
    "xl/workbook.xml": deflateRawSync("<workbook/>"),
    "xl/worksheets/sheet1.xml": deflateRawSync(Buffer.alloc(64 * 1024 * 1024)),
  });
  expect(bomb.length).toBeLessThan(256 * 1024);
  for (const bytes of [damaged, bomb]) {
    const response = await li.send(path, new Uint8Array(bytes), documentKinds.xlsx.mediaType);
    expect([response.status, await response.json()]).toMatchObject([400, { code: "invalid" }]);
  }
});

/** A ZIP file of deflated entries whose directory declares small sizes. */
function zipOf(entries: Readonly<Record<string, Buffer>>): Buffer {
  const heads: Buffer[] = [];
  const parts: Buffer[] = [];
  let offset = 0;
  for (const [name, packed] of Object.entries(entries)) {
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(8, 8);
    local.writeUInt32LE(packed.length, 18);
    local.writeUInt32LE(10, 22);
    local.writeUInt16LE(name.length, 26);
    const head = Buffer.alloc(46);
    head.writeUInt32LE(0x02014b50, 0);
    head.writeUInt16LE(8, 10);
    head.writeUInt32LE(packed.length, 20);
    head.writeUInt32LE(10, 24);
    head.writeUInt16LE(name.length, 28);
    head.writeUInt32LE(offset, 42);
    parts.push(local, Buffer.from(name), packed);
    heads.push(head, Buffer.from(name));
    offset += local.length + name.length + packed.length;
  }
  const directory = Buffer.concat(heads);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Object.keys(entries).length, 8);
  end.writeUInt16LE(Object.keys(entries).length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, directory, end]);
}
