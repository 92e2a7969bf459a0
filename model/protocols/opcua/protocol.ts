import type { Protocol } from "../define.ts";
import { opcuaEndpointSchema } from "./endpoint.ts";
import { opcuaAccess, opcuaChannel, opcuaDefaultCredentials, opcuaDiscovery, opcuaSession } from "./probes.ts";

export const opcua = {
  id: "opcua",
  schemes: ["opc.tcp:"],
  endpointSchema: opcuaEndpointSchema,
  probes: [opcuaDiscovery, opcuaChannel, opcuaSession, opcuaAccess, opcuaDefaultCredentials],
} as const satisfies Protocol;
