import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { z } from "zod";
import type { Role } from "../../model/access.ts";
import { listOf } from "../contract/common.ts";
import {
  assetConfigurationSchema,
  assetTablePreviewSchema,
  fileDifferencesSchema,
  type InventoryOperation,
  inventoryEditedSchema,
  inventoryRefusalSchema,
  inventoryViewSchema,
} from "../contract/inventory-edits.ts";
import { savedViewSchema } from "../contract/saved-views.ts";
import { inventoryText } from "../testing/inventories.ts";
import { openTestCentre, type TestCentre } from "../testing/open-centre.ts";
import { personFor, type TestPerson } from "../testing/people.ts";

let test: TestCentre;
let operator = "";

beforeEach(async () => {
  test = await openTestCentre();
  operator = await test.tokenFor({ role: "operator", enterpriseId: "waterworks" });
});
afterEach(() => test.close());

const there = "/api/v1/enterprises/waterworks/inventory";

async function read<S extends z.ZodType>(schema: S, answer: Response | Promise<Response>): Promise<z.output<S>> {
  return schema.parse(await (await answer).json());
}

const revision = async () => (await read(inventoryViewSchema, test.ask(there, { token: operator }))).revision;

async function edit(operations: readonly InventoryOperation[], at?: number, token = operator) {
  const body = { revision: at ?? (await revision()), operations };
  return test.ask(`${there}/edits`, { token, method: "POST", body });
}

const owner = (to: unknown): InventoryOperation => ({ action: "change", element: "assets/pump", fields: { owner: to } });
const ownerNow = async () =>
  (await test.records.inventories.get("waterworks"))?.inventory.assets.find(({ id }) => id === "pump")?.owner;

/** What people were told of the inventory; judging tells its own things meanwhile. */
async function told(): Promise<string> {
  const events = await test.records.events.list({ limit: 100 });
  return events.flatMap(({ kind, text }) => (kind === "inventory" ? [text.en] : [])).join("\n");
}

/** The file of the water works, changed. */
async function fileSays(change: (text: string) => string) {
  await writeFile(join(test.inventories, "waterworks.yaml"), change(inventoryText.waterworks));
  return test.centre.importInventories(test.inventories);
}

const differences = () => read(fileDifferencesSchema, test.ask(`${there}/differences`, { token: operator }));

describe("an edit", () => {
  it("changes what it names, is answered value by value, audited and told", async () => {
    const answer = await edit([owner("pumps"), { action: "remove", element: "assets/scada" }]);
    expect(answer.status).toBe(200);
    const { changes } = await read(inventoryEditedSchema, answer);
    expect(changes.map(({ element, field, to }) => [element, field, to])).toEqual([
      ["assets/scada", null, null],
      ["assets/pump", "owner", "pumps"],
    ]);
    expect(await ownerNow()).toBe("pumps");
    expect((await test.records.inventories.leftovers("waterworks")).map(({ id }) => id)).toEqual(["scada"]);
    const [noted] = (await test.records.audit.list({ limit: 1 })).items;
    expect(noted).toMatchObject({ action: "inventory.edit", target: "waterworks", detail: { count: 2 } });
    expect(await told()).toContain("edited the inventory of Clearwater: 2 values");
  });

  it("that starts from another revision is refused and kept", async () => {
    const at = await revision();
    expect((await edit([owner("one")], at)).status).toBe(200);
    const late = await edit([owner("two")], at);
    expect([late.status, await late.json()]).toEqual([409, expect.objectContaining({ code: "stale-edit" })]);
    expect(await ownerNow()).toBe("one");
    const [kept, counted] = await test.records.inventoryEdits.list("waterworks", 10);
    expect(kept).toMatchObject({ late: true, revision: at, changes: [{ element: "assets/pump", field: "owner", to: "two" }] });
    expect(counted).toMatchObject({ late: false, revision: at + 1 });
  });

  it.each<[string, InventoryOperation, { element: string; field: string | null; path: string }]>([
    [
      "a zone that is not there",
      { action: "change", element: "assets/pump", fields: { zone: "x" } },
      { element: "assets/pump", field: "zone", path: "assets[1].zone" },
    ],
    [
      "a url of no form",
      { action: "change", element: "assets/pump/endpoints/bus", fields: { url: "modbus://h" } },
      { element: "assets/pump/endpoints/bus", field: "url", path: "assets[1].endpoints[0].url" },
    ],
    [
      "an unknown field",
      { action: "change", element: "assets/pump", fields: { colour: "red" } },
      { element: "assets/pump", field: "colour", path: "assets[1].colour" },
    ],
    [
      "an id that is used",
      { action: "add", element: "assets/pump", value: { name: "x" } },
      { element: "assets/pump", field: "id", path: "assets/pump" },
    ],
    [
      "a zone in use",
      { action: "remove", element: "sites/intake/zones/control" },
      { element: "sites/intake", field: "collectors", path: "sites[0].collectors[0].zone" },
    ],
    [
      "simulated made real",
      { action: "change", element: "enterprise", fields: { simulated: false } },
      { element: "enterprise", field: "simulated", path: "enterprise" },
    ],
    [
      "an endpoint without its asset",
      { action: "add", element: "assets/none/endpoints/m", value: {} },
      { element: "assets/none/endpoints/m", field: null, path: "assets/none/endpoints/m" },
    ],
  ])("with %s names the path and changes nothing", async (_, operation, where) => {
    const before = await revision();
    const answer = await edit([owner("kept out"), operation]);
    expect(answer.status).toBe(422);
    expect((await read(inventoryRefusalSchema, answer)).issues).toContainEqual(expect.objectContaining(where));
    expect([await revision(), await ownerNow()]).toEqual([before, undefined]);
  });

  it("of somebody at one enterprise gives it no foreign collector and sends no password elsewhere", async () => {
    const collector = { action: "change", element: "sites/plant", fields: { collectors: [{ id: "collector-2" }] } } as const;
    const secret = { user: "li", passwordEnv: "OTHER_PASSWORD" };
    const password = { action: "change", element: "assets/scada/endpoints/ua", fields: { credentials: secret } } as const;
    const everywhere = await test.tokenFor({ role: "administrator", enterpriseId: null });
    for (const operation of [collector, password]) {
      expect((await edit([operation])).status).toBe(403);
      expect((await edit([operation], undefined, everywhere)).status).toBe(200);
    }
    const moved = { action: "change", element: "assets/scada/endpoints/ua", fields: { url: "opc.tcp://127.0.0.1:9/" } } as const;
    expect((await edit([moved])).status).toBe(403);
  });

  it("can be looked at before it is made", async () => {
    const body = { revision: await revision(), operations: [owner("pumps")] };
    const answer = await test.ask(`${there}/preview`, { token: operator, method: "POST", body });
    expect((await read(inventoryEditedSchema, answer)).changes).toEqual([
      { element: "assets/pump", field: "owner", from: null, to: "pumps" },
    ]);
    expect(await ownerNow()).toBeUndefined();
  });

  it("reads an asset as it is configured", async () => {
    const answer = await test.ask("/api/v1/assets/waterworks.pump/configuration", { token: operator });
    const { asset } = await read(assetConfigurationSchema, answer);
    expect(asset).toMatchObject({ id: "pump", site: "plant", endpoints: [{ id: "bus", protocol: "modbus" }] });
  });
});

describe("a changed file", () => {
  it("leaves an edit as it is, shows both values, and waits for a decision", async () => {
    await edit([owner("page"), { action: "change", element: "assets/scada", fields: { criticality: 2 } }]);
    expect((await differences()).items.map(({ element, waiting }) => [element, waiting])).toEqual([
      ["assets/scada", false],
      ["assets/pump", false],
    ]);
    const results = await fileSays((text) =>
      text.replace("role: field-device", "role: field-device\n    owner: file\n    vendor: Acme"),
    );
    expect(results).toMatchObject([{ outcome: "imported", waiting: 1 }]);
    expect(await ownerNow()).toBe("page");
    expect((await test.records.inventories.get("waterworks"))?.inventory.assets[1]?.vendor).toBe("Acme");
    expect((await read(inventoryViewSchema, test.ask(there, { token: operator }))).waiting).toBe(1);
    const { items, file } = await differences();
    expect(file).toBe("waterworks.yaml");
    expect(items).toEqual([
      expect.objectContaining({ element: "assets/scada", field: "criticality", file: 5, edited: 2, waiting: false }),
      expect.objectContaining({ element: "assets/pump", field: "owner", file: "file", edited: "page", waiting: true }),
    ]);
    expect(await told()).toContain("the edits stand until somebody decides");
  });

  const decide = async (take: "file" | "edit") => {
    const decisions = [{ element: "assets/pump", field: "owner", take }];
    const body = { revision: await revision(), decisions };
    return test.ask(`${there}/differences`, { token: operator, method: "POST", body });
  };

  it("counts once somebody takes its value", async () => {
    await edit([owner("page")]);
    await fileSays((text) => text.replace("role: field-device", "role: field-device\n    owner: file"));
    expect((await decide("file")).status).toBe(200);
    expect(await ownerNow()).toBe("file");
    expect((await differences()).items).toEqual([]);
    expect((await read(inventoryViewSchema, test.ask(there, { token: operator }))).waiting).toBe(0);
    expect((await decide("file")).status).toBe(422);
  });

  it("is known once somebody keeps the edit, until it says something new", async () => {
    await edit([owner("page")]);
    const says = (value: string) =>
      fileSays((text) => text.replace("role: field-device", `role: field-device\n    owner: ${value}`));
    await says("file");
    expect((await decide("edit")).status).toBe(200);
    expect((await differences()).items).toMatchObject([{ edited: "page", file: "file", waiting: false }]);
    await says("again");
    expect((await differences()).items).toMatchObject([{ edited: "page", file: "again", waiting: true }]);
    await says("page");
    expect((await differences()).items).toEqual([]);
  });

  it("neither brings back what was removed nor takes away what was added", async () => {
    const added = { name: "Valve", site: "plant", role: "field-device" };
    await edit([
      { action: "remove", element: "assets/scada" },
      { action: "add", element: "assets/valve", value: added },
    ]);
    await fileSays((text) => text.replace("criticality: 5", "criticality: 4"));
    const { inventory } = (await test.records.inventories.get("waterworks")) ?? {};
    expect(inventory?.assets.map(({ id }) => id)).toEqual(["pump", "valve"]);
    expect((await differences()).items.map(({ element, field, waiting }) => [element, field, waiting])).toEqual([
      ["assets/scada", null, true],
      ["assets/valve", null, false],
    ]);
  });

  it("never makes a simulated enterprise real", async () => {
    const results = await fileSays((text) => text.replace(", simulated: true", ""));
    expect(results).toMatchObject([{ outcome: "refused" }]);
    expect((await test.records.inventories.get("waterworks"))?.inventory.enterprise.simulated).toBe(true);
  });
});

describe("an enterprise made on the page", () => {
  const made = {
    enterprise: { id: "mill", name: "纸厂", types: ["N"], grade: 2 },
    site: { id: "main", name: "主厂区", collector: "c1", zone: { id: "control", name: "控制区" } },
  };

  it("is real, has its first site, and is told of by nobody else's file", async () => {
    const token = await test.tokenFor({ role: "administrator", enterpriseId: null });
    const create = () => test.ask("/api/v1/enterprises", { token, method: "POST", body: made });
    expect((await create()).status).toBe(201);
    expect((await create()).status).toBe(409);
    const record = await test.records.inventories.get("mill");
    expect(record?.inventory).toMatchObject({
      enterprise: { id: "mill", simulated: false },
      sites: [{ id: "main", zones: [{ id: "control" }], collectors: [{ id: "c1", zone: "control" }] }],
      assets: [],
    });
    const text =
      "enterprise: { id: mill, name: mill, types: [P], grade: 3 }\nsites: [{ id: main, name: main, collectors: [{ id: c1 }] }]\nassets: []\n";
    await writeFile(join(test.inventories, "mill.yaml"), text);
    expect(await test.centre.importInventories(test.inventories)).toMatchObject([{ outcome: "imported", waiting: 5 }]);
    expect((await test.records.inventories.get("mill"))?.inventory.enterprise).toMatchObject({ types: ["N"], grade: 2 });
  });

  it("is for administrators of the whole installation", async () => {
    for (const role of ["operator", "administrator"] satisfies Role[]) {
      const token = await test.tokenFor({ role, enterpriseId: "waterworks" });
      expect((await test.ask("/api/v1/enterprises", { token, method: "POST", body: made })).status).toBe(403);
    }
  });
});

describe("a table of assets", () => {
  const preview = async (table: string, form = "table", token = operator) => {
    const answer = await test.centre.app.request(`${there}/assets/preview?form=${form}`, {
      method: "POST",
      body: table,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/octet-stream" },
    });
    return read(assetTablePreviewSchema, answer);
  };

  it("that was handed out changes nothing when it is read back", async () => {
    for (const lang of ["zh-CN", "en"]) {
      const table = await (await test.ask(`${there}/assets?lang=${lang}`, { token: operator })).text();
      expect(table).toContain("modbus://127.0.0.1:1502/1");
      expect(await preview(table)).toMatchObject({ errors: [], operations: [], changes: [] });
    }
  });

  it("shows what it would change, and its operations change just that", async () => {
    const table =
      "id,name,site,owner,criticality,url\npump,,,water,4,\nnew-1,阀门,plant,,,modbus://127.0.0.1:1503/2\nscada,,,-,,\n";
    const found = await preview(table);
    expect(found.errors).toEqual([]);
    expect(found.changes.map(({ element, field, to }) => [element, field, to])).toEqual([
      ["assets/scada", "owner", null],
      ["assets/pump", "criticality", 4],
      ["assets/pump", "owner", "water"],
      ["assets/new-1", null, expect.objectContaining({ name: { "zh-CN": "阀门", en: "阀门" }, site: "plant" })],
    ]);
    expect((await edit(found.operations, found.revision)).status).toBe(200);
    expect((await preview(table)).changes).toEqual([]);
  });

  it("names the row and column of everything that is wrong, and offers nothing then", async () => {
    const table = "资产编号,区域,关键程度,地址\npump,nowhere,9,\nplc-x,,,http://127.0.0.1\n,,3,\n";
    const found = await preview(table);
    expect(found.operations).toEqual([]);
    expect(found.errors.map(({ row, column }) => [row, column])).toEqual([
      [2, "关键程度"],
      [3, "地址"],
      // There are two sites, and the row names none.
      [3, "厂区 / site"],
      [4, "资产编号"],
    ]);
    const second = await preview("id,zone,criticality\npump,nowhere,5\n");
    expect(second.errors.map(({ row, column }) => [row, column])).toEqual([[2, "zone"]]);
    expect((await preview("资产编号,颜色\npump,red\n")).errors).toMatchObject([{ row: 1, column: "颜色" }]);
    expect((await preview("name\npump\n")).errors).toMatchObject([{ row: 1, column: "资产编号 / id" }]);
  });

  it("may be an inventory file, which adds and changes and removes nothing", async () => {
    const everywhere = await test.tokenFor({ role: "administrator", enterpriseId: null });
    const found = await preview(inventoryText.pharma, "inventory", everywhere);
    expect(found.errors).toEqual([]);
    expect(found.changes.map(({ element }) => element)).toEqual(["sites/line", "assets/reactor"]);
    expect((await preview("enterprise: [", "inventory")).errors.length).toBeGreaterThan(0);
  });
});

describe("views of a list", () => {
  const path = "/api/v1/account/views/assets";

  it("are kept for the person who made them alone", async () => {
    const grant = { role: "viewer", enterpriseId: "waterworks" } as const;
    const [li, wang] = [await personFor(test, "li", grant), await personFor(test, "wang", grant)];
    const view = `${path}/${encodeURIComponent("二期 现场")}`;
    expect((await li.ask(view, { method: "PUT", body: { query: "zone=field" } })).status).toBe(204);
    const names = async (person: TestPerson) =>
      (await read(listOf(savedViewSchema), person.ask(path))).items.map(({ name, query }) => [name, query]);
    expect(await names(li)).toEqual([["二期 现场", "zone=field"]]);
    expect(await names(wang)).toEqual([]);
    expect((await wang.ask(view, { method: "DELETE" })).status).toBe(404);
    expect((await li.ask(view, { method: "DELETE" })).status).toBe(204);
    expect(await names(li)).toEqual([]);
  });

  it("are kept for people, not for programs", async () => {
    const answer = await test.ask(`${path}/mine`, { token: operator, method: "PUT", body: { query: "a=1" } });
    expect(answer.status).toBe(422);
  });
});
