import { assetSchema } from "../../model/inventory/inventory.ts";
import type { DeviceDeclaration } from "../define.ts";

interface Account {
  readonly user: string;
  readonly passwordEnv: string;
}

/** The declaration of an OPC UA device with one endpoint, on any free port. */
export function opcuaDevice(
  changes: Partial<DeviceDeclaration> & { credentials?: Account; factoryAccount?: Account; authority?: string },
): DeviceDeclaration {
  const { credentials, factoryAccount, authority, ...rest } = changes;
  const asset = assetSchema.parse({
    id: "tank-server",
    name: "Tank server",
    site: "works",
    role: "server",
    endpoints: [
      {
        id: "ua",
        protocol: "opcua",
        url: "opc.tcp://192.168.1.5:4840/UA",
        address: "192.168.1.5",
        signals: [{ id: "level", nodeId: "ns=1;s=Tank.Level", unit: "m" }],
        ...(credentials === undefined ? {} : { credentials }),
        ...(factoryAccount === undefined ? {} : { factoryAccount }),
        ...(authority === undefined ? {} : { authority }),
      },
    ],
  });
  const endpoints = asset.endpoints.map((endpoint) => ({ asset, endpoint }));
  return {
    id: "tank",
    profile: "secured-server",
    weaknesses: [],
    without: [],
    seed: 7,
    listeners: [{ host: "127.0.0.1", port: 0, endpoints }],
    ...rest,
  };
}
