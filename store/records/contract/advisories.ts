import { describe, expect, test } from "vitest";
import { type ImportedAdvisory, type NameAlias, noAdvisories } from "../../../model/advisories/advisory.ts";
import type { RecordStore } from "../port.ts";

function advisory(change: Partial<ImportedAdvisory> = {}): ImportedAdvisory {
  return {
    id: "ssa-1",
    number: 1,
    trackingId: "SSA-1",
    namespace: "https://maker.example",
    publisher: "Maker",
    title: "阀门控制器",
    revision: "1",
    state: "final",
    firstReleasedAt: 1,
    releasedAt: 2,
    url: "",
    products: [],
    vulnerabilities: [],
    file: "ssa-1.json",
    sha256: "00",
    trust: { kind: "hashed" },
    importedAt: 5,
    importedBy: "li",
    ...change,
  };
}

const alias: NameAlias = { id: "a1", kind: "product", vendor: "Maker", name: "V-1", means: null, by: "li", at: 3 };

export function advisoryContract(store: () => RecordStore): void {
  describe("advisories", () => {
    test("are nothing before the first import", async () => {
      expect(await store().advisories.current()).toBe(noAdvisories);
    });

    test("hold in their newest revision, the older stay", async () => {
      const second = advisory({ number: 2, revision: "2" });
      await store().advisories.save([advisory(), advisory({ id: "ssa-2", trackingId: "SSA-2" })], 5);
      const before = await store().advisories.current();
      await store().advisories.save([second], 9);
      const after = await store().advisories.current(before);
      expect(after).toEqual({
        ...before,
        revision: before.revision + 1,
        advisories: [second, before.advisories[1]],
        importedAt: 9,
      });
      expect(after.advisories[1]).toBe(before.advisories[1]);
      expect(await store().advisories.current(after)).toBe(after);
      expect(await store().advisories.revisions("ssa-1")).toEqual([second, advisory()]);
    });

    test("refuse a number that is taken, whole imports with it", async () => {
      await store().advisories.save([advisory()], 5);
      const both = [advisory({ id: "ssa-3" }), advisory()];
      await expect(store().advisories.save(both, 6)).rejects.toMatchObject({ code: "stale-edit" });
      await expect(store().advisories.save([advisory({ number: 3 })], 6)).rejects.toMatchObject({ code: "stale-edit" });
      const { advisories, importedAt } = await store().advisories.current();
      expect({ ids: advisories.map(({ id }) => id), importedAt }).toEqual({ ids: ["ssa-1"], importedAt: 5 });
    });

    test("come with aliases and their age limit", async () => {
      await store().advisories.addAlias(alias);
      await store().advisories.setMaxAge(7);
      expect(await store().advisories.current()).toMatchObject({ aliases: [alias], maxAgeDays: 7, importedAt: null });
      expect(await store().advisories.removeAlias("a1")).toEqual(alias);
      expect(await store().advisories.removeAlias("a1")).toBeUndefined();
      expect((await store().advisories.current()).aliases).toEqual([]);
    });
  });
}
