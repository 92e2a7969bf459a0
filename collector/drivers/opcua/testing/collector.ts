import { systemClock } from "../../../../model/instant.ts";
import { type OpcuaEndpoint, opcuaEndpointSchema } from "../../../../model/protocols/opcua/endpoint.ts";
import type { ClientIdentity, DriverServices, ProbeReport, RequestGate } from "../../define.ts";
import { opcuaDriver } from "../driver.ts";

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

/** One run of a job over a link of its own, which is closed whatever came of it. */
export async function runOnce(
  identity: ClientIdentity,
  url: string,
  jobId: string,
  signal: AbortSignal = AbortSignal.timeout(15_000),
): Promise<ProbeReport> {
  const link = opcuaDriver.link(countingGate(), servicesOf(identity));
  try {
    return await link.run(endpointAt(url), jobId, signal);
  } finally {
    await link.close();
  }
}
