import { describe, expect, test } from "vitest";
import type { Inventory } from "../../../model/inventory/inventory.ts";
import { endpointSchema } from "../../../model/protocols/index.ts";
import type { NextInventory } from "../inventory-edit-port.ts";
import type { RecordStore } from "../port.ts";
import { inventory } from "./fixtures.ts";

export function inventoryContract(store: () => RecordStore): void {
  const imported = (hash: string, assets: readonly string[], after: number, enterpriseId = "water"): NextInventory => {
    const body = inventory(assets, enterpriseId);
    const file = { inventory: body, source: "water.yaml", hash, importedAt: 1000 };
    return { inventory: body, after, at: 1000, file, departures: [] };
  };
  const edited = (assets: readonly string[], after: number, by: string): NextInventory => ({
    ...imported("one", ["a", "b"], after),
    inventory: inventory(assets),
    departures: [{ element: "assets/b", field: null, seen: { id: "b" }, by, at: 2000 }],
    edit: { by, at: 2000, changes: [{ element: "assets/b", field: null, from: { id: "b" } }] },
  });

  describe("changes of inventories", () => {
    test("grow the revision, each enterprise for itself", async () => {
      const { inventoryEdits, inventories } = store();
      expect(await inventoryEdits.save(imported("one", ["a", "b"], 0))).toBe(1);
      expect(await inventoryEdits.save(imported("two", ["b", "c"], 1))).toBe(2);
      expect(await inventoryEdits.save(imported("one", ["a"], 0, "pharma"))).toBe(1);
      const { file, after: _, at, departures: __, inventory: body } = imported("two", ["b", "c"], 1);
      const record = { inventory: body, revision: 2, source: "water.yaml", hash: "two", importedAt: at };
      expect(await inventories.get("water")).toEqual(record);
      expect(await inventoryEdits.ground("water")).toEqual({ record, file, departures: [] });
      expect((await inventories.all()).map((each) => [each.inventory.enterprise.id, each.revision])).toEqual([
        ["pharma", 1],
        ["water", 2],
      ]);
      expect(await inventories.get("none")).toBeUndefined();
      expect(await inventoryEdits.ground("none")).toEqual({ departures: [] });
    });

    test("still know the assets that left, by file or by edit", async () => {
      const { inventoryEdits, inventories } = store();
      const left = async () => (await inventories.leftovers("water")).map(({ id }) => id);
      await inventoryEdits.save(imported("one", ["a", "b"], 0));
      await inventoryEdits.save(edited(["a", "c"], 1, "li"));
      expect(await left()).toEqual(["b"]);
      await inventoryEdits.save(imported("two", ["b", "c"], 2));
      expect(await left()).toEqual(["a"]);
      await inventoryEdits.save(imported("three", ["b", "c", "d"], 3));
      expect(await left()).toEqual(["a"]);
      await inventoryEdits.save(imported("four", ["a", "d"], 4));
      expect(await left()).toEqual(["b", "c"]);
    });

    test("still know the endpoints that left, until they or their asset are named again or gone", async () => {
      const { inventoryEdits, inventories } = store();
      const left = async () =>
        (await inventories.leftoverEndpoints("water")).map(({ assetId, endpoint }) => `${assetId} ${endpoint.id}`);
      const save = (assets: Readonly<Record<string, readonly string[]>>, after: number) =>
        inventoryEdits.save({ inventory: withEndpoints(assets), after, at: 1000, departures: [] });
      await save({ a: ["x", "y"], b: ["x"] }, 0);
      expect(await left()).toEqual([]);
      await save({ a: ["y"], b: [] }, 1);
      expect(await left()).toEqual(["a x", "b x"]);
      await save({ a: ["y"], b: ["x"] }, 2);
      expect(await left()).toEqual(["a x"]);
      await save({ b: ["x"] }, 3);
      expect(await left(), "with its asset").toEqual([]);
      await save({ a: ["z"], b: ["x"] }, 4);
      expect(await left(), "the asset came back without them").toEqual(["a x", "a y"]);
    });

    test("are the known record itself while its revision is current", async () => {
      const { inventoryEdits, inventories } = store();
      await inventoryEdits.save({ inventory: inventory(["a"]), after: 0, at: 1000, departures: [] });
      const record = await inventories.get("water");
      expect(await inventories.get("water", record)).toBe(record);
      await inventoryEdits.save({ inventory: inventory(["b"]), after: 1, at: 1000, departures: [] });
      expect((await inventories.get("water", record))?.revision).toBe(2);
    });

    test("keep what the file said beside what was edited", async () => {
      const { inventoryEdits } = store();
      await inventoryEdits.save(imported("one", ["a", "b"], 0));
      const next = edited(["a"], 1, "li");
      await inventoryEdits.save(next);
      const ground = await inventoryEdits.ground("water");
      expect(ground.file?.inventory.assets.map(({ id }) => id)).toEqual(["a", "b"]);
      expect(ground.record?.inventory.assets.map(({ id }) => id)).toEqual(["a"]);
      expect(ground.departures).toEqual(next.departures);
    });

    test("work without any file", async () => {
      const { inventoryEdits, inventories } = store();
      await inventoryEdits.save({ inventory: inventory(["a"]), after: 0, at: 1000, departures: [] });
      expect(await inventories.get("water")).toMatchObject({ source: "", hash: "", revision: 1 });
      expect(await inventoryEdits.ground("water")).not.toHaveProperty("file");
    });

    test("count once where two come at the same time; the other one can be kept beside", async () => {
      const { inventoryEdits } = store();
      await inventoryEdits.save(imported("one", ["a", "b"], 0));
      const results = await Promise.allSettled([
        inventoryEdits.save(edited(["a"], 1, "li")),
        inventoryEdits.save(edited(["b"], 1, "wang")),
      ]);
      expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
      expect(results.find(({ status }) => status === "rejected")).toMatchObject({ reason: { code: "stale-edit" } });
      const late = {
        enterpriseId: "water",
        revision: 1,
        by: "zhao",
        at: 3000,
        changes: [{ element: "assets/a", field: "owner", to: "x" }],
      };
      await inventoryEdits.keepLate(late);
      const kept = await inventoryEdits.list("water", 10);
      expect(kept.map(({ revision, late: isLate }) => [revision, isLate])).toEqual([
        [1, true],
        [2, false],
      ]);
      expect(kept[0]).toEqual({ ...late, late: true });
      expect(await inventoryEdits.list("water", 1)).toHaveLength(1);
      expect(await inventoryEdits.list("pharma", 10)).toEqual([]);
    });
  });

  describe("saved views", () => {
    test("belong to one person and one page, and give way to one of the same name", async () => {
      const { savedViews } = store();
      const view = { userId: "li", page: "assets", name: "二期", query: "zone=a", at: 1 };
      await savedViews.save(view);
      await savedViews.save({ ...view, query: "zone=b", at: 2 });
      await savedViews.save({ ...view, userId: "wang" });
      await savedViews.save({ ...view, page: "findings" });
      expect(await savedViews.list("li", "assets")).toEqual([{ ...view, query: "zone=b", at: 2 }]);
      expect(await savedViews.remove("li", "assets", "二期")).toBe(true);
      expect(await savedViews.remove("li", "assets", "二期")).toBe(false);
      expect(await savedViews.list("wang", "assets")).toHaveLength(1);
    });
  });
}

function withEndpoints(assets: Readonly<Record<string, readonly string[]>>): Inventory {
  const whole = inventory(Object.keys(assets));
  const endpoint = (id: string) => endpointSchema.parse({ id, protocol: "modbus", url: "modbus://127.0.0.1/1" });
  return { ...whole, assets: whole.assets.map((asset) => ({ ...asset, endpoints: assets[asset.id]?.map(endpoint) ?? [] })) };
}
