import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Assignment } from "../../model/wire/batches.ts";
import { type PolledScenarios, startPolledScenarios } from "../support/polled-scenario.ts";
import { type RecordingProxy, startRecordingProxy } from "../support/recording-proxy.ts";
import { watchContacts } from "./contacted-addresses.ts";

/** Written from the specifications: functions that only read. Diagnostics (8) by sub-function: 0 and 11 to 18. */
const harmlessFunctions = new Set([1, 2, 3, 4, 11, 12, 17]);
const harmlessDiagnostics = new Set([0, 11, 12, 13, 14, 15, 16, 17, 18]);
const readDeviceIdentification = 0x0e;

/** OPC 10000-4 services that a monitor may use: discovery, channel, session, view and read, subscription. */
const harmlessServices = new Set([
  "FindServers",
  "GetEndpoints",
  "OpenSecureChannel",
  "CloseSecureChannel",
  "CreateSession",
  "ActivateSession",
  "CloseSession",
  "Browse",
  "BrowseNext",
  "Read",
  "CreateSubscription",
  "DeleteSubscriptions",
  "CreateMonitoredItems",
  "DeleteMonitoredItems",
  "Publish",
]);

/** The requests in a stream of Modbus/TCP frames, as function code and the two bytes behind it. */
function requestsIn(stream: Buffer): { unit: number; code: number; sub: number }[] {
  const requests = [];
  for (let at = 0; at < stream.length; at += 6 + stream.readUInt16BE(at + 4)) {
    requests.push({
      unit: stream.readUInt8(at + 6),
      code: stream.readUInt8(at + 7),
      sub: stream.length >= at + 10 ? stream.readUInt16BE(at + 8) : 0,
    });
  }
  return requests;
}

function isHarmless({ code, sub }: { code: number; sub: number }): boolean {
  if (code === 8) return harmlessDiagnostics.has(sub);
  if (code === 0x2b) return sub >> 8 === readDeviceIdentification;
  return harmlessFunctions.has(code);
}

/** Every probe every second, so that all of them run within the test. */
function often(assignment: Assignment, throughProxy: (url: string) => string): Assignment {
  const everySecond = (jobs: readonly string[]) => Object.fromEntries(jobs.map((job) => [job, 1000]));
  const jobs = ["discovery", "channel", "session", "access", "signals", "identify", "health", "baseline", "diagnostics"];
  return {
    ...assignment,
    sites: assignment.sites.map((site) => ({
      ...site,
      assets: site.assets.map((asset) => ({
        ...asset,
        endpoints: asset.endpoints.map((endpoint) => ({
          ...endpoint,
          url: throughProxy(endpoint.url),
          intervals: everySecond(jobs.map((job) => `${endpoint.protocol}.${job}`)),
        })),
      })),
    })),
  };
}

describe("polling does no harm", () => {
  let plant: PolledScenarios;
  const proxies = new Map<string, RecordingProxy>();
  let contacts: readonly string[];
  const budgetSeconds = 12;

  beforeAll(async () => {
    plant = await startPolledScenarios(["demo"]);
    const urls = plant.inventories.flatMap(({ assets }) =>
      assets.flatMap(({ endpoints }) => endpoints.map(({ url }) => new URL(url))),
    );
    for (const { protocol, host, hostname, port } of urls) {
      if (protocol === "modbus:" && !proxies.has(host))
        proxies.set(host, await startRecordingProxy({ host: hostname, port: Number(port) }));
    }
    const watch = watchContacts();
    await plant.poll((assignment) => often(assignment, throughProxy));
    await sleep(budgetSeconds * 1000);
    await plant.schedule.stop();
    watch.stop();
    contacts = watch.contacts();
  }, 90_000);

  afterAll(async () => {
    for (const proxy of proxies.values()) await proxy.stop();
    await plant.stop();
  });

  function throughProxy(url: string): string {
    const { host, hostname } = new URL(url);
    const proxy = proxies.get(host);
    return proxy === undefined ? url : url.replace(host, `${hostname}:${proxy.port}`);
  }

  it("reaches every device, so that the rest of this test says something", () => {
    const answered = new Set(
      plant.outcomes
        .filter(({ observation }) => observation?.outcome === "answered")
        .map(({ observation }) => `${observation?.enterpriseId}.${observation?.assetId}`),
    );
    const assets = plant.inventories.flatMap(({ enterprise, assets }) =>
      assets.filter(({ endpoints }) => endpoints.length > 0).map(({ id }) => `${enterprise.id}.${id}`),
    );
    expect([...answered].sort()).toEqual(assets.sort());
  });

  it("sends no Modbus function but those that read, byte for byte on the wire", () => {
    const requests = [...proxies.values()].flatMap(({ sent }) => sent.flatMap(requestsIn));
    expect(requests.length).toBeGreaterThan(50);
    expect(requests.filter((request) => !isHarmless(request))).toEqual([]);
  });

  it("asks no OPC UA service but discovery, channel, session, browse, read and subscribe, by the servers' own logs", () => {
    const services = plant.devices
      .filter(({ endpoints }) => endpoints.some(({ url }) => url.startsWith("opc.tcp:")))
      .flatMap((device) => device.requestLog().map(({ service }) => service));
    expect(new Set(services).size).toBeGreaterThan(5);
    expect([...new Set(services)].filter((service) => !harmlessServices.has(service))).toEqual([]);
  });

  it("opens one connection at a time to a device", () => {
    expect([...proxies.values()].map(({ mostAtOnce }) => mostAtOnce)).toEqual([...proxies.values()].map(() => 1));
  });

  it("stays within each device's budget of requests", () => {
    for (const device of plant.devices) {
      const budgets = plant.inventories.flatMap(({ assets }) =>
        assets.flatMap(({ endpoints }) =>
          endpoints
            .filter(({ url }) => device.endpoints.some((served) => served.url === url))
            .map(({ limits }) => limits.requestsPerMinute),
        ),
      );
      expect(device.requestLog().length, device.id).toBeLessThanOrEqual(Math.min(...budgets));
    }
  });

  it("contacts no address outside the inventory", () => {
    const declared = new Set(
      plant.inventories.flatMap(({ assets }) =>
        assets.flatMap(({ endpoints }) => endpoints.map(({ url }) => new URL(throughProxy(url)).host)),
      ),
    );
    const ownProxyTargets = new Set(proxies.keys());
    expect(contacts.length).toBeGreaterThan(10);
    expect([...new Set(contacts)].filter((contact) => !declared.has(contact) && !ownProxyTargets.has(contact))).toEqual([]);
  });
});

describe("the collector's own ceiling", () => {
  it("keeps it from every address beyond, whatever the centre asks, and says which it refused", async () => {
    const plant = await startPolledScenarios(["healthy"], { mayContact: ["10.0.0.0/8"] });
    const watch = watchContacts();
    await plant.poll();
    await sleep(1500);
    watch.stop();
    const endpoints = plant.inventories.flatMap(({ assets }) => assets.flatMap(({ endpoints }) => endpoints));
    expect(watch.contacts()).toEqual([]);
    expect(
      plant.schedule
        .state()
        .refused.map(({ url }) => url)
        .sort(),
    ).toEqual(endpoints.map(({ url }) => url).sort());
    await plant.stop();
  });
});
