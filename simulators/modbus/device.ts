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

async function start(device: DeviceDeclaration, { clock }: DeviceEnvironment): Promise<SimulatedDevice> {
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
  const listeners: { declared: DeclaredListener; running: Listener }[] = [];
  const stop = async () => {
    await Promise.all(listeners.map(({ running }) => running.close()));
  };
  try {
    for (const declared of device.listeners) {
      listeners.push({ declared, running: await openListener(declared, settings, modbus) });
    }
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    endpoints: listeners.flatMap(({ declared, running }) => runningEndpoints(declared, running.port)),
    requestLog: () => log.read(),
    perform: async (action) => {
      modbus.perform(action);
      if (action === "restart") for (const { running } of listeners) running.dropConnections();
    },
    stop,
  };
}

function openListener(declared: DeclaredListener, settings: DeviceSettings, device: ModbusDevice): Promise<Listener> {
  const permitted = new Set(
    modbusEndpoints(declared).flatMap(({ endpoint }) => endpoint.permittedClients ?? ["127.0.0.1", "::1"]),
  );
  return Listener.open({
    host: declared.host,
    port: declared.port,
    settings,
    serves: (client) => settings.clients === "any" || permitted.has(client),
    reply: (request) => device.reply(request),
  });
}

function unitsOf(
  listeners: readonly DeclaredListener[],
  context: { readonly profile: Profile; readonly settings: DeviceSettings; readonly seed: number },
): ReadonlyMap<number, Unit> {
  const byUnit = Map.groupBy(declaredUnits(listeners), ({ endpoint }) => unitIdOf(endpoint.url));
  return new Map(Array.from(byUnit, ([id, declared]) => [id, buildUnit(id, { ...context, declared })]));
}

function runningEndpoints(declared: DeclaredListener, port: number): readonly RunningEndpoint[] {
  return modbusEndpoints(declared).map(({ asset, endpoint }) => ({
    assetId: asset.id,
    endpointId: endpoint.id,
    url: `modbus://${declared.host}:${port}/${unitIdOf(endpoint.url)}`,
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
