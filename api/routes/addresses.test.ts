import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { readSheet } from "read-excel-file/node";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { statutoryUpdateDays } from "../../model/addresses/address-register.ts";
import { afterWorkingDays, dayText } from "../../model/addresses/working-days.ts";
import { day } from "../../model/instant.ts";
import { activityViewSchema, addressImportSchema, addressListViewSchema, addressStepViewSchema } from "../contract/addresses.ts";
import { findingDetailSchema } from "../contract/findings.ts";
import { inventoryText } from "../testing/inventories.ts";
import { openTestCentre, type TestCentre } from "../testing/open-centre.ts";
import { personFor, type TestPerson } from "../testing/people.ts";

const enterprise = "/api/v1/enterprises/waterworks";
const list = `${enterprise}/address-list`;
let test: TestCentre;
let li: TestPerson;

beforeAll(async () => {
  test = await openTestCentre();
  li = await personFor(test, "li", { role: "assessor", enterpriseId: "waterworks" });
  await declareAddresses();
});
afterAll(() => test.close());

/** The plant declares addresses of its own; the pump has a public one. */
async function declareAddresses() {
  const text = inventoryText.waterworks
    .replace("protocol: opcua,", "protocol: opcua, address: 10.1.0.5,")
    .replace("protocol: modbus", "protocol: modbus\n        address: 101.6.6.6");
  await writeFile(join(test.inventories, "waterworks.yaml"), text);
  await test.centre.importInventories(test.inventories);
}

async function view() {
  const response = await li.ask(list);
  return addressListViewSchema.parse(await response.json());
}

async function send(path: string, table: string | Uint8Array<ArrayBuffer>) {
  const response = await li.send(`${list}${path}`, table);
  return { status: response.status, ...addressImportSchema.parse(await response.json()) };
}

const settings = { role: "user", coversPrivate: true, updateWithinWorkingDays: 10, verifyEveryDays: 365, sweepEveryDays: 30 };
const heading = "IP 地址,分配对象,分配方式,分配日期,使用单位,用途,使用地点,联系方式,资产,备案日期";
const complete = "清源水务,静态,2026-01-05,清源水务,调度,取水站,0571-1234";
const today = () => dayText(test.clock.now());

it("shows addresses in use before there is a list, and hands out a template that is filled in as far as is known", async () => {
  const before = await view();
  expect(before).toMatchObject({ version: null, recordCount: 0, settings: { role: "user", coversPrivate: false } });
  expect(before.rows.map(({ address, judged, differences }) => [address, judged, differences.length])).toEqual([
    ["10.1.0.5", false, 0],
    ["101.6.6.6", true, 0],
  ]);
  const csv = await (await li.ask(`${list}/template?format=csv&lang=en`)).text();
  expect(csv).toContain("10.1.0.5,10.1.0.5,,,,,Clearwater,SCADA server,Intake,in use,scada,operations,");
  const workbook = await (await li.ask(`${list}/template?format=xlsx`)).arrayBuffer();
  const rows = await readSheet(Buffer.from(workbook));
  expect(rows.map(([first, , , , , , , , place]) => [first, place])).toEqual([
    ["起始地址", "使用地点"],
    ["10.1.0.5", "取水站"],
    ["101.6.6.6", "plant"],
  ]);
  const preview = await send("/preview", new Uint8Array(workbook));
  expect(preview).toMatchObject({ status: 200, count: 2, added: ["10.1.0.5", "101.6.6.6"], errors: [] });
});

it("names what is wrong with row, column and expected form, and stores nothing", async () => {
  const table = [
    heading,
    "10.1.0.300,,,,,,,,,",
    "10.1.0.5,,半静态,2026-02-30,,,,,,2099-01-01",
    "10.1.0.0/24,,,,,,,,不知道,",
    "10.1.0.5-10.1.2.9,,,,,,,,,",
    "10.1.0.4-10.1.1.9,,,,,,,,,",
    ",清源水务,,,,,,,,",
    "10.9.0.1,,,,,,,,,",
    "10.9.0.1,,,,,,,,,",
  ].join("\n");
  const { status, errors } = await send("/import?name=list.csv&version=0", table);
  expect(status).toBe(422);
  expect(errors.map(({ row, column, value }) => [row, column, value])).toEqual([
    [2, "IP 地址", "10.1.0.300"],
    [3, "分配方式", "半静态"],
    [3, "分配日期", "2026-02-30"],
    [3, "备案日期", "2099-01-01"],
    [4, "资产", "不知道"],
    [5, "IP 地址", "10.1.0.5-10.1.2.9"],
    [7, "IP 地址", ""],
    [9, "IP 地址", "10.9.0.1"],
  ]);
  for (const { message } of errors) expect(message["zh-CN"]).toMatch(/\p{Script=Han}.*。$/u);
  expect(await send("/preview", "a,b\n1,2")).toMatchObject({
    status: 422,
    errors: [{ row: 1, column: "起始地址 / First address" }],
  });
  expect((await view()).version).toBeNull();
});

it("previews, imports, keeps every version, and refuses a stale one", async () => {
  const first = `${heading}\n10.1.0.5,${complete},scada,${today()}\n10.2.0.0/24,${complete},,${today()}`;
  expect(await send("/preview", first)).toMatchObject({
    status: 200,
    version: 0,
    count: 2,
    added: ["10.1.0.5", "10.2.0.0-10.2.0.255"],
  });
  expect((await view()).version).toBeNull();
  expect(await send("/import?name=list.csv&version=0", first)).toMatchObject({ status: 200, version: 1, count: 2 });
  const second = `${heading}\n10.1.0.5,${complete},pump,${today()}`;
  expect(await send("/preview", second)).toMatchObject({
    unchanged: 0,
    removed: ["10.2.0.0-10.2.0.255"],
    changed: [{ address: "10.1.0.5", fields: [{ "zh-CN": "资产", en: "Asset" }] }],
  });
  const stale = await li.send(`${list}/import?name=list.csv&version=0`, second);
  expect(stale.status).toBe(409);
  expect(await send("/import?name=second.csv&version=1", second)).toMatchObject({ status: 200, version: 2 });
  const versions = (await (await li.ask(`${list}/versions`)).json()) as {
    items: { version: number; source: string; by: string }[];
  };
  expect(versions.items.map(({ version, source, by }) => [version, source, by])).toEqual([
    [2, "second.csv", li.email],
    [1, "list.csv", li.email],
  ]);
  const old = await (await li.ask(`${list}/file?version=1&format=csv`)).text();
  expect(await send("/preview", old)).toMatchObject({ status: 200, added: ["10.2.0.0-10.2.0.255"] });
  const [entry] = (await test.records.audit.list({ limit: 1 })).items;
  expect(entry).toMatchObject({ action: "address-list.import", actor: li.email, detail: { version: 2, changed: 1, removed: 1 } });
});

it("takes a list of as many rows as it reads, and no more bytes than that", async () => {
  const wide = "网络安全和自动化部门".repeat(12);
  const row = (index: number) => `10.${Math.floor(index / 250)}.1.${index % 250},${wide},静态,2026-01-05,${wide},,${wide},,,`;
  const table = (rows: number) => [heading, ...Array.from({ length: rows }, (_, index) => row(index))].join("\n");
  expect(await send("/preview", table(5000))).toMatchObject({ status: 200, count: 5000, errors: [] });
  expect(await send("/preview", table(5001))).toMatchObject({ status: 422, errors: [{ row: 5002 }] });
  expect((await li.send(`${list}/preview`, "x".repeat(9 * 1024 * 1024))).status).toBe(413);
});

it("judges private addresses once the enterprise wants it, and starts a clock with each finding", async () => {
  const statutory = { ...settings, role: "access-provider", responsible: "王芳" };
  const put = (body: unknown) => li.ask(`${list}/settings`, { method: "PUT", body });
  expect((await put({ version: 2, settings: statutory })).status).toBe(400);
  expect((await put({ version: 2, settings: { ...statutory, updateWithinWorkingDays: statutoryUpdateDays } })).status).toBe(200);
  expect((await put({ version: 2, settings })).status).toBe(409);
  await test.centre.start();
  await vi.waitFor(async () => expect(await differences()).toHaveLength(2), 10_000);
  const [wrong, unrecorded] = await differences();
  expect([wrong?.address, wrong?.kind]).toEqual(["10.1.0.5", "wrong"]);
  expect([unrecorded?.address, unrecorded?.kind, unrecorded?.responsible]).toEqual(["101.6.6.6", "unrecorded", "王芳"]);
  const since = Date.parse(unrecorded?.since ?? "");
  expect(unrecorded?.dueAt).toBe(new Date(afterWorkingDays(since, statutoryUpdateDays)).toISOString());
  expect(unrecorded).toMatchObject({ overdue: false, cutOffDemanded: true, cutOff: null, reported: null });
  const detail = findingDetailSchema.parse(await (await li.ask(`/api/v1/findings/${unrecorded?.findingId}`)).json());
  const workingDays = statutoryUpdateDays;
  expect(detail.addressClock).toEqual({ dueAt: unrecorded?.dueAt, workingDays, overdue: false, cutOffDemanded: true });
});

/** Differences that have been judged. */
async function differences() {
  const { rows } = await view();
  return rows
    .flatMap((row) => row.differences.map((difference) => ({ address: row.address, ...difference })))
    .filter(({ findingId }) => findingId !== null);
}

it("keeps who cut an address off and reported it, with a recipient and in the past", async () => {
  const step = { address: "101.6.6.6", kind: "cut-off", doneAt: new Date(test.clock.now()).toISOString(), responsible: "王芳" };
  const post = (body: unknown) => li.ask(`${list}/steps`, { method: "POST", body });
  expect((await post({ ...step, kind: "reported" })).status).toBe(400);
  expect((await post({ ...step, doneAt: new Date(test.clock.now() + day).toISOString() })).status).toBe(422);
  expect(addressStepViewSchema.parse(await (await post(step)).json())).toMatchObject({ kind: "cut-off", recordedBy: li.email });
  await post({ ...step, kind: "reported", recipient: "属地通信管理局" });
  const [, unrecorded] = await differences();
  expect(unrecorded).toMatchObject({ cutOff: { responsible: "王芳" }, reported: { recipient: "属地通信管理局" } });
  const [entry] = (await test.records.audit.list({ limit: 1 })).items;
  expect(entry).toMatchObject({ action: "address.step", target: "address:waterworks:101.6.6.6" });
});

it("keeps activities, by which drills and sweeps are judged", async () => {
  const status = async (checkId: string) =>
    (await test.records.verdicts.list({ enterpriseId: "waterworks", checkId })).map((verdict) => verdict.status);
  expect(await status("process.ip-sweep")).toEqual(["unknown"]);
  const held = { kind: "address-sweep", scope: "10.1.0.0/24", heldAt: new Date(test.clock.now()).toISOString() };
  const post = (body: unknown) => li.ask(`${enterprise}/activities`, { method: "POST", body });
  expect((await post({ ...held, heldAt: new Date(test.clock.now() + day).toISOString() })).status).toBe(422);
  expect((await post({ ...held, documents: ["0".repeat(64)] })).status).toBe(422);
  const { id } = activityViewSchema.parse(await (await post(held)).json());
  await vi.waitFor(async () => expect(await status("process.ip-sweep")).toEqual(["pass"]), 10_000);
  const path = `${enterprise}/activities/${id}`;
  expect((await li.ask(path, { method: "DELETE" })).status).toBe(204);
  expect((await li.ask(path, { method: "DELETE" })).status).toBe(404);
  await vi.waitFor(async () => expect(await status("process.ip-sweep")).toEqual(["unknown"]), 10_000);
});
