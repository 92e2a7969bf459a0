import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AttributeIds, OPCUAClient } from "node-opcua";
import { split_der } from "node-opcua-crypto";
import pino from "pino";
import { stringify } from "yaml";
import type { DriverServices } from "../../collector/drivers/define.ts";
import { opcuaDriver } from "../../collector/drivers/opcua/driver.ts";
import { createRequestGate } from "../../collector/schedule/request-gate.ts";
import { systemClock } from "../../model/instant.ts";
import type { Inventory } from "../../model/inventory/inventory.ts";
import { parseInventory } from "../../model/inventory/parse-inventory.ts";
import type { Endpoint } from "../../model/protocols/index.ts";
import { parseScenario } from "../../simulators/load-scenario.ts";
import { startScenario } from "../../simulators/run-scenario.ts";
import { type Cost, measure, perUnit, print, printRatio } from "./measure.ts";
import { BareClient, countServices, type Heard, listen } from "./opcua-conversation.ts";
import { type Group, type OpcuaPlants, scenarioOf, startPlants } from "./opcua-plants.ts";

const probes = ["opcua.discovery", "opcua.channel", "opcua.session", "opcua.access"];
const rounds = 200;
const assessments = 10;
const repetitions = 7;
/** What a full assessment may cost at most, as a multiple of the bare client's CPU. */
const goal = 1.5;
/** The values that the session probe reads, after OPC 10000-5: status, build, auditing, diagnostics, limits. */
const nodes = ["i=2256", "i=2259", "i=2260", "i=2994", "i=2275", "i=2294", "i=2269", "i=11702", "i=11705"];
const groups: readonly Group[] = [
  { id: "open", profile: "opcua/secured-server", count: 1, weaknesses: ["none-offered", "anonymous-read"] },
  { id: "strict", profile: "opcua/secured-server", count: 1 },
];

/** CPU of looking at one OPC UA server: a whole assessment, and the session probe over a held session. */
export async function benchOpcua(): Promise<void> {
  const plants = await startPlants(groups);
  try {
    const conversations = await hear(plants);
    print(
      "OPC UA: full assessment, servers in another process; the bare client sends the same requests over the library's channels",
    );
    for (const { id } of groups) {
      const endpoint = endpointOf(plants.inventories, id);
      await compareAssessments(id, endpoint, plants, conversations.get(id) ?? []);
    }
    const endpoint = endpointOf(plants.inventories, "open");
    const bare = await bareReads(endpoint.url);
    print(`OPC UA: ${rounds} rounds over a held session without encryption, the bare client being the library's own session`);
    printRatio("  session probe", await probeRounds(endpoint, plants.services), bare);
  } finally {
    await plants.stop();
  }
}

/** What the driver says in an assessment of each kind of server, as servers in this process hear it. */
async function hear({ services, identity }: OpcuaPlants): Promise<ReadonlyMap<string, readonly Heard[]>> {
  const folder = await mkdtemp(join(tmpdir(), "plantwatch-bench-"));
  const scenario = parseScenario(stringify(scenarioOf(groups)), "bench.yaml");
  if (!scenario.ok) throw new Error(JSON.stringify(scenario.issues));
  const running = await startScenario({
    scenario: scenario.value,
    seed: 7,
    clock: systemClock,
    log: pino({ enabled: false }),
    dataDir: folder,
    trustedClientPems: [identity.certificatePem],
  });
  try {
    const heard = new Map<string, readonly Heard[]>();
    for (const { text, fileName } of running.inventories) {
      const inventory = parseInventory(text, fileName);
      if (!inventory.ok) throw new Error(JSON.stringify(inventory.issues));
      const { id } = inventory.value.enterprise;
      heard.set(id, await listen(() => assess(endpointOf([inventory.value], id), services)));
    }
    return heard;
  } finally {
    await running.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Both in turn, so that what else runs on the machine meets both; the middle of the ratios is printed. */
async function compareAssessments(
  name: string,
  endpoint: Endpoint,
  { services, identity }: OpcuaPlants,
  conversation: readonly Heard[],
): Promise<void> {
  const client = new BareClient({
    url: endpoint.url,
    identity,
    serverCertificate: await serverCertificateOf(endpoint.url),
    user: { name: "plantwatch", password: services.secret("BENCH_PASSWORD") ?? "" },
  });
  const driver = () => assess(endpoint, services);
  const bare = () => client.repeat(conversation);
  for (let round = 0; round < assessments; round++) {
    await driver();
    await bare();
  }
  const pairs: { ours: number; bare: number }[] = [];
  for (let repetition = 0; repetition < repetitions; repetition++) {
    pairs.push({ ours: perUnit(await repeated(driver)), bare: perUnit(await repeated(bare)) });
  }
  const [middle] = pairs.toSorted((a, b) => a.ours / a.bare - b.ours / b.bare).slice(Math.floor(repetitions / 2));
  if (middle === undefined) return;
  const asked = Object.entries(countServices(conversation)).map(([service, count]) => `${count} ${service}`);
  const ratio = middle.ours / middle.bare;
  print(`  ${name} server (${conversation.length} channels; ${asked.join(", ")}):`);
  print(
    `    ${(middle.ours / 1000).toFixed(1)} ms CPU each, bare client ${(middle.bare / 1000).toFixed(1)} ms; ` +
      `ratio ${ratio.toFixed(2)}, goal ${goal}${ratio > goal ? ": MISSED" : ""}`,
  );
}

async function repeated(work: () => Promise<void>): Promise<Cost> {
  return measure(async () => {
    for (let round = 0; round < assessments; round++) await work();
    return assessments;
  });
}

/** A whole assessment as if the server had never been seen: every probe over a link of its own. */
async function assess(endpoint: Endpoint, services: DriverServices): Promise<void> {
  const limits = { maxConnections: 1, minGap: 0, requestsPerMinute: 1_000_000 };
  const link = opcuaDriver.link(createRequestGate(limits, systemClock), services);
  for (const probe of probes) {
    const { outcome, reason } = await link.run(endpoint, probe, AbortSignal.timeout(20_000));
    if (outcome !== "answered") throw new Error(`${probe} ended ${outcome}: ${reason?.code}`);
  }
  await link.close();
}

function endpointOf(inventories: readonly Inventory[], enterprise: string): Endpoint {
  const inventory = inventories.find(({ enterprise: { id } }) => id === enterprise);
  const endpoint = inventory?.assets[0]?.endpoints[0];
  if (endpoint === undefined) throw new Error(`no server of "${enterprise}"`);
  return endpoint;
}

async function serverCertificateOf(url: string): Promise<Buffer> {
  const client = OPCUAClient.create({ connectionStrategy: { maxRetry: 0 }, endpointMustExist: false });
  await client.connect(url);
  const [first] = await client.getEndpoints();
  await client.disconnect();
  return split_der(first?.serverCertificate ?? Buffer.alloc(0))[0] ?? Buffer.alloc(0);
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

async function probeRounds(endpoint: Endpoint, services: DriverServices): Promise<Cost> {
  const limits = { maxConnections: 1, minGap: 0, requestsPerMinute: 1_000_000 };
  const link = opcuaDriver.link(createRequestGate(limits, systemClock), services);
  const run = async () => {
    const { outcome, reason } = await link.run(endpoint, "opcua.session", AbortSignal.timeout(10_000));
    if (outcome !== "answered") throw new Error(`the probe ended ${outcome}: ${reason?.code}`);
  };
  for (let round = 0; round < 20; round++) await run();
  const cost = await measure(async () => {
    for (let round = 0; round < rounds; round++) await run();
    return rounds;
  });
  await link.close();
  return cost;
}
