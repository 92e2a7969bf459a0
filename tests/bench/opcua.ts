import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AttributeIds, OPCUAClient } from "node-opcua";
import type { Link } from "../../collector/drivers/define.ts";
import { opcuaDriver } from "../../collector/drivers/opcua/driver.ts";
import { loadOrMakeIdentity } from "../../collector/identity/client-identity.ts";
import { createRequestGate } from "../../collector/schedule/request-gate.ts";
import { systemClock } from "../../model/instant.ts";
import { parseInventory } from "../../model/inventory/parse-inventory.ts";
import type { Endpoint } from "../../model/protocols/index.ts";
import { startProcess } from "../support/processes.ts";
import { type Cost, measure, print, printRatio } from "./measure.ts";

const rounds = 200;
/** The values that the session probe reads, after OPC 10000-5: status, build, auditing, diagnostics, limits. */
const nodes = ["i=2256", "i=2259", "i=2260", "i=2994", "i=2275", "i=2294", "i=2269", "i=11702", "i=11705"];

/** CPU of one look at an OPC UA server over a held session: the driver's whole session probe against a bare read of the same values. */
export async function benchOpcua(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "plantwatch-bench-"));
  const servers = await startProcess([
    "simulate",
    "weak",
    "--inventory",
    join(folder, "inventory"),
    "--devices",
    join(folder, "devices"),
    "--port-base",
    "27400",
  ]);
  try {
    const endpoint = await openServer(join(folder, "inventory"));
    const identity = await loadOrMakeIdentity(join(folder, "identity"), "bench", "client");
    const bare = await bareReads(endpoint.url);
    const limits = { maxConnections: 1, minGap: 0, requestsPerMinute: 1_000_000 };
    const link = opcuaDriver.link(createRequestGate(limits, systemClock), {
      clock: systemClock,
      identity,
      strangerIdentity: async () => identity,
      secret: () => undefined,
    });
    print(`OPC UA: one server in another process, ${rounds} rounds over a held session without encryption`);
    printRatio("  session probe", await probeRounds(link, endpoint, "opcua.session"), bare);
    await link.close();
  } finally {
    await servers.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function openServer(folder: string): Promise<Endpoint> {
  for (const file of await readdir(folder)) {
    const parsed = parseInventory(await readFile(join(folder, file), "utf8"), file);
    const endpoint = parsed.ok
      ? parsed.value.assets.flatMap(({ endpoints }) => endpoints).find(({ protocol }) => protocol === "opcua")
      : undefined;
    if (endpoint !== undefined) return endpoint;
  }
  throw new Error("the scenario has no OPC UA server");
}

async function bareReads(url: string): Promise<Cost> {
  const client = OPCUAClient.create({ connectionStrategy: { maxRetry: 0 }, endpointMustExist: false });
  await client.connect(url);
  const session = await client.createSession();
  const read = () => session.read(nodes.map((nodeId) => ({ nodeId, attributeId: AttributeIds.Value })));
  for (let round = 0; round < 20; round++) await read();
  const cost = await measure(async () => {
    for (let round = 0; round < rounds; round++) await read();
    return rounds;
  });
  await session.close();
  await client.disconnect();
  return cost;
}

async function probeRounds(link: Link, endpoint: Endpoint, job: string): Promise<Cost> {
  const run = async () => {
    const { outcome, reason } = await link.run(endpoint, job, AbortSignal.timeout(10_000));
    if (outcome !== "answered") throw new Error(`the probe ended ${outcome}: ${reason?.code}`);
  };
  for (let round = 0; round < 20; round++) await run();
  return measure(async () => {
    for (let round = 0; round < rounds; round++) await run();
    return rounds;
  });
}
