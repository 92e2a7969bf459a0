import type { Inventory } from "../../model/inventory/inventory.ts";
import { Problem } from "../../model/problem.ts";
import type { VerdictStatus } from "../../model/verdict.ts";
import type {
  Listener as DeclaredListener,
  DeviceDeclaration,
  DeviceEnvironment,
  Expectation,
  RunningEndpoint,
  SimulatedDevice,
  Simulator,
} from "../define.ts";
import { chanceBetween } from "../random.ts";
import { RequestLog } from "../request-log.ts";
import { buildUnit, type DeclaredUnit } from "./build-unit.ts";
import { Listener } from "./listener.ts";
import { ModbusDevice } from "./modbus-device.ts";
import { loadProfile, type Profile, profileNames, unitProfile, weaknessesOf } from "./profile.ts";
import type { DeviceSettings } from "./settings.ts";
import type { SecureSide } from "./tls.ts";
import { type EndpointTruth, truthOf } from "./truth.ts";
import type { Unit } from "./unit.ts";
import { settingsWith, weaknessNames } from "./weaknesses.ts";

/** Devices that speak Modbus/TCP. */
export const simulator: Simulator = {
  profiles: profileNames,
  weaknesses: [...weaknessNames].sort(),
  expectations,
  start,
};

/** Of several endpoints of one asset the worst status holds. */
const worstFirst: readonly VerdictStatus[] = ["fail", "unknown", "pass", "not-applicable"];

function expectations(device: DeviceDeclaration, inventory: Inventory): readonly Expectation[] {
  const profile = loadProfile(device.profile);
  const names = weaknessesOf(profile, device);
  const worst = new Map<string, Expectation>();
  for (const { asset, endpoint } of declaredUnits(device.listeners)) {
    const situation = { names, profile: unitProfile(profile, unitIdOf(endpoint.url)), asset, endpoint, inventory };
    for (const truth of truthOf(situation)) keepWorst(worst, asset.id, truth);
  }
  return [...worst.values()];
}

function keepWorst(worst: Map<string, Expectation>, assetId: string, truth: EndpointTruth): void {
  const key = `${assetId} ${truth.check}`;
  const known = worst.get(key);
  if (known !== undefined && worstFirst.indexOf(known.status) <= worstFirst.indexOf(truth.status)) return;
  worst.set(key, { assetId, ...truth });
}

async function start(device: DeviceDeclaration, environment: DeviceEnvironment): Promise<SimulatedDevice> {
  const { clock } = environment;
  const profile = loadProfile(device.profile);
  const settings = settingsWith(weaknessesOf(profile, device));
  const seed = chanceBetween(0, 2 ** 31, device.seed, device.id);
  const log = new RequestLog();
  const modbus = new ModbusDevice({
    profile,
    settings,
    seed,
    units: unitsOf(device.listeners, { profile, settings, seed }),
    furtherUnit: (id) => buildUnit(id, { profile, settings, seed, declared: [] }),
    clock,
    log,
  });
  const listeners: OpenListener[] = [];
  const stop = async () => {
    await Promise.all(listeners.map(({ running }) => running.close()));
  };
  try {
    for (const declared of device.listeners) {
      const secure = isSecure(declared, settings) ? await secureSideOf(device, declared, environment, settings) : undefined;
      listeners.push({ declared, secure, running: await openListener(declared, secure, settings, modbus) });
    }
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    endpoints: listeners.flatMap((listener) => runningEndpoints(listener, settings)),
    requestLog: () => log.read(),
    perform: async (action) => {
      modbus.perform(action);
      if (action === "restart") for (const { running } of listeners) running.dropConnections();
    },
    stop,
  };
}

interface OpenListener {
  readonly declared: DeclaredListener;
  readonly secure: SecureSide | undefined;
  readonly running: Listener;
}

/** A port is secure by the URL of its endpoints, or because the device serves nothing in the clear. */
function isSecure(declared: DeclaredListener, settings: DeviceSettings): boolean {
  return !settings.plain || declared.endpoints.some(({ endpoint }) => endpoint.url.startsWith("modbus+tls:"));
}

/** Certificates are made by a library that most devices never need. */
async function secureSideOf(
  { id }: DeviceDeclaration,
  { host }: DeclaredListener,
  { dataDir, trustedClientPems, clock }: DeviceEnvironment,
  { tls }: DeviceSettings,
): Promise<SecureSide> {
  const { secureSide } = await import("./tls.ts");
  return secureSide({ dataDir, deviceId: id, host, trustedClientPems, now: clock.now() }, tls);
}

function openListener(
  declared: DeclaredListener,
  secure: SecureSide | undefined,
  settings: DeviceSettings,
  device: ModbusDevice,
): Promise<Listener> {
  const permitted = new Set(
    modbusEndpoints(declared).flatMap(({ endpoint }) => endpoint.permittedClients ?? ["127.0.0.1", "::1"]),
  );
  return Listener.open({
    host: declared.host,
    port: declared.port,
    tls: secure?.options,
    settings,
    serves: (client) => settings.clients === "any" || permitted.has(client),
    authorizes: secure !== undefined && settings.tls.clientCertificate ? secure.authorizes : undefined,
    reply: (request, authorized) => (authorized ? device.reply(request) : device.refuse(request)),
  });
}

function unitsOf(
  listeners: readonly DeclaredListener[],
  context: { readonly profile: Profile; readonly settings: DeviceSettings; readonly seed: number },
): ReadonlyMap<number, Unit> {
  const byUnit = Map.groupBy(declaredUnits(listeners), ({ endpoint }) => unitIdOf(endpoint.url));
  return new Map(Array.from(byUnit, ([id, declared]) => [id, buildUnit(id, { ...context, declared })]));
}

function runningEndpoints({ declared, secure, running }: OpenListener, { tls }: DeviceSettings): readonly RunningEndpoint[] {
  const scheme = secure === undefined ? "modbus" : "modbus+tls";
  return modbusEndpoints(declared).map(({ asset, endpoint }) => ({
    assetId: asset.id,
    endpointId: endpoint.id,
    url: `${scheme}://${declared.host}:${running.port}/${unitIdOf(endpoint.url)}`,
    ...(secure === undefined ? {} : { certificateSha256: secure.certificateSha256, trustsGivenClients: tls.clientCertificate }),
  }));
}

function declaredUnits(listeners: readonly DeclaredListener[]): readonly DeclaredUnit[] {
  return listeners.flatMap(modbusEndpoints);
}

function modbusEndpoints({ endpoints }: DeclaredListener): readonly DeclaredUnit[] {
  return endpoints.map(({ asset, endpoint }) => {
    if (endpoint.protocol === "modbus") return { asset, endpoint };
    throw new Problem("wrong-protocol", `A Modbus device cannot serve the ${endpoint.protocol} endpoint "${endpoint.id}".`, {
      target: asset.id,
    });
  });
}

/** The last part of `modbus://host:port/unit`. */
function unitIdOf(url: string): number {
  return Number(url.slice(url.lastIndexOf("/") + 1));
}
