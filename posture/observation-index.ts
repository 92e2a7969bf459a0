import { type Instant, second } from "../model/instant.ts";
import type { Asset, Inventory } from "../model/inventory/inventory.ts";
import type { StoredObservation } from "../model/observation.ts";
import type { Probe, Seen } from "../model/protocols/define.ts";
import type { Endpoint } from "../model/protocols/index.ts";
import type { LatestOutcome, PeerFacts } from "./checks/define.ts";
import type { Reads } from "./judging/reads.ts";
import { sameItems } from "./same-items.ts";

type Place = readonly [assetId: string, endpointId: string, probe: string];

/** What stands at one (asset, endpoint, probe): the newest row of any outcome, and the newest that answered. */
interface Rows {
  readonly newest: StoredObservation;
  readonly answered: StoredObservation | undefined;
}

/** Facts that passed the probe's schema, or the observation whose facts did not. */
export type ReadFacts = { readonly ok: true; readonly seen: Seen<unknown> } | { readonly ok: false };

/** What was read from a row; a row never changes, so this outlives the index that read it. */
const readRows = new WeakMap<StoredObservation, { readonly probe: Probe; readonly read: ReadFacts }>();

/** Observations of one enterprise, found by place; facts are parsed once, on first use. Looks at peers are noted in `reads`. */
export class ObservationIndex {
  readonly #assets = new Map<string, AssetRows>();
  readonly #peers = new Map<string, Peers>();
  readonly #reads: Reads;

  /** What is known of assets whose rows are the same as `before` is taken over. */
  constructor(observations: readonly StoredObservation[], reads: Reads, before?: ObservationIndex) {
    this.#reads = reads;
    for (const [assetId, rows] of Map.groupBy(observations, (row) => row.assetId)) {
      const known = before === undefined ? undefined : before.#assets.get(assetId);
      this.#assets.set(assetId, known !== undefined && sameItems(known.rows, rows) ? known : new AssetRows(rows));
    }
  }

  /** Assets of which any rows are known. */
  assetIds(): Iterable<string> {
    return this.#assets.keys();
  }

  /** All rows of an asset: the same array for as long as none of them changes. */
  rowsOf(assetId: string): readonly StoredObservation[] {
    return this.#assets.get(assetId)?.rows ?? noRows;
  }

  /** The newest row, whatever its outcome. */
  newest(...place: Place): StoredObservation | undefined {
    return this.#at(place)?.newest;
  }

  /** Facts of the newest answered row; undefined where nothing ever answered. */
  facts(probe: Probe, assetId: string, endpointId: string): ReadFacts | undefined {
    const answered = this.#at([assetId, endpointId, probe.id])?.answered;
    return answered === undefined ? undefined : this.#parse(probe, answered);
  }

  /** The newest row of every endpoint and probe of an asset. */
  ofAsset(assetId: string): readonly LatestOutcome[] {
    return this.#assets.get(assetId)?.outcomes ?? [];
  }

  /** Readable facts of a probe at every endpoint of the inventory, or at those that are dialled by one URL, in its order. */
  peers<Facts>(probe: Probe<string, Facts>, inventory: Inventory, url?: string): readonly PeerFacts<Facts>[] {
    this.#reads.note(`facts ${probe.id}`);
    const known = this.#peers.get(probe.id) ?? this.#gatherPeers(probe, inventory);
    this.#peers.set(probe.id, known);
    const found = url === undefined ? known.all : (known.byUrl.get(url) ?? []);
    // The schema that passed them is this probe's, so the facts have its type.
    return found as readonly PeerFacts<Facts>[];
  }

  #gatherPeers(probe: Probe, inventory: Inventory): Peers {
    const noteTime = () => this.#reads.note(`times ${probe.id}`);
    const all = inventory.assets.flatMap((asset) =>
      asset.endpoints.flatMap((endpoint) => {
        const seen = this.seen(probe, asset.id, endpoint.id);
        return seen === undefined ? [] : [new Peer(asset, endpoint, seen, noteTime)];
      }),
    );
    return { all, byUrl: Map.groupBy(all, ({ endpoint }) => endpoint.url) };
  }

  /** Readable facts of the newest answered row. */
  seen<Facts>(probe: Probe<string, Facts>, assetId: string, endpointId: string): Seen<Facts> | undefined {
    const read = this.facts(probe, assetId, endpointId);
    // The schema that passed them is this probe's, so the facts have its type.
    return read?.ok ? (read.seen as Seen<Facts>) : undefined;
  }

  #at([assetId, endpointId, probe]: Place): Rows | undefined {
    return this.#assets.get(assetId)?.places.get(key(endpointId, probe));
  }

  #parse(probe: Probe, observation: StoredObservation): ReadFacts {
    const known = readRows.get(observation);
    if (known?.probe === probe) return known.read;
    const { id: observationId, at, lastSeen } = observation;
    const result = probe.schema.safeParse(observation.facts);
    const read: ReadFacts = result.success
      ? { ok: true, seen: { observationId, at, lastSeen, facts: result.data } }
      : { ok: false };
    readRows.set(observation, { probe, read });
    return read;
  }
}

const noRows: readonly StoredObservation[] = [];

/** The rows of one asset by place. */
class AssetRows {
  readonly rows: readonly StoredObservation[];
  readonly places = new Map<string, Rows>();
  readonly outcomes: readonly LatestOutcome[];

  constructor(rows: readonly StoredObservation[]) {
    this.rows = rows;
    for (const row of rows) {
      const place = key(row.endpointId, row.probe);
      const known = this.places.get(place);
      const answered = row.outcome === "answered" ? newerOf(known?.answered, row) : known?.answered;
      this.places.set(place, { newest: newerOf(known?.newest, row), answered });
    }
    this.outcomes = [...this.places.values()].map(latestOutcome);
  }
}

interface Peers {
  readonly all: readonly PeerFacts<unknown>[];
  readonly byUrl: ReadonlyMap<string, readonly PeerFacts<unknown>[]>;
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

function latestOutcome({ newest, answered }: Rows): LatestOutcome {
  if (answered === undefined) return newest;
  const { id: observationId, at: firstSeen, lastSeen, validForSeconds } = answered;
  return { ...newest, answered: { observationId, firstSeen, lastSeen, validUntil: lastSeen + validForSeconds * second } };
}

function key(endpointId: string, probe: string): string {
  return `${endpointId} ${probe}`;
}

/** The later of two rows by when it was last seen, then first seen, then id, so that the order of the input never matters. */
function newerOf(a: StoredObservation | undefined, b: StoredObservation): StoredObservation {
  if (a === undefined) return b;
  if (a.lastSeen !== b.lastSeen) return a.lastSeen > b.lastSeen ? a : b;
  if (a.at !== b.at) return a.at > b.at ? a : b;
  return a.id > b.id ? a : b;
}
