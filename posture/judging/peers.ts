import type { Instant } from "../../model/instant.ts";
import type { Asset, Inventory } from "../../model/inventory/inventory.ts";
import type { StoredObservation } from "../../model/observation.ts";
import type { Probe, Seen } from "../../model/protocols/define.ts";
import type { Endpoint } from "../../model/protocols/index.ts";
import type { PeerFacts, PeerIndex, PeerPlace } from "../checks/define.ts";
import { type ObservationIndex, readFacts } from "../observation-index.ts";
import type { Reads, Source } from "./reads.ts";

/** What checks see of other assets, gathered on first use; every look is noted in `reads`. */
export class Peers {
  readonly #latest: ObservationIndex;
  readonly #inventory: Inventory;
  readonly #reads: Reads;
  readonly #byProbe = new Map<string, readonly PeerFacts<unknown>[]>();
  readonly #byName = new Map<string, ReadonlyMap<string, readonly PeerFacts<unknown>[]>>();
  /** What was ever looked at: verdicts that are kept from earlier judgements rest on it. */
  readonly #indexes: Map<string, PeerIndex<unknown>>;
  readonly #answering: Map<string, Probe>;

  constructor(latest: ObservationIndex, inventory: Inventory, reads: Reads, before?: Peers) {
    this.#latest = latest;
    this.#inventory = inventory;
    this.#reads = reads;
    this.#indexes = new Map(before === undefined ? [] : before.#indexes);
    this.#answering = new Map(before === undefined ? [] : before.#answering);
  }

  all<Facts>(probe: Probe<string, Facts>): readonly PeerFacts<Facts>[] {
    this.#reads.note(`facts ${probe.id}`);
    // The schema that passed the facts is this probe's, so they have its type.
    return this.#gathered(probe) as readonly PeerFacts<Facts>[];
  }

  named<Facts>(index: PeerIndex<Facts>, name: string): readonly PeerFacts<Facts>[] {
    this.#reads.note(`named ${index.id} ${name}`);
    this.#indexes.set(index.id, index);
    const known = this.#byName.get(index.id) ?? groupByName(index, this.#gathered(index.probe));
    this.#byName.set(index.id, known);
    // The schema that passed the facts is this index's probe's, so they have its type.
    return (known.get(name) ?? []) as readonly PeerFacts<Facts>[];
  }

  places(probe: Probe): readonly PeerPlace[] {
    this.#reads.note(`answering ${probe.id}`);
    this.#answering.set(probe.id, probe);
    return this.#gathered(probe);
  }

  /** Names and places about which something else is said than before, these rows having come or gone. */
  *movedSince(before: Peers, rows: readonly StoredObservation[]): Generator<Source> {
    for (const row of rows) {
      for (const index of this.#indexes.values()) {
        for (const name of this.#namesOf(row, index)) yield `named ${index.id} ${name}`;
      }
      const probe = this.#answering.get(row.probe);
      if (probe !== undefined && before.#answers(probe, row) !== this.#answers(probe, row)) yield `answering ${probe.id}`;
    }
  }

  #namesOf(row: StoredObservation, { probe, namesOf }: PeerIndex<unknown>): readonly string[] {
    if (row.probe !== probe.id || row.outcome !== "answered") return [];
    const read = readFacts(probe, row);
    const asset = this.#inventory.assets.find(({ id }) => id === row.assetId);
    const endpoint = asset?.endpoints.find(({ id }) => id === row.endpointId);
    return read.ok && endpoint !== undefined ? namesOf(read.seen.facts, endpoint) : [];
  }

  #answers(probe: Probe, { assetId, endpointId }: StoredObservation): boolean {
    return this.#latest.seen(probe, assetId, endpointId) !== undefined;
  }

  /** In the order of the inventory. */
  #gathered(probe: Probe): readonly PeerFacts<unknown>[] {
    const known = this.#byProbe.get(probe.id) ?? this.#gather(probe);
    this.#byProbe.set(probe.id, known);
    return known;
  }

  #gather(probe: Probe): readonly PeerFacts<unknown>[] {
    const noteTime = () => this.#reads.note(`times ${probe.id}`);
    return this.#inventory.assets.flatMap((asset) =>
      asset.endpoints.flatMap((endpoint) => {
        const seen = this.#latest.seen(probe, asset.id, endpoint.id);
        return seen === undefined ? [] : [new Peer(asset, endpoint, seen, noteTime)];
      }),
    );
  }
}

function groupByName({ namesOf }: PeerIndex<unknown>, peers: readonly PeerFacts<unknown>[]) {
  const found = new Map<string, PeerFacts<unknown>[]>();
  for (const peer of peers) {
    for (const name of new Set(namesOf(peer.facts, peer.endpoint))) {
      const own = found.get(name);
      if (own === undefined) found.set(name, [peer]);
      else own.push(peer);
    }
  }
  return found;
}

/** A peer's facts; its times move with every poll, so that looking at them is noted apart. */
class Peer implements PeerFacts<unknown> {
  readonly asset: Asset;
  readonly endpoint: Endpoint;
  readonly observationId: string;
  readonly facts: unknown;
  readonly #seen: Seen<unknown>;
  readonly #noteTime: () => void;

  constructor(asset: Asset, endpoint: Endpoint, seen: Seen<unknown>, noteTime: () => void) {
    this.asset = asset;
    this.endpoint = endpoint;
    this.observationId = seen.observationId;
    this.facts = seen.facts;
    this.#seen = seen;
    this.#noteTime = noteTime;
  }

  get at(): Instant {
    this.#noteTime();
    return this.#seen.at;
  }

  get lastSeen(): Instant {
    this.#noteTime();
    return this.#seen.lastSeen;
  }
}
