import type { Inventory } from "../model/inventory/inventory.ts";
import { Problem } from "../model/problem.ts";
import type { Scenario } from "../model/truth/scenario.ts";
import type { Listener } from "./define.ts";
import { firmwareTruth, withFirmware } from "./firmware.ts";
import { loadSimulator } from "./index.ts";
import { preferredOrAny } from "./ports.ts";
import { strangersOf, strangerTruth } from "./strangers.ts";
import type { Plant, PlantDevice } from "./truth.ts";

const host = "127.0.0.1";
/** Preferred ports a device: one for each listener that it may have. */
const portsPerDevice = 2;

/** A plant before its devices run, with everything that stands in it. */
export interface DeclaredPlant extends Plant {
  /** Assets that its inventory does not list. */
  readonly strangers: ReadonlySet<string>;
}

/**
 * Every plant with its devices as they are to be started.
 * @throws Problem `unknown-profile`, or `invalid-scenario` where a device serves what is not there
 */
export async function declarePlants(
  scenario: Scenario,
  { seed, portBase }: { readonly seed: number; readonly portBase?: number },
): Promise<readonly DeclaredPlant[]> {
  let nextPort = portBase;
  const plants: DeclaredPlant[] = [];
  for (const { inventory: bare, devices, addressList, firmware } of scenario.plants) {
    const inventory = withFirmware(bare, firmware);
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
      own: [strangerTruth(inventory, strangersOf({ devices })), ...firmwareTruth(inventory.enterprise.id, firmware)],
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
