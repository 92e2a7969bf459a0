import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import { z } from "zod";
import type { ClientIdentity, DriverServices } from "../../collector/drivers/define.ts";
import { loadOrMakeIdentity } from "../../collector/identity/client-identity.ts";
import { systemClock } from "../../model/instant.ts";
import type { Inventory } from "../../model/inventory/inventory.ts";
import { parseInventory } from "../../model/inventory/parse-inventory.ts";
import { startProcess } from "../support/processes.ts";

/** Servers of one kind. */
export interface Group {
  readonly id: string;
  readonly profile: string;
  readonly count: number;
  readonly weaknesses?: readonly string[];
  readonly intervals?: Readonly<Record<string, string>>;
}

/** Simulated OPC UA servers in a process of their own, and what a collector needs to assess them. */
export interface OpcuaPlants {
  readonly inventories: readonly Inventory[];
  readonly identity: ClientIdentity;
  readonly services: DriverServices;
  /** How long the servers took to start, milliseconds. */
  readonly startedInMs: number;
  stop(): Promise<void>;
}

/** Starts one plant a group; strict servers trust the collector's certificate and know its password. */
export async function startPlants(groups: readonly Group[], portBase = 21_000): Promise<OpcuaPlants> {
  const folder = await mkdtemp(join(tmpdir(), "plantwatch-bench-"));
  const at = (name: string) => join(folder, name);
  const identity = await loadOrMakeIdentity(at("identity"), "bench", "client");
  await writeFile(at("client.pem"), identity.certificatePem);
  await writeFile(at("scenario.yaml"), stringify(scenarioOf(groups)));
  const started = performance.now();
  const words = ["--inventory", at("inventory"), "--devices", at("devices"), "--secrets", at("secrets.json")];
  const port = ["--trust", at("client.pem"), "--port-base", String(portBase)];
  const servers = await startProcess(["simulate", at("scenario.yaml"), ...words, ...port]);
  const passwords = z.record(z.string(), z.string()).parse(JSON.parse(await readFile(at("secrets.json"), "utf8")));
  return {
    inventories: await readInventories(at("inventory")),
    identity,
    services: {
      clock: systemClock,
      identity,
      strangerIdentity: async () => identity,
      secret: (variable) => passwords[variable],
    },
    startedInMs: performance.now() - started,
    async stop() {
      await servers.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A scenario with a plant for each group. */
export function scenarioOf(groups: readonly Group[]): object {
  return {
    id: "bench",
    title: "bench",
    plants: groups.map((group, index) => ({
      inventory: {
        enterprise: { id: group.id, name: group.id, types: ["N"], grade: 1, simulated: true },
        sites: [{ id: "site", name: "site", collectors: [{ id: "bench" }] }],
        assets: [],
      },
      repeated: {
        server: {
          profile: group.profile,
          count: group.count,
          weaknesses: group.weaknesses ?? [],
          assets: [asset(index, group.intervals ?? {})],
        },
      },
    })),
  };
}

function asset(plant: number, intervals: Readonly<Record<string, string>>): object {
  const endpoint = {
    id: "ua",
    protocol: "opcua",
    url: `opc.tcp://10.99.${4 * plant}.1:4840/UA`,
    address: `10.99.${4 * plant}.1`,
    credentials: { user: "plantwatch", passwordEnv: "BENCH_PASSWORD" },
    limits: { minGap: "0ms", requestsPerMinute: 6000 },
    intervals,
  };
  return { id: "server", name: "server", site: "site", role: "server", endpoints: [endpoint] };
}

async function readInventories(folder: string): Promise<readonly Inventory[]> {
  const files = await readdir(folder);
  return Promise.all(
    files.map(async (file) => {
      const parsed = parseInventory(await readFile(join(folder, file), "utf8"), file);
      if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
      return parsed.value;
    }),
  );
}
