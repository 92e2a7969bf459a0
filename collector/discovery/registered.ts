import { Problem } from "../../model/problem.ts";
import { type DiscoveryFacts, discoveryFactsSchema } from "../../model/protocols/opcua/facts.ts";
import { opcuaDiscovery } from "../../model/protocols/opcua/probes.ts";
import type { DriverServices } from "../drivers/define.ts";
import { drivers } from "../drivers/index.ts";
import { createRequestGate } from "../schedule/request-gate.ts";

export interface Registered {
  readonly application: DiscoveryFacts["application"];
  readonly url: string;
  /** True for the server that was asked. */
  readonly isAsked: boolean;
}

/**
 * The servers that a discovery server knows (FindServers, OPC 10000-4, 5.5.2). Only the discovery server itself is contacted.
 * @throws Problem `not-reachable`, or `find-servers-refused`
 */
export async function registeredServers(
  url: string,
  timeoutMs: number,
  services: DriverServices,
  signal: AbortSignal,
): Promise<readonly Registered[]> {
  const driver = await drivers.opcua();
  const endpoint = driver.endpointFromUrl(url);
  const link = driver.link(createRequestGate(endpoint.limits, services.clock), services);
  const limit = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
  const report = await link.run(endpoint, opcuaDiscovery.id, limit).finally(() => link.close());
  const facts = discoveryFactsSchema.safeParse(report.facts);
  if (!facts.success) {
    throw new Problem("not-reachable", `the discovery server did not answer: ${report.reason?.code ?? report.outcome}`, {
      target: url,
    });
  }
  if (facts.data.findServersStatus !== undefined) {
    throw new Problem("find-servers-refused", `the discovery server refuses FindServers: ${facts.data.findServersStatus}`, {
      target: url,
    });
  }
  return facts.data.servers
    .filter(({ applicationType }) => applicationType !== "Client")
    .flatMap((application) => {
      const own = application.discoveryUrls.find((each) => each.startsWith("opc.tcp://") && URL.canParse(each));
      return own === undefined
        ? []
        : [{ application, url: own, isAsked: application.applicationUri === facts.data.application.applicationUri }];
    });
}
