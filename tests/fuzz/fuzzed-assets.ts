import { type Asset, assetSchema } from "../../model/inventory/inventory.ts";
import { type OpcuaEndpoint, opcuaEndpointSchema } from "../../model/protocols/opcua/endpoint.ts";
import { type DeviceDeclaration, declareDevice } from "./devices.ts";

/** An OPC UA server with everything that a probe can ask: sessions for anyone and for a user, values, rights, a factory account. */
export function opcuaServer(
  id: string,
  profile: string,
  weaknesses: readonly string[] = [],
): { endpoint: OpcuaEndpoint; device: DeviceDeclaration } {
  const endpoint = opcuaEndpointSchema.parse({
    id: "ua",
    protocol: "opcua",
    url: "opc.tcp://192.0.2.4:4840/UA",
    credentials: { user: "operator", passwordEnv: "OPERATOR" },
    factoryAccount: { user: "admin", passwordEnv: "FACTORY" },
    onRequest: ["opcua.default-credentials", "opcua.stranger"],
    // Sessions that a damaged answer leaves behind at the server live for as short as the driver asks at least.
    intervals: { "opcua.session": 1000, "opcua.signals": 100 },
    criticalNodes: ["ns=1;s=Tank.Level", "ns=1;s=Nobody.Knows"],
    signals: [
      { id: "level", nodeId: "ns=1;s=Tank.Level", unit: "m" },
      { id: "flow", nodeId: "ns=1;s=Pump.Flow", unit: "m³/h" },
      { id: "temperature", nodeId: "ns=1;s=Tank.Temperature", unit: "°C" },
    ],
  });
  return { endpoint, device: declareDevice("opcua", id, profile, [assetOf(id, endpoint)], weaknesses) };
}

function assetOf(id: string, ...endpoints: Asset["endpoints"]): Asset {
  return assetSchema.parse({ id, name: id, site: "s", role: "server", endpoints });
}
