import { randomUUID } from "node:crypto";
import { Kysely, sql } from "kysely";
import { describe, expect, test } from "vitest";
import type { AuditEntry } from "../../../model/audit.ts";
import type { TokenRecord } from "../administration-port.ts";
import type { RecordStore } from "../port.ts";
import { collectorStatus, event } from "./fixtures.ts";

export function administrationContract(store: () => RecordStore): void {
  describe("inventories", () => {
    test("give every asset one salt for ever", async () => {
      const asked = await Promise.all(Array.from({ length: 10 }, () => store().inventories.salt("water", "a")));
      expect(new Set(asked).size).toBe(1);
      expect(asked[0]).toMatch(/^[0-9a-f]{32}$/);
      expect(await store().inventories.salt("water", "b")).not.toBe(asked[0]);
    });
  });

  describe("events", () => {
    test("get growing ids and are listed newest first, or from an id on", async () => {
      const first = await store().events.append([event({ at: 1 }), event({ at: 2, assetId: "plc-2" })]);
      const [third] = await store().events.append([event({ at: 3, enterpriseId: null, assetId: null })]);
      const all = [...first, third];
      expect(all.map((each) => each?.id)).toEqual([1, 2, 3]);
      expect(await store().events.list({ limit: 10 })).toEqual(all.toReversed());
      expect(await store().events.list({ limit: 1, after: 1 })).toEqual([all[1]]);
      expect(await store().events.list({ limit: 10, enterpriseId: "water", since: 2 })).toEqual([all[1]]);
      expect(await store().events.list({ limit: 10, assetId: "plc-1" })).toEqual([all[0]]);
    });
  });

  describe("audit", () => {
    const entry = (action: string) => ({ at: 1000, actor: "li", action, target: "plc-1", detail: { 理由: "换固件", n: 1 } });
    const tamper = (statement: string) => sql.raw(statement).execute(new Kysely({ dialect: store().database.dialect }));

    test("is a chain that holds, under 50 calls at once as well", async () => {
      const entries = await Promise.all(Array.from({ length: 50 }, (_, index) => store().audit.append(entry(`action-${index}`))));
      expect(entries.map(({ id }) => id).sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
      expect(await store().audit.verify()).toBeNull();
    });

    test("is read from an id on, oldest first", async () => {
      for (const action of ["a", "b", "c"]) await store().audit.append(entry(action));
      expect((await store().audit.after(1, 5)).map(({ action }) => action)).toEqual(["b", "c"]);
      expect((await store().audit.after(0, 1)).map(({ action }) => action)).toEqual(["a"]);
    });

    test("shows pages, newest first", async () => {
      for (const action of ["a", "b", "c"]) await store().audit.append(entry(action));
      const first = await store().audit.list({ limit: 2 });
      expect(first.items.map(({ action }) => action)).toEqual(["c", "b"]);
      const second = await store().audit.list({ limit: 2, ...(first.next === undefined ? {} : { cursor: first.next }) });
      expect(second).toEqual({ items: [{ ...entry("a"), id: 1, hash: expect.stringMatching(/^[0-9a-f]{64}$/) }] });
      await expect(store().audit.list({ limit: 2, cursor: "1 or 1" })).rejects.toMatchObject({ code: "invalid-cursor" });
    });

    test.each([
      ["a changed entry", "update audit_entries set actor = 'wang' where id = 2", 2],
      ["a changed detail", `update audit_entries set detail = '{"n":2}' where id = 3`, 3],
      ["a removed entry", "delete from audit_entries where id = 2", 3],
      ["a changed hash", "update audit_entries set hash = 'f' where id = 1", 1],
      ["a removed beginning", "delete from audit_entries where id = 1", 2],
    ])("betrays %s", async (_, statement, id) => {
      const appended: AuditEntry[] = [];
      for (const action of ["a", "b", "c", "d"]) appended.push(await store().audit.append(entry(action)));
      await tamper(statement);
      expect(await store().audit.verify()).toBe(id);
    });
  });

  describe("collectors and sites", () => {
    test("keep the newest report of every collector", async () => {
      await store().collectors.heard(collectorStatus({ endpoints: 7 }), 2000);
      await store().collectors.heard(collectorStatus({ endpoints: 6 }), 1000);
      expect(await store().collectors.all()).toEqual([
        { collectorId: "north", status: collectorStatus({ endpoints: 7 }), lastHeard: 2000 },
      ]);
    });

    test("stop a site and let it go on", async () => {
      await store().collectors.setPolling("water", "works", true, "li", 1000);
      await store().collectors.setPolling("water", "works", true, "wang", 2000);
      expect(await store().collectors.stoppedSites()).toEqual([{ enterpriseId: "water", siteId: "works", by: "li", at: 1000 }]);
      await store().collectors.setPolling("water", "works", false, "li", 3000);
      expect(await store().collectors.stoppedSites()).toEqual([]);
    });
  });

  describe("access", () => {
    const token = (change: Partial<TokenRecord> = {}): TokenRecord => ({
      id: randomUUID(),
      name: "north",
      secretHash: randomUUID(),
      grants: [{ role: "viewer", enterpriseId: "water" }],
      collectorId: "north",
      createdBy: "li",
      createdAt: 1,
      expiresAt: null,
      lastUsedAt: null,
      ...change,
    });

    test("keeps the grants of a user", async () => {
      expect(await store().access.grantsOf("li")).toEqual([]);
      await store().access.setGrants("li", [{ role: "administrator", enterpriseId: null }]);
      await store().access.setGrants("li", [{ role: "viewer", enterpriseId: "water" }]);
      expect(await store().access.grantsOf("li")).toEqual([{ role: "viewer", enterpriseId: "water" }]);
    });

    test("finds a token by the hash of its secret until it is removed", async () => {
      const one = token();
      await store().access.addToken(one);
      expect(await store().access.tokenByHash(one.secretHash)).toEqual(one);
      await expect(store().access.addToken(token({ secretHash: one.secretHash }))).rejects.toThrow();
      expect(await store().access.tokens()).toEqual([one]);
      expect(await store().access.removeToken(one.id)).toBe(true);
      expect(await store().access.removeToken(one.id)).toBe(false);
      expect(await store().access.tokenByHash(one.secretHash)).toBeUndefined();
    });

    test("notes the use of a token once a minute at most", async () => {
      const one = token();
      await store().access.addToken(one);
      const noted: unknown[] = [];
      for (const at of [1000, 60_999, 61_000]) {
        await store().access.used(one.id, at);
        noted.push((await store().access.tokenByHash(one.secretHash))?.lastUsedAt);
      }
      expect(noted).toEqual([1000, 1000, 61_000]);
    });
  });

  describe("the guard of log-ins", () => {
    test("counts failed tries in a row until they are cleared or too old", async () => {
      const guard = store().signInGuard;
      expect(await guard.tries("li")).toBeUndefined();
      await guard.failed("li", 1000, 0);
      expect(await guard.failed("li", 2000, 0)).toEqual({ failed: 2, lastFailedAt: 2000 });
      await guard.failed("wang", 2500, 0);
      expect([...(await guard.troubled(2100))]).toEqual([["wang", { failed: 1, lastFailedAt: 2500 }]]);
      expect(await guard.failed("li", 9000, 2100)).toEqual({ failed: 1, lastFailedAt: 9000 });
      await guard.clear("li");
      expect(await guard.tries("li")).toBeUndefined();
      expect(await guard.tries("wang")).toEqual({ failed: 1, lastFailedAt: 2500 });
    });

    test("takes a code of a person once", async () => {
      const guard = store().signInGuard;
      const taken = await Promise.all(Array.from({ length: 5 }, () => guard.takeCode("li", "123456", 1000, 0)));
      expect(taken.filter(Boolean)).toHaveLength(1);
      expect(await guard.takeCode("wang", "123456", 1000, 0)).toBe(true);
      expect(await guard.takeCode("li", "123456", 5000, 2000)).toBe(true);
    });
  });

  test("baselines and settings are replaced by their key", async () => {
    const baseline = {
      enterpriseId: "water",
      assetId: "plc-1",
      endpointId: "main",
      probe: "modbus.identify",
      observationId: "one",
      acceptedBy: "li",
      reason: "new",
      at: 1,
    };
    await store().baselines.accept(baseline);
    await store().baselines.accept({ ...baseline, observationId: "two", at: 2 });
    expect(await store().baselines.list("water")).toEqual([{ ...baseline, observationId: "two", at: 2 }]);
    await store().settings.set("cursor", "1");
    await store().settings.set("cursor", "2");
    expect([await store().settings.get("cursor"), await store().settings.get("none")]).toEqual(["2", undefined]);
  });
}
