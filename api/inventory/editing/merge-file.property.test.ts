import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Inventory } from "../../../model/inventory/inventory.ts";
import { checkInventory } from "../../../model/inventory/parse-inventory.ts";
import { departuresOf, fileDifferences } from "./departures.ts";
import { type Difference, differences } from "./differences.ts";
import { checkElements } from "./edit-inventory.ts";
import { type Elements, elementsOf, isWithin, surrounding } from "./elements.ts";
import { mergeFile } from "./merge-file.ts";

const few = <T>(...values: readonly T[]) => fc.constantFrom(...values);
const subset = (ids: readonly string[]) => fc.subarray([...ids]);

/** Sound inventories over few ids, so that any two of them share most parts and differ in some. */
const inventories: fc.Arbitrary<Inventory> = fc
  .record({
    name: few("Works", "水厂"),
    grade: few(1, 2),
    sites: subset(["east", "west"]).filter((sites) => sites.length > 0),
    zones: subset(["a", "b", "c"]),
    conduit: fc.boolean(),
    assets: fc.array(
      fc.record({
        id: few("p1", "p2", "p3"),
        owner: few(undefined, "li", "wang"),
        zone: few(undefined, "a", "b", "c"),
        site: few("east", "west"),
        endpoints: fc.array(fc.record({ id: few("m", "u"), protocol: few("modbus", "opcua"), port: few(1, 2) }), {
          maxLength: 2,
        }),
      }),
      { maxLength: 4 },
    ),
  })
  .map(({ name, grade, sites, zones, conduit, assets }) => {
    const [from, to] = zones;
    const conduits = conduit && from !== undefined && to !== undefined ? [{ id: "k", from, to, protocols: ["modbus"] }] : [];
    const checked = checkInventory({
      enterprise: { id: "works", name, types: ["N"], grade },
      sites: sites.map((id) => ({
        id,
        name: id,
        zones: zones.map((zone) => ({ id: zone, name: zone })),
        conduits,
        collectors: [{ id: "c1", ...(from === undefined ? {} : { zone: from }) }],
      })),
      assets: firstOfEach(assets).map(({ id, owner, zone, site, endpoints }) => ({
        id,
        name: id,
        site: sites.includes(site) ? site : sites[0],
        role: "server",
        ...(owner === undefined ? {} : { owner }),
        ...(zone !== undefined && zones.includes(zone) ? { zone } : {}),
        endpoints: firstOfEach(endpoints).map(({ id: endpoint, protocol, port }) => ({
          id: endpoint,
          protocol,
          url: protocol === "modbus" ? `modbus://192.0.2.1:50${port}/1` : `opc.tcp://192.0.2.1:484${port}`,
        })),
      })),
    });
    if (!checked.ok) throw new Error(JSON.stringify(checked.faults));
    return checked.value;
  });

function firstOfEach<T extends { readonly id: string }>(items: readonly T[]): readonly T[] {
  return [...new Map(items.toReversed().map((item) => [item.id, item])).values()];
}

const valueAt = (elements: Elements, { element, field }: Difference) =>
  field === null ? elements.get(element) : elements.get(element)?.[field];

test("every edit that the file contradicts anew waits for a decision, and no other", () => {
  fc.assert(
    fc.property(inventories, inventories, inventories, (base, edited, said) => {
      const [was, file] = [elementsOf(base), elementsOf(said)];
      const shared = { by: "li", at: 1, fileBefore: was };
      const before = departuresOf({ ...shared, file: was, inventory: elementsOf(edited), before: [], decided: () => true });
      const merged = checkElements(mergeFile({ base: was, edited: elementsOf(edited), file }));
      if (!merged.ok) throw new Error(JSON.stringify(merged.issues));
      const { inventory } = merged;
      const departures = departuresOf({
        ...shared,
        by: "",
        file,
        inventory: elementsOf(inventory),
        before,
        decided: () => false,
      });
      const ground = {
        record: { inventory, revision: 2, source: "f", hash: "2", importedAt: 2 },
        file: { inventory: said, source: "f", hash: "2", importedAt: 2 },
        departures,
      };
      for (const difference of fileDifferences(ground)) {
        const isNews = !isDeepStrictEqual(valueAt(was, difference), difference.from);
        expect([difference.element, difference.field, difference.waiting]).toEqual([
          difference.element,
          difference.field,
          isNews,
        ]);
      }
      expect(fileDifferences(ground)).toHaveLength(differences(file, elementsOf(inventory)).length);
    }),
    { numRuns: 500 },
  );
});

const sides = fc.record({ base: inventories, edited: inventories, file: inventories }).map(({ base, edited, file }) => ({
  base: elementsOf(base),
  edited: elementsOf(edited),
  file: elementsOf(file),
}));

test("a file that is imported again never undoes an edit, and what it makes is sound", () => {
  fc.assert(
    fc.property(sides, ({ base, edited, file }) => {
      const merged = mergeFile({ base, edited, file });
      for (const difference of differences(base, edited)) {
        const { element, field } = difference;
        const [is, was] = [valueAt(merged, difference), valueAt(edited, difference)];
        // A part that was added or removed whole stays so; the file may still say the fields that nobody edited.
        if (field === null) expect([element, is === undefined]).toEqual([element, was === undefined]);
        else expect([element, field, is]).toEqual([element, field, was]);
      }
      const checked = checkElements(merged);
      expect(checked.ok ? [] : checked.issues).toEqual([]);
    }),
    { numRuns: 1000 },
  );
});

test("what nobody edited follows the file", () => {
  fc.assert(
    fc.property(sides, ({ base, edited, file }) => {
      const merged = mergeFile({ base, edited, file });
      const touched = differences(base, edited).map(({ element }) => element);
      const untouched = (element: string) =>
        touched.every((one) => !isWithin(one, element) && !isWithin(element, one)) && base.has(element);
      for (const [element, fields] of base) {
        if (!untouched(element) || surrounding(element) !== undefined || element.startsWith("sites/")) continue;
        if (file.get(element) === undefined) expect(merged.has(element)).toBe(false);
        else if (isDeepStrictEqual(edited.get(element), fields)) {
          // Where the file puts it into a zone or site that a person removed, that much is left out, or the whole new asset.
          const { zone: _, site, ...rest } = file.get(element) ?? {};
          const isThere = edited.has(`sites/${String(site)}`) || !base.has(`sites/${String(site)}`);
          expect(merged.get(element)).toMatchObject(rest);
          if (isThere) expect(merged.get(element)?.site).toBe(site);
        }
      }
    }),
    { numRuns: 1000 },
  );
});

test("importing what the base said already changes nothing", () => {
  fc.assert(
    fc.property(sides, ({ base, edited }) => {
      expect(differences(mergeFile({ base, edited, file: base }), edited)).toEqual([]);
    }),
  );
});
