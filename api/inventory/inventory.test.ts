import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { assignmentSchema } from "../../model/wire/batches.ts";
import { inventoryText } from "../testing/inventories.ts";
import { openTestCentre, type TestCentre } from "../testing/open-centre.ts";

let test: TestCentre;

beforeEach(async () => {
  test = await openTestCentre();
});
afterEach(() => test.close());

async function assignment(etag?: string) {
  const token = await test.centre.issueCollectorToken("collector-1");
  const headers = etag === undefined ? {} : { "if-none-match": etag };
  return test.ask("/api/v1/collectors/collector-1/assignment", { token, headers });
}

describe("the import of a folder", () => {
  it("takes a file only when its content changed", async () => {
    expect(await test.centre.importInventories(test.inventories)).toEqual([]);
    const file = join(test.inventories, "pharma.yaml");
    await writeFile(file, inventoryText.pharma.replace("name: reactor", "name: 反应釜"));
    const results = await test.centre.importInventories(test.inventories);
    expect(results).toMatchObject([{ file, outcome: "imported" }]);
    expect((await test.records.inventories.get("pharma"))?.inventory.assets[0]?.name["zh-CN"]).toBe("反应釜");
  });

  it("keeps a wrong file out as a whole and says where it is wrong, once", async () => {
    const file = join(test.inventories, "pharma.yaml");
    await writeFile(file, inventoryText.pharma.replace("role: field-device", "role: nonsense"));
    const [result] = await test.centre.importInventories(test.inventories);
    expect(result).toMatchObject({ outcome: "refused" });
    const [problem] = result?.outcome === "refused" ? result.problems : [];
    expect(problem).toMatch(/pharma\.yaml:5:\d+ assets\[0\]\.role: /);
    expect((await test.records.inventories.get("pharma"))?.inventory.assets[0]?.role).toBe("field-device");
    const [event] = await test.records.events.list({ limit: 1 });
    expect(event).toMatchObject({ kind: "inventory", refersTo: "pharma.yaml" });
    expect(event?.text.en).not.toContain(test.inventories);
    expect(await test.centre.importInventories(test.inventories)).toEqual([]);
  });

  it("refuses a second file for the same enterprise", async () => {
    await writeFile(join(test.inventories, "zz-copy.yaml"), inventoryText.pharma.replace("name: line", "name: copy"));
    const results = await test.centre.importInventories(test.inventories);
    expect(results.map(({ outcome }) => outcome)).toEqual(["refused"]);
    expect((await test.records.inventories.get("pharma"))?.inventory.sites[0]?.name.en).toBe("line");
  });

  it("says so where there is no folder", async () => {
    await expect(test.centre.importInventories(join(test.inventories, "none"))).rejects.toMatchObject({
      code: "inventory-unreadable",
    });
  });
});

describe("an assignment", () => {
  it("holds the assets of the collector's sites as the collector parses them", async () => {
    const { sites } = assignmentSchema.parse(await (await assignment()).json());
    expect(sites.map(({ siteId, assets }) => [siteId, assets.map(({ id }) => id)])).toEqual([
      ["intake", ["scada"]],
      ["plant", ["pump"]],
    ]);
    const stored = await test.records.inventories.get("waterworks");
    expect(sites[1]?.assets[0]).toEqual(stored?.inventory.assets[1]);
  });

  it("changes its revision with the stop-all switch and with the inventory, and with nothing else", async () => {
    const first = (await assignment()).headers.get("etag") ?? "";
    expect((await assignment(first)).status).toBe(304);

    const token = await test.tokenFor({ role: "operator", enterpriseId: "waterworks" });
    const path = "/api/v1/sites/waterworks/plant/polling";
    expect((await test.ask(path, { token, method: "POST", body: { stopped: true } })).status).toBe(200);
    const stopped = await assignment(first);
    const { sites } = assignmentSchema.parse(await stopped.json());
    expect(sites.map(({ siteId, pollingStopped }) => [siteId, pollingStopped])).toEqual([
      ["intake", false],
      ["plant", true],
    ]);

    await test.ask(path, { token, method: "POST", body: { stopped: false } });
    expect((await assignment(first)).status).toBe(304);
    await writeFile(
      join(test.inventories, "waterworks.yaml"),
      inventoryText.waterworks.replace("criticality: 5", "criticality: 4"),
    );
    await test.centre.importInventories(test.inventories);
    expect((await assignment(first)).status).toBe(200);
  });
});
