import type { DiscoveryRange } from "../../model/discovery/range.ts";
import type { FoundDevice, SweepFacts } from "../../model/discovery/sweep.ts";
import { identityOf } from "../../model/protocols/modbus/identity.ts";
import type { Registered } from "./registered.ts";
import type { Swept } from "./sweep.ts";

/** What a discovery server said, or why it said nothing. */
export type Asked = { readonly servers: readonly Registered[] } | { readonly problem: string };

/** What a sweep brought, in the form of its facts. */
export function sweepFacts(range: DiscoveryRange, swept: readonly Swept[], asked: Asked | undefined): SweepFacts {
  const placesOf = (found: Swept["found"]) =>
    swept.filter((each) => each.found === found).map(({ address, port }) => `${address}:${port}`);
  const [declared, refused] = [placesOf("declared"), placesOf("not-allowed")];
  const servers = asked !== undefined && "servers" in asked ? asked.servers : [];
  return {
    ...(range.range === undefined ? {} : { range: range.range }),
    ports: range.ports,
    ...(range.discoveryServer === undefined ? {} : { discoveryServer: range.discoveryServer }),
    asked: swept.length - declared.length - refused.length,
    declared: declared.sort(),
    refused: refused.sort(),
    ...(asked !== undefined && "problem" in asked ? { discoveryServerProblem: asked.problem } : {}),
    found: [...swept.flatMap(foundBySweep), ...servers.flatMap(foundByServer)].sort((a, b) => (a.url < b.url ? -1 : 1)),
  };
}

function foundBySweep(each: Swept): FoundDevice[] {
  const place = { host: each.address, port: each.port, protocol: each.protocol };
  switch (each.found) {
    case "opcua": {
      const { applicationName: name, applicationUri } = each.facts.application;
      return [{ ...place, kind: "opcua", url: each.url, name, applicationUri }];
    }
    case "modbus":
      return [{ ...place, kind: "modbus", url: each.url, ...identityOf(each.facts) }];
    case "gateway":
      return [{ ...place, kind: "gateway", url: each.url }];
    case "other":
      return [{ ...place, kind: "other", url: `tcp://${each.address}:${each.port}` }];
    case "nothing":
    case "not-allowed":
    case "declared":
      return [];
  }
}

const usualPort = 4840;

function foundByServer({ application, url, isAsked }: Registered): FoundDevice[] {
  // The discovery server itself is what the person declared, not what was found by it.
  if (isAsked || !URL.canParse(url)) return [];
  const { hostname, port } = new URL(url);
  const { applicationName: name, applicationUri } = application;
  const place = { host: hostname, port: port === "" ? usualPort : Number(port) };
  return [{ ...place, protocol: "opcua", kind: "registered", url, name, applicationUri }];
}
