import { second } from "../model/instant.ts";
import type { StoredObservation } from "../model/observation.ts";
import type { Probe, Seen } from "../model/protocols/define.ts";
import type { LatestOutcome } from "./checks/define.ts";
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

/** Observations of one enterprise, found by place; facts are parsed once, on first use. */
export class ObservationIndex {
  readonly #assets = new Map<string, AssetRows>();

  /** What is known of assets whose rows are the same as `before` is taken over. */
  constructor(observations: readonly StoredObservation[], before?: ObservationIndex) {
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
    return answered === undefined ? undefined : readFacts(probe, answered);
  }

  /** The newest row of every endpoint and probe of an asset. */
  ofAsset(assetId: string): readonly LatestOutcome[] {
    return this.#assets.get(assetId)?.outcomes ?? [];
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
}

/** The facts of a row, parsed once. */
export function readFacts(probe: Probe, observation: StoredObservation): ReadFacts {
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
