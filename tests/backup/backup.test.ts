import { createHash } from "node:crypto";
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { systemViewSchema } from "../../api/contract/system.ts";
import { centreFiles } from "../../app/centre/data-files.ts";
import { day, minute } from "../../model/instant.ts";
import type { Verdict } from "../../model/verdict.ts";
import { openFileDocuments } from "../../store/documents/files/file-documents.ts";
import { openEmbeddedMetrics } from "../../store/metrics/embedded/embedded-metrics.ts";
import type { MetricStore } from "../../store/metrics/port.ts";
import type { RecordStore } from "../../store/records/port.ts";
import { openSqliteRecords } from "../../store/records/sqlite/sqlite-records.ts";
import { runCommand } from "../support/processes.ts";
import { type Installation, openInstallation, pointsPerDelivery } from "./installation.ts";

let original: Installation;
let folder = "";
let backup = "";
beforeAll(async () => {
  original = await openInstallation();
  folder = await mkdtemp(join(tmpdir(), "plantwatch-backups-"));
});
afterAll(async () => {
  await original.remove();
  await rm(folder, { recursive: true, force: true });
});
const undo: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});
const at = (data: string) => ({ PLANTWATCH_DATA: data });

/** What must be the same after a restore. */
async function held(records: RecordStore) {
  const summary = ({ checkId, assetId, endpointId, status, severity, because }: Verdict) => ({
    checkId,
    assetId,
    endpointId,
    status,
    severity,
    because,
  });
  const score = async (enterpriseId: string) => {
    const found = await records.scores.latest(enterpriseId, null, "miit");
    return found === undefined ? undefined : { ...found, at: 0 };
  };
  return {
    scores: [await score("waterworks"), await score("pharma")],
    verdicts: (await records.verdicts.list({})).map(summary),
    findings: (await records.findings.list({})).map(({ id, status, severity, firstSeen }) => ({
      id,
      status,
      severity,
      firstSeen,
    })),
    inventories: await records.inventories.all(),
  };
}

/** The first judgements open findings, which the next ones judge in turn: waits until another delivery changes nothing. */
async function settled(): Promise<void> {
  let before = "";
  for (;;) {
    await original.deliver();
    await sleep(1500);
    const now = JSON.stringify(await held(original.records));
    if (now === before) return;
    before = now;
  }
}

async function storedPoints(metrics: MetricStore): Promise<number> {
  const now = Date.now();
  const range = { from: now - day, to: now + day, stepMs: 4 * day, aggregate: "count" } as const;
  const series = await metrics.query({ measurement: "signal", field: "value", where: { asset: "pump" }, ...range });
  return series.flatMap(({ points }) => points).reduce((sum, [, count]) => sum + count, 0);
}

describe("plantwatch backup and restore", () => {
  it("copy a centre under load, and bring scores, verdicts, audit trail, documents and metrics back elsewhere", async () => {
    await settled();
    let going = true;
    const load = (async () => {
      while (going) await original.deliver();
    })();
    const before = original.acknowledged();
    const made = await runCommand(["backup", "--to", folder], at(original.data));
    going = false;
    await load;
    expect(made.status, made.errors).toBe(0);
    expect(original.acknowledged()).toBeGreaterThan(before + 100);
    backup = made.output.split("\n")[0] ?? "";
    expect(made.output).toContain("Keys, tokens and certificates of the data folder are not in it");
    expect(await runCommand(["backup", "verify", backup])).toMatchObject({ status: 0 });

    const elsewhere = join(folder, "elsewhere");
    const restored = await runCommand(["restore", backup], at(elsewhere));
    expect(restored.status, restored.errors).toBe(0);
    const files = centreFiles(elsewhere);
    const records = await openSqliteRecords({ file: files.records });
    undo.push(() => records.close());
    const metrics = await openEmbeddedMetrics({ file: files.metrics });
    undo.push(() => metrics.close());

    const was = await held(original.records);
    expect(was.scores[0]).toBeDefined();
    expect(was.verdicts.length).toBeGreaterThan(5);
    expect(await held(records)).toEqual(was);
    const document = await (await openFileDocuments({ folder: files.documents })).read(original.document);
    expect(Buffer.from(document).toString()).toBe("What the plant promised, in writing.\n");

    const points = await storedPoints(metrics);
    const seen = (await records.observations.count()) * pointsPerDelivery;
    expect(seen).toBeGreaterThanOrEqual(before);
    expect(points).toBeGreaterThanOrEqual(seen - pointsPerDelivery);
    expect(points).toBeGreaterThanOrEqual(before);
    expect(points).toBeLessThanOrEqual(original.acknowledged());
    process.stdout.write(
      `\nbacked up under load: ${before} points before, ${points} in the backup, ${original.acknowledged()} after\n`,
    );

    expect(await records.audit.verify()).toBeNull();
    const [last, ...earlier] = (await records.audit.list({ limit: 1000 })).items;
    expect(last?.action).toBe("backup.restore");
    const hashes = (await original.records.audit.list({ limit: 1000 })).items.map(({ hash }) => hash);
    expect(hashes).toEqual(expect.arrayContaining(earlier.map(({ hash }) => hash)));
    expect(earlier.length).toBeGreaterThan(2);
  }, 60_000);

  it("says on the system page when the last one was made, and keeps it in the audit trail", async () => {
    const { backup: state } = systemViewSchema.parse(await (await original.ask("/system")).json());
    expect(Date.now() - Date.parse(state.last?.at ?? "")).toBeLessThan(minute);
    expect(backup).toContain(state.last?.name ?? "none");
    expect(state).toMatchObject({ everySeconds: null, overdue: false, failure: null });
    const { items } = await original.records.audit.list({ limit: 20 });
    expect(items.find(({ action }) => action === "backup.create")?.target).toBe(state.last?.name);
    const metrics = await (await original.centre.app.request("/metrics")).text();
    expect(Number(/^plantwatch_backup_age_seconds (.*)$/m.exec(metrics)?.[1])).toBeLessThan(60);
  });

  it("refuse a data folder that holds something, unless told to put it aside", async () => {
    const data = await mkdtemp(join(folder, "used-"));
    await mkdir(join(data, "centre"));
    await writeFile(join(data, "centre", "precious"), "mine");
    const refused = await runCommand(["restore", backup], at(data));
    expect(refused.status).toBe(2);
    expect(refused.errors).toContain("--replace");
    expect(await readFile(join(data, "centre", "precious"), "utf8")).toBe("mine");
    const replaced = await runCommand(["restore", backup, "--replace"], at(data));
    expect(replaced.status, replaced.errors).toBe(0);
    const aside = /What was there before is in (.*)\.\n/.exec(replaced.output)?.[1] ?? "";
    expect(await readFile(join(aside, "precious"), "utf8")).toBe("mine");
  }, 30_000);

  it("refuse a data folder on which a centre runs", async () => {
    const refused = await runCommand(["restore", backup, "--replace"], at(original.data));
    expect(refused.status).toBe(2);
    expect(refused.errors).toContain("A centre runs on this data folder");
    await original.deliver();
  });

  it("take keys and tokens in only where they are asked for", async () => {
    const key = join(original.data, "collector", "identity", "client.key");
    await mkdir(join(key, ".."), { recursive: true });
    await writeFile(key, "a key");
    const data = await mkdtemp(join(folder, "keys-"));
    const made = await runCommand(["backup", "--to", join(folder, "with-keys"), "--secrets"], at(original.data));
    expect(made.output).toContain("whoever has it can act as this centre");
    const restored = await runCommand(["restore", made.output.split("\n")[0] ?? ""], at(data));
    expect(restored.status, restored.errors).toBe(0);
    expect(await readFile(join(data, "collector", "identity", "client.key"), "utf8")).toBe("a key");
    const without = await mkdtemp(join(folder, "no-keys-"));
    await runCommand(["restore", backup], at(without));
    await expect(readFile(join(without, "collector", "identity", "client.key"))).rejects.toThrow("ENOENT");
  }, 30_000);

  it.each([
    ["a byte of the records changed", (copy: string) => flipByte(join(copy, "centre/records.sqlite")), "another SHA-256"],
    ["a part missing", (copy: string) => rm(join(copy, "centre/metrics.sqlite")), "cannot be read"],
    ["a part more", (copy: string) => writeFile(join(copy, "centre/more"), "x"), "in no manifest"],
    ["its manifest changed", (copy: string) => flipByte(join(copy, "manifest.json")), "manifest.json has another SHA-256"],
    ["no manifest", (copy: string) => rename(join(copy, "manifest.json"), join(copy, "other")), "cannot be read"],
    ["a change of the records that this release does not know", addSchemaChange, 'the change "9999-of-tomorrow"'],
    ["the form of a later release", (copy: string) => rewriteManifest(copy, { format: 2 }), "it has the form 2"],
  ])(
    "refuse a backup with %s, and leave the data folder as it is",
    async (_, harm, reason) => {
      const copy = await mkdtemp(join(folder, "harmed-"));
      await cp(backup, copy, { recursive: true });
      await harm(copy);
      const data = await mkdtemp(join(folder, "untouched-"));
      const refused = await runCommand(["restore", copy], at(data));
      expect(refused.status).toBe(2);
      expect(refused.errors).toContain(reason);
      expect(await runCommand(["backup", "verify", copy])).toMatchObject({ status: 2 });
      expect(await readdir(data)).toEqual([]);
    },
    30_000,
  );
});

async function addSchemaChange(copy: string): Promise<void> {
  const { recordsSchema } = JSON.parse(await readFile(join(copy, "manifest.json"), "utf8")) as { recordsSchema: string[] };
  await rewriteManifest(copy, { recordsSchema: [...recordsSchema, "9999-of-tomorrow"] });
}

/** As another release would have written it, with the right digest. */
async function rewriteManifest(copy: string, change: Readonly<Record<string, unknown>>): Promise<void> {
  const file = join(copy, "manifest.json");
  const text = JSON.stringify({ ...JSON.parse(await readFile(file, "utf8")), ...change });
  await writeFile(file, text);
  await writeFile(join(copy, "manifest.sha256"), `${createHash("sha256").update(text).digest("hex")}  manifest.json\n`);
}

async function flipByte(file: string): Promise<void> {
  const bytes = await readFile(file);
  const middle = Math.floor(bytes.length / 2);
  bytes.writeUInt8(bytes.readUInt8(middle) ^ 1, middle);
  await writeFile(file, bytes);
}
