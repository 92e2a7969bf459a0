import { systemClock } from "../../../../model/instant.ts";
import { type OpcuaEndpoint, opcuaEndpointSchema } from "../../../../model/protocols/opcua/endpoint.ts";
import type { ClientIdentity, DriverServices, RequestGate } from "../../define.ts";

/** A gate that lets everything pass and counts. */
export function countingGate(): RequestGate & { count: number } {
  return {
    count: 0,
    async request(signal) {
      signal.throwIfAborted();
      this.count += 1;
    },
  };
}

export function servicesOf(
  identity: ClientIdentity,
  more: { stranger?: ClientIdentity; secrets?: Record<string, string> } = {},
): DriverServices {
  return {
    clock: systemClock,
    identity,
    strangerIdentity: async () => {
      if (more.stranger === undefined) throw new Error("no stranger in this test");
      return more.stranger;
    },
    secret: (name) => more.secrets?.[name],
  };
}

export function endpointAt(url: string, settings: Record<string, unknown> = {}): OpcuaEndpoint {
  return opcuaEndpointSchema.parse({ id: "ua", protocol: "opcua", url, ...settings });
}
