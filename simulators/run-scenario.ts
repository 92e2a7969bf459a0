import type { Logger } from "pino";
import { stringify } from "yaml";
import type { Clock } from "../model/instant.ts";
import type { Inventory } from "../model/inventory/inventory.ts";
import { Problem } from "../model/problem.ts";
import type { Scenario, Truth } from "../model/truth/scenario.ts";
import { type AddressListFile, addressListFile } from "./address-list.ts";
import type { DeviceDeclaration, DeviceEnvironment, Listener, RunningEndpoint, SimulatedDevice, Simulator } from "./define.ts";
import { loadSimulator } from "./index.ts";
import { passwordsOf } from "./passwords.ts";
import { preferredOrAny } from "./ports.ts";
import { repeatDevices } from "./repeat-devices.ts";
import { strangersOf, strangerTruth, withoutStrangers } from "./strangers.ts";
import { playTimeline } from "./timeline.ts";
import { trustedSince } from "./trusted-since.ts";
import { type Plant, type PlantDevice, truthOf } from "./truth.ts";

export interface ScenarioOptions {
  readonly scenario: Scenario;
  readonly seed: number;
  readonly clock: Clock;
  readonly log: Logger;
  /** Certificates of the devices are kept here over restarts. */
  readonly dataDir: string;
  /** Certificates (PEM) of the clients that strict devices trust. */
  readonly trustedClientPems: readonly string[];
  /** First port to prefer, so that a second start finds the same addresses; without it the system chooses. */
  readonly portBase?: number;
  /** The events of the timeline begin when this resolves; without it as soon as every device runs. */
  readonly eventsAfter?: Promise<void>;
}

export interface RunningDevice extends SimulatedDevice {
  readonly id: string;
}

export interface RunningScenario {
  /** One inventory file a plant, with the addresses that the devices got. */
  readonly inventories: readonly { readonly fileName: string; readonly text: string }[];
  /** The address record lists that plants keep. */
  readonly addressLists: readonly AddressListFile[];
  readonly truth: Truth;
  readonly devices: readonly RunningDevice[];
  /** Passwords that the devices expect, by the environment variable in which the collector looks for them. */
  readonly passwords: Readonly<Record<string, string>>;
  /** Stops every device and frees every port; may be called twice. */
  stop(): Promise<void>;
}

const host = "127.0.0.1";
/** Preferred ports a device: one for each listener that it may have. */
const portsPerDevice = 2;

/**
 * Starts every device of a scenario on loopback.
 * @throws Problem of a simulator; what had started is stopped again
 */
export async function startScenario(options: ScenarioOptions): Promise<RunningScenario> {
  const { seed, clock } = options;
  const scenario = repeatDevices(options.scenario, seed);
  const environment: DeviceEnvironment = options;
  const devices: RunningDevice[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(devices.map((device) => device.stop()));
  };
  try {
    const plants: Plant[] = [];
    for (const declared of await declarePlants({ ...options, scenario })) {
      const started = await startAll(declared.devices, environment);
      devices.push(...started.running);
      if (started.failure !== undefined) throw started.failure;
      const since = await trustedSince(options.dataDir, options.trustedClientPems, clock);
      plants.push(asMonitored(declared, started.running, since));
    }
    // Events and the times by which they must be seen count from when every device runs.
    const startedAt = clock.now();
    const timeline = timelineAfter(options.eventsAfter, () => playTimeline(scenario.timeline, devices, options.log));
    return {
      inventories: plants.map(({ inventory }) => ({
        fileName: `${inventory.enterprise.id}.yaml`,
        text: stringify(inventory, { aliasDuplicateObjects: false }),
      })),
      addressLists: plants.flatMap(({ inventory, addressList }) =>
        addressList === undefined ? [] : [addressListFile(inventory, addressList, startedAt)],
      ),
      truth: truthOf(scenario, plants, seed, startedAt),
      devices,
      passwords: passwordsOf(scenario, seed),
      stop: async () => {
        timeline.stop();
        await stop();
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** A timeline that begins once something has happened, unless it was stopped before. */
function timelineAfter(event: Promise<void> | undefined, play: () => { stop(): void }): { stop(): void } {
  if (event === undefined) return play();
  let playing: { stop(): void } | undefined;
  let stopped = false;
  void event.then(() => {
    if (!stopped) playing = play();
  });
  return {
    stop: () => {
      stopped = true;
      playing?.stop();
    },
  };
}

/** Starts devices side by side; those that run are handed back even when one failed, so that they can be stopped. */
async function startAll(
  devices: readonly PlantDevice[],
  environment: DeviceEnvironment,
): Promise<{ running: readonly RunningDevice[]; failure?: unknown }> {
  const results = await Promise.allSettled(
    devices.map(async ({ simulator, declaration }) =>
      withId(declaration.id, await startAnywhere(simulator, declaration, environment)),
    ),
  );
  const running = results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
  const failed = results.find((result) => result.status === "rejected");
  return failed === undefined ? { running } : { running, failure: failed.reason };
}

/** Starts a device on the ports that it prefers; where somebody took one since it was looked at, the system chooses. */
async function startAnywhere(
  simulator: Simulator,
  declaration: DeviceDeclaration,
  environment: DeviceEnvironment,
): Promise<SimulatedDevice> {
  try {
    return await simulator.start(declaration, environment);
  } catch (error) {
    if (!(error instanceof Problem && error.code === "port-in-use")) throw error;
    const listeners = declaration.listeners.map((listener) => ({ ...listener, port: 0 }));
    return simulator.start({ ...declaration, listeners }, environment);
  }
}

/** A plant before its devices run, with everything that stands in it. */
interface DeclaredPlant extends Plant {
  /** Assets that its inventory does not list. */
  readonly strangers: ReadonlySet<string>;
}

/** Every plant with its devices as they are to be started. */
async function declarePlants({ scenario, seed, portBase }: ScenarioOptions): Promise<readonly DeclaredPlant[]> {
  let nextPort = portBase;
  const plants: DeclaredPlant[] = [];
  for (const { inventory, devices, addressList } of scenario.plants) {
    const declared: PlantDevice[] = [];
    for (const [id, device] of Object.entries(devices)) {
      const { simulator, profile } = await loadSimulator(device.profile);
      const listeners = await listenersOf(inventory, device.serves, nextPort);
      if (nextPort !== undefined) nextPort += portsPerDevice;
      const { weaknesses, without } = device;
      declared.push({ simulator, declaration: { id, profile, weaknesses, without, listeners, seed } });
    }
    plants.push({
      inventory,
      devices: declared,
      own: [strangerTruth(inventory, strangersOf({ devices }))],
      addressList,
      strangers: strangersOf({ devices }),
    });
  }
  return plants;
}

/** Endpoints with the same host and port in the plant's own URLs share a socket here too. */
async function listenersOf(
  inventory: Inventory,
  serves: readonly (readonly [assetId: string, endpointId: string])[],
  firstPort: number | undefined,
): Promise<readonly Listener[]> {
  const served = serves.map(([assetId, endpointId]) => {
    const asset = inventory.assets.find(({ id }) => id === assetId);
    const endpoint = asset?.endpoints.find(({ id }) => id === endpointId);
    if (asset !== undefined && endpoint !== undefined) return { asset, endpoint };
    throw new Problem("invalid-scenario", `There is no endpoint "${endpointId}" at "${assetId}".`, { target: assetId });
  });
  const groups = Map.groupBy(served, ({ endpoint }) => new URL(endpoint.url).host);
  return Promise.all(
    [...groups.values()].map(async (endpoints, index) => ({
      host,
      port: await preferredOrAny(host, firstPort === undefined ? undefined : firstPort + index),
      endpoints,
    })),
  );
}

function withId(id: string, device: SimulatedDevice): RunningDevice {
  return {
    id,
    get endpoints() {
      return device.endpoints;
    },
    requestLog: () => device.requestLog(),
    perform: (action) => device.perform(action),
    stop: () => device.stop(),
  };
}

/** The plant as its operator would declare it to a monitor: real addresses, pinned certificates, since when it is trusted. */
function asMonitored(plant: DeclaredPlant, devices: readonly SimulatedDevice[], trustedAt: string | undefined): Plant {
  const found = devices.flatMap(({ endpoints }) => endpoints);
  const filled = fillIn(plant.inventory, found, trustedAt);
  const inventory = withoutStrangers(plant.inventory, filled, plant.strangers, found);
  const current = (declaration: DeviceDeclaration): DeviceDeclaration => ({
    ...declaration,
    listeners: declaration.listeners.map((listener) => ({
      ...listener,
      endpoints: listener.endpoints.flatMap(({ asset, endpoint }) => {
        const filled = inventory.assets.find(({ id }) => id === asset.id);
        const same = filled?.endpoints.find(({ id }) => id === endpoint.id);
        return filled === undefined || same === undefined ? [] : [{ asset: filled, endpoint: same }];
      }),
    })),
  });
  return {
    inventory,
    own: plant.own,
    addressList: plant.addressList,
    devices: plant.devices
      .map(({ simulator, declaration }) => ({ simulator, declaration: current(declaration) }))
      .filter(({ declaration }) => declaration.listeners.some(({ endpoints }) => endpoints.length > 0)),
  };
}

function fillIn(inventory: Inventory, running: readonly RunningEndpoint[], trustedAt: string | undefined): Inventory {
  return {
    ...inventory,
    enterprise: { ...inventory.enterprise, simulated: true },
    assets: inventory.assets.map((asset) => ({
      ...asset,
      endpoints: asset.endpoints.map((endpoint) => {
        const here = running.find(({ assetId, endpointId }) => assetId === asset.id && endpointId === endpoint.id);
        if (here === undefined) return endpoint;
        if (endpoint.protocol !== "opcua") return { ...endpoint, url: here.url };
        return {
          ...endpoint,
          url: here.url,
          ...(here.trustsGivenClients === true && trustedAt !== undefined ? { trustedAt } : {}),
          ...(here.certificateSha256 === undefined ? {} : { pinnedCertificateSha256: here.certificateSha256 }),
          ...(here.authorityPem === undefined ? {} : { authority: here.authorityPem }),
        };
      }),
    })),
  };
}
