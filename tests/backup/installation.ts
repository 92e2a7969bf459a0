import { randomUUID } from "node:crypto";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pino from "pino";
import { expect, vi } from "vitest";
import { healthObservation, observationBatch, pressure, sampleBatch } from "../../api/testing/deliveries.ts";
import { inventoryText } from "../../api/testing/inventories.ts";
import { type OpenCentre, openCentre } from "../../app/centre/open-centre.ts";
import type { BackupConfig } from "../../app/config/backup-config.ts";
import type { MetricsConfig } from "../../app/config/metrics-config.ts";

/** A centre in a data folder of its own that has judged what a collector delivered. */
export interface Installation extends OpenCentre {
  readonly folder: string;
  readonly data: string;
  /** SHA-256 of a document that was handed in. */
  readonly document: string;
  /** Delivers one repeated observation and a batch of new points. */
  deliver(): Promise<void>;
  /** Points that the centre acknowledged. */
  acknowledged(): number;
  /** Delivers what the pump's health probe found. */
  deliverObservation(facts: Readonly<Record<string, unknown>>): Promise<void>;
  /** Asks the HTTP interface with the token of an administrator, or of the collector. */
  ask(path: string, method?: string, body?: unknown, as?: "administrator" | "collector"): Promise<Response>;
  remove(): Promise<void>;
}

export const pointsPerDelivery = 100;
const base = Date.now() - 3_600_000;

export async function openInstallation(
  settings: { readonly backup?: BackupConfig; readonly metrics?: MetricsConfig } = {},
): Promise<Installation> {
  const folder = await mkdtemp(join(tmpdir(), "plantwatch-backup-"));
  const data = join(folder, "data");
  const inventory = join(folder, "inventory");
  await mkdir(inventory);
  for (const [id, text] of Object.entries(inventoryText)) await writeFile(join(inventory, `${id}.yaml`), text);
  const opened = await openCentre({
    data,
    catalogs: ["miit"],
    demo: true,
    baseUrl: "http://127.0.0.1:7420",
    log: pino({ enabled: false }),
    ...settings,
  });
  const { centre, records } = opened;
  await centre.importInventories(inventory);
  const collector = await centre.issueCollectorToken("collector-1");
  const grants = [{ role: "administrator" as const, enterpriseId: null }];
  const { secret } = await centre.createToken({ name: "test", grants, createdBy: "test", expiresAt: null });
  const request = async (
    path: string,
    method: string,
    token: string,
    body?: string | Uint8Array<ArrayBuffer>,
    type = "application/json",
  ) =>
    centre.app.request(`/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": type },
      ...(body === undefined ? {} : { body }),
    });
  const spoolId = randomUUID();
  let deliveries = 0;
  const deliver = async () => {
    const at = Date.now();
    const points = Array.from({ length: pointsPerDelivery }, (_, index) =>
      pressure(base + deliveries * pointsPerDelivery + index, index / 4),
    );
    const first = deliveries * pointsPerDelivery + 1;
    const seen = observationBatch(spoolId, [healthObservation(at)], deliveries + 1);
    for (const [path, batch] of [
      ["/ingest/observations", seen],
      ["/ingest/samples", sampleBatch(spoolId, points, first)],
    ] as const) {
      expect((await request(path, "POST", collector, JSON.stringify(batch))).status, path).toBe(200);
    }
    deliveries += 1;
  };
  await centre.start();
  await deliver();
  const assessor = [{ role: "assessor" as const, enterpriseId: null }];
  const hands = await centre.createToken({ name: "hands in", grants: assessor, createdBy: "test", expiresAt: null });
  const text = new TextEncoder().encode("What the plant promised, in writing.\n");
  const answer = await request(
    "/enterprises/waterworks/documents?name=promise.txt",
    "POST",
    hands.secret,
    text,
    "application/octet-stream",
  );
  expect(answer.status).toBe(201);
  const { sha256 } = (await answer.json()) as { sha256: string };
  await vi.waitFor(async () => {
    expect((await records.verdicts.list({ enterpriseId: "waterworks" })).length).toBeGreaterThan(5);
    expect(await records.scores.latest("waterworks", null, "miit")).toBeDefined();
  }, 15_000);
  return {
    ...opened,
    folder,
    data,
    document: sha256,
    deliver,
    acknowledged: () => deliveries * pointsPerDelivery,
    async deliverObservation(facts) {
      const batch = observationBatch(randomUUID(), [healthObservation(Date.now(), { facts })]);
      expect((await request("/ingest/observations", "POST", collector, JSON.stringify(batch))).status).toBe(200);
    },
    ask: (path, method = "GET", body = undefined, as = "administrator") =>
      request(path, method, as === "collector" ? collector : secret, body === undefined ? undefined : JSON.stringify(body)),
    async remove() {
      await opened.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
