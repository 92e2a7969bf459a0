import type { DiscoveryFacts } from "../../../model/protocols/opcua/facts.ts";
import { opcuaDiscovery } from "../../../model/protocols/opcua/probes.ts";
import type { PeerIndex, PeerPlace } from "../define.ts";

/** OPC UA servers by the digests of the keys that they show at some endpoint. */
export const serversByKey: PeerIndex<DiscoveryFacts> = {
  id: "opcua.key",
  probe: opcuaDiscovery,
  namesOf: ({ certificates, endpoints }) => {
    const shown = new Set(endpoints.map(({ certificateSha256 }) => certificateSha256));
    return certificates.flatMap(({ publicKeySha256, sha256 }) => (shown.has(sha256) ? [publicKeySha256] : []));
  },
};

export const serversByApplicationUri: PeerIndex<DiscoveryFacts> = {
  id: "opcua.application-uri",
  probe: opcuaDiscovery,
  namesOf: ({ application }) => [application.applicationUri],
};

interface Kin {
  readonly byAsset: ReadonlyMap<string, readonly PeerPlace[]>;
  /** Those that declare one, by their redundancy set. */
  readonly bySet: ReadonlyMap<string | undefined, readonly PeerPlace[]>;
}

/** All who look at the same servers get the same array, so they are sorted once. */
const sorted = new WeakMap<readonly PeerPlace[], Kin>();

/** Servers that belong together by their asset or by a redundancy set. */
export function kinAmong(servers: readonly PeerPlace[]): Kin {
  const known = sorted.get(servers) ?? {
    byAsset: Map.groupBy(servers, ({ asset }) => asset.id),
    bySet: Map.groupBy(
      servers.filter(({ endpoint }) => setOf(endpoint) !== undefined),
      ({ endpoint }) => setOf(endpoint),
    ),
  };
  sorted.set(servers, known);
  return known;
}

/** The redundancy set that an endpoint declares. */
export function setOf(endpoint: PeerPlace["endpoint"]): string | undefined {
  return "redundancySet" in endpoint ? endpoint.redundancySet : undefined;
}
