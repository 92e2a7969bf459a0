import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pino from "pino";
import { afterEach, beforeEach, expect, it } from "vitest";
import { backUpWhenDue, backupState } from "../../api/backups/backups.ts";
import { EventHub } from "../../api/live/event-hub.ts";
import { testClock } from "../../api/testing/open-centre.ts";
import { backupPlan } from "../../app/backup/scheduled.ts";
import { centreFiles } from "../../app/centre/data-files.ts";
import { hour, minute } from "../../model/instant.ts";
import type { RecordStore } from "../../store/records/port.ts";
import { openSqliteRecords } from "../../store/records/sqlite/sqlite-records.ts";

let folder = "";
let records: RecordStore;
const clock = testClock(Date.UTC(2026, 2, 1));
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "plantwatch-scheduled-"));
  records = await openSqliteRecords({ file: centreFiles(join(folder, "data")).records, clock });
});
afterEach(async () => {
  await records.close();
  await rm(folder, { recursive: true, force: true });
});

it("makes one when it is due, keeps as many as it is told, and leaves what is not its own", async () => {
  const into = join(folder, "backups");
  await mkdir(join(into, "of-somebody-else"), { recursive: true });
  const backups = backupPlan(join(folder, "data"), { folder: into, every: hour, keep: 2, secrets: false }, clock);
  const services = { records, clock, log: pino({ enabled: false }), hub: new EventHub(records.events), backups };
  const names: string[] = [];
  for (let round = 0; round < 4; round++) {
    await backUpWhenDue(services);
    names.push((await backupState(records.settings)).last?.name ?? "none");
    clock.advance(hour / 2);
    await backUpWhenDue(services);
    expect((await backupState(records.settings)).last?.name).toBe(names.at(-1));
    clock.advance(hour / 2);
  }
  expect(new Set(names).size).toBe(4);
  expect((await readdir(into)).sort()).toEqual(["of-somebody-else", ...names.slice(-2)]);
  expect((await records.audit.list({ limit: 10 })).items.map(({ action }) => action)).toEqual(Array(4).fill("backup.create"));
});

it("tells once that none can be made, tries again after a while, and tells when it works again", async () => {
  const into = join(folder, "not-a-folder");
  await writeFile(into, "");
  const backups = backupPlan(join(folder, "data"), { folder: into, every: hour, keep: 2, secrets: false }, clock);
  const services = { records, clock, log: pino({ enabled: false }), hub: new EventHub(records.events), backups };
  const told = async () => (await records.events.list({ limit: 10 })).map(({ text }) => text.en);
  await backUpWhenDue(services);
  expect((await backupState(records.settings)).failure?.at).toBe(clock.now());
  await rm(into);
  clock.advance(minute);
  await backUpWhenDue(services);
  expect((await backupState(records.settings)).last).toBeNull();
  expect(await told()).toEqual([expect.stringContaining("No backup could be made")]);
  clock.advance(10 * minute);
  await backUpWhenDue(services);
  expect(await backupState(records.settings)).toMatchObject({ failure: null, last: { at: clock.now() } });
  expect(await told()).toEqual([expect.stringContaining("Backups work again"), expect.stringContaining("No backup")]);
});
