import { Problem } from "../../model/problem.ts";
import type { OpcuaEndpoint } from "../../model/protocols/opcua/endpoint.ts";
import type { DeviceDeclaration, Expectation, Listener, ServedEndpoint, Simulator } from "../define.ts";
import { loadProfile, profileNames, weaknessesOf } from "./profile.ts";
import { RunningServer } from "./running-server.ts";
import { truthOf } from "./truth.ts";
import { weaknessNames } from "./weakness.ts";

/** OPC UA servers that are wrong in exactly the ways that they declare. */
export const simulator: Simulator = {
  profiles: profileNames,
  weaknesses: [...weaknessNames].sort(),
  expectations(device) {
    const names = weaknessesOf(loadProfile(device.profile), device);
    return device.listeners
      .flatMap(({ endpoints }) => endpoints)
      .flatMap((served) => {
        const { maintenanceWindows } = served.asset;
        return truthOf(names, opcuaEndpoint(served), maintenanceWindows).map(
          (line): Expectation => ({ assetId: served.asset.id, ...line }),
        );
      });
  },
  async start(device, environment) {
    const listener = onlyListener(device);
    const endpoints = listener.endpoints.map(opcuaEndpoint);
    const server = new RunningServer(device, loadProfile(device.profile), listener, endpoints, environment);
    await server.start();
    return server;
  },
};

function onlyListener({ id, listeners }: DeviceDeclaration): Listener {
  const [listener, ...others] = listeners;
  if (listener !== undefined && others.length === 0) return listener;
  throw new Problem("unsupported-device", "A simulated OPC UA server listens on one port.", { target: id });
}

function opcuaEndpoint({ asset, endpoint }: ServedEndpoint): OpcuaEndpoint {
  if (endpoint.protocol === "opcua") return endpoint;
  throw new Problem("wrong-protocol", `The endpoint "${endpoint.id}" does not speak OPC UA.`, { target: asset.id });
}
