import type { Inventory } from "../model/inventory/inventory.ts";
import type { DeclaredPlant } from "./declare-plants.ts";
import type { DeviceDeclaration, RunningEndpoint, SimulatedDevice } from "./define.ts";
import { withoutStrangers } from "./strangers.ts";
import type { Plant } from "./truth.ts";

/** The plant as its operator would declare it to a monitor: real addresses, pinned certificates, since when it is trusted. */
export function asMonitored(plant: DeclaredPlant, devices: readonly SimulatedDevice[], trustedAt: string | undefined): Plant {
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
