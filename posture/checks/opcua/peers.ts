import type { DiscoveryFacts } from "../../../model/protocols/opcua/facts.ts";
import type { PeerFacts } from "../define.ts";

type Peers = readonly PeerFacts<DiscoveryFacts>[];

/** One certificate that a server of the enterprise shows at an endpoint. */
export interface ShownKey {
  readonly peer: PeerFacts<DiscoveryFacts>;
  /** Where the certificate stands in the peer's facts. */
  readonly index: number;
}

/** What the OPC UA servers of an enterprise have in common. */
export interface PeersAtLarge {
  /** Certificates that are shown, by the digest of their key, in the order of the inventory. */
  readonly shownByKey: ReadonlyMap<string, readonly ShownKey[]>;
  readonly applicationUris: ReadonlySet<string>;
  readonly byAsset: ReadonlyMap<string, Peers>;
  /** Those that declare one, by their redundancy set. */
  readonly bySet: ReadonlyMap<string, Peers>;
}

/** All who look at the same servers get the same array, so what is drawn from it is drawn once. */
const drawn = new WeakMap<Peers, PeersAtLarge>();

export function peersAtLarge(peers: Peers): PeersAtLarge {
  const known = drawn.get(peers);
  if (known !== undefined) return known;
  const atLarge = {
    shownByKey: groupKeys(peers.flatMap(shownKeys)),
    byAsset: Map.groupBy(peers, ({ asset }) => asset.id),
    bySet: Map.groupBy(
      peers.filter(({ endpoint }) => setOf(endpoint) !== undefined),
      ({ endpoint }) => setOf(endpoint) ?? "",
    ),
    applicationUris: new Set(peers.map(({ facts }) => facts.application.applicationUri)),
  };
  drawn.set(peers, atLarge);
  return atLarge;
}

/** The redundancy set that an endpoint declares. */
export function setOf(endpoint: PeerFacts<unknown>["endpoint"]): string | undefined {
  return "redundancySet" in endpoint ? endpoint.redundancySet : undefined;
}

/** The first certificate of each key, where some endpoint shows it. */
function shownKeys(peer: PeerFacts<DiscoveryFacts>): (ShownKey & { readonly key: string })[] {
  const { certificates, endpoints } = peer.facts;
  const shown = new Set(endpoints.map(({ certificateSha256 }) => certificateSha256));
  return certificates.flatMap(({ publicKeySha256: key, sha256 }, index) => {
    const isFirst = certificates.findIndex((other) => other.publicKeySha256 === key) === index;
    return isFirst && shown.has(sha256) ? [{ peer, index, key }] : [];
  });
}

function groupKeys(keys: readonly (ShownKey & { readonly key: string })[]): ReadonlyMap<string, readonly ShownKey[]> {
  return Map.groupBy(keys, ({ key }) => key);
}
