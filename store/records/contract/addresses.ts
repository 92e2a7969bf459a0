import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { Activity } from "../../../model/activity.ts";
import {
  type AddressRegister,
  type AddressStep,
  addressRecordSchema,
  defaultRegisterSettings,
} from "../../../model/addresses/address-register.ts";
import type { RecordStore } from "../port.ts";

function register(change: Partial<AddressRegister> = {}): AddressRegister {
  return {
    enterpriseId: "water",
    settings: defaultRegisterSettings,
    records: [addressRecordSchema.parse({ first: "10.1.0.5", last: "10.1.0.5", user: "水务" })],
    source: "list.csv",
    sha256: "00",
    by: "li",
    at: 1,
    version: 1,
    ...change,
  };
}

function step(change: Partial<AddressStep> = {}): AddressStep {
  return {
    id: randomUUID(),
    enterpriseId: "water",
    address: "10.1.0.9",
    kind: "cut-off",
    doneAt: 5,
    responsible: "wang",
    recipient: "",
    remark: "port closed",
    recordedBy: "li",
    recordedAt: 6,
    ...change,
  };
}

function activity(change: Partial<Activity> = {}): Activity {
  return {
    id: randomUUID(),
    enterpriseId: "water",
    kind: "drill",
    heldAt: 5,
    scope: "pump hall",
    outcome: "as planned",
    documents: [],
    recordedBy: "li",
    recordedAt: 6,
    ...change,
  };
}

export function addressContract(store: () => RecordStore): void {
  describe("address record lists", () => {
    test("are found in their newest and in every version", async () => {
      const second = register({ version: 2, at: 2, records: [] });
      await store().addressRegisters.save(register());
      await store().addressRegisters.save(second);
      await store().addressRegisters.save(register({ enterpriseId: "pharma" }));
      expect(await store().addressRegisters.current("water")).toEqual(second);
      expect(await store().addressRegisters.at("water", 1)).toEqual(register());
      expect(await store().addressRegisters.at("water", 3)).toBeUndefined();
      expect(await store().addressRegisters.current("none")).toBeUndefined();
      expect(await store().addressRegisters.current("water", second)).toBe(second);
      expect(await store().addressRegisters.current("water", register())).toEqual(second);
      expect(await store().addressRegisters.versions("water")).toEqual([
        { version: 2, source: "list.csv", sha256: "00", by: "li", at: 2, count: 0 },
        { version: 1, source: "list.csv", sha256: "00", by: "li", at: 1, count: 1 },
      ]);
    });

    test("refuse a stale version, also of two at once", async () => {
      await store().addressRegisters.save(register());
      await expect(store().addressRegisters.save(register())).rejects.toMatchObject({ code: "stale-edit" });
      await expect(store().addressRegisters.save(register({ version: 3 }))).rejects.toMatchObject({ code: "stale-edit" });
      const both = await Promise.allSettled(
        ["li", "wang"].map((by) => store().addressRegisters.save(register({ version: 2, by }))),
      );
      expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
      expect(await store().addressRegisters.versions("water")).toHaveLength(2);
    });

    test("keep what people did about addresses, oldest first", async () => {
      const [later, earlier] = [step({ doneAt: 9, kind: "reported" }), step({ doneAt: 3 })];
      await store().addressRegisters.addStep(later);
      await store().addressRegisters.addStep(earlier);
      await store().addressRegisters.addStep(step({ enterpriseId: "pharma" }));
      expect(await store().addressRegisters.steps("water")).toEqual([earlier, later]);
    });
  });

  describe("activities", () => {
    test("are listed newest first, and removed by their own enterprise alone", async () => {
      const [old, recent] = [activity({ heldAt: 1 }), activity({ heldAt: 9, kind: "address-sweep" })];
      await store().activities.add(old);
      await store().activities.add(recent);
      expect(await store().activities.list("water")).toEqual([recent, old]);
      expect(await store().activities.remove("pharma", old.id)).toBeUndefined();
      expect(await store().activities.remove("water", old.id)).toEqual(old);
      expect(await store().activities.list("water")).toEqual([recent]);
    });

    test("keep the documents that they name", async () => {
      const document = { enterpriseId: "water", name: "drill.pdf", kind: "pdf", size: 3, by: "li", at: 1 };
      await store().documents.add({ ...document, sha256: "aa" });
      await store().documents.add({ ...document, sha256: "bb" });
      await store().activities.add(activity({ documents: [{ name: "drill.pdf", sha256: "aa" }] }));
      expect((await store().documents.dropUnattached(2)).map(({ sha256 }) => sha256)).toEqual(["bb"]);
    });
  });
}
