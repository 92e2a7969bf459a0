import type { Logger } from "pino";
import { stringify } from "yaml";
import type { Clock } from "../model/instant.ts";
import { Problem } from "../model/problem.ts";
import type { Scenario, Truth } from "../model/truth/scenario.ts";
import { type AddressListFile, addressListFile } from "./address-list.ts";
import { asMonitored } from "./as-monitored.ts";
import { declarePlants } from "./declare-plants.ts";
import type { DeviceDeclaration, DeviceEnvironment, SimulatedDevice, Simulator } from "./define.ts";
import { type AdvisoryFile, shippedAdvisory } from "./firmware.ts";
import { passwordsOf } from "./passwords.ts";
import { repeatDevices } from "./repeat-devices.ts";
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
  /** Advisories that a monitor is to have imported. */
  readonly advisories: readonly AdvisoryFile[];
  readonly truth: Truth;
  readonly devices: readonly RunningDevice[];
  /** Passwords that the devices expect, by the environment variable in which the collector looks for them. */
  readonly passwords: Readonly<Record<string, string>>;
  /** Stops every device and frees every port; may be called twice. */
  stop(): Promise<void>;
}

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
    for (const declared of await declarePlants(scenario, options)) {
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
      advisories: namesFirmware(scenario) ? [await shippedAdvisory()] : [],
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

function namesFirmware({ plants }: Scenario): boolean {
  return plants.some(({ firmware }) => Object.keys(firmware).length > 0);
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
