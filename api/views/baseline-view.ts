import type { Asset } from "../../model/inventory/inventory.ts";
import type { StoredObservation } from "../../model/observation.ts";
import type { BaselineRecord } from "../../store/records/evidence-port.ts";
import type { BaselineView } from "../contract/assets.ts";
import { acceptedProbes, type ComparableFacts } from "./comparable-facts.ts";
import { isoTime } from "./time.ts";

/** What is known of one probe of one endpoint that can have a baseline. */
export interface BaselineGround {
  readonly endpointId: string;
  readonly probe: string;
  /** Rows of it, newest first. */
  readonly rows: readonly StoredObservation[];
  readonly record: BaselineRecord | undefined;
  /** The row that was accepted; it may be older than all of `rows`. */
  readonly accepted: StoredObservation | undefined;
}

interface ComparedRow {
  readonly row: StoredObservation;
  readonly facts: ComparableFacts;
}

/** Pairs of endpoint and probe of an asset that can have a baseline and were seen. */
export function baselinePlaces(asset: Asset, latest: readonly StoredObservation[]): readonly StoredObservation[] {
  return asset.endpoints.flatMap(({ id }) =>
    acceptedProbes.flatMap(
      ({ probe }) => latest.find((row) => row.endpointId === id && row.probe === probe && row.outcome === "answered") ?? [],
    ),
  );
}

/** What was found, what was accepted, and how and when the one came to differ from the other; null where nothing was found. */
export function baselineView({ endpointId, probe, rows, record, accepted }: BaselineGround): BaselineView | null {
  const kind = acceptedProbes.find((known) => known.probe === probe);
  const history = rows.flatMap((row): ComparedRow[] => {
    const facts = row.outcome === "answered" ? kind?.compare(row.facts) : undefined;
    return facts === undefined ? [] : [{ row, facts }];
  });
  const [found] = history;
  if (kind === undefined || found === undefined) return null;
  const before = accepted === undefined ? undefined : kind.compare(accepted.facts);
  return {
    endpointId,
    probe,
    checks: [...kind.checks],
    found: { observationId: found.row.id, firstSeen: isoTime(found.row.at), lastSeen: isoTime(found.row.lastSeen) },
    accepted:
      record === undefined || before === undefined
        ? null
        : { observationId: record.observationId, by: record.acceptedBy, reason: record.reason, at: isoTime(record.at) },
    fields: namesOf(found.facts, before).map((name) => fieldView(name, history, before)),
  };
}

function namesOf(found: ComparableFacts, before: ComparableFacts | undefined): string[] {
  return [...new Set([...(before?.keys() ?? []), ...found.keys()])];
}

function fieldView(name: string, history: readonly ComparedRow[], before: ComparableFacts | undefined) {
  const value = history[0]?.facts.get(name) ?? null;
  const accepted = before?.get(name) ?? null;
  const differs = before !== undefined && accepted !== value;
  return { name, accepted, found: value, differs, changed: differs ? windowOf(name, value, history) : null };
}

/** Between which two looks the value of now came: last seen otherwise, first seen as it is. */
function windowOf(name: string, value: string | null, history: readonly ComparedRow[]) {
  const other = history.findIndex(({ facts }) => (facts.get(name) ?? null) !== value);
  const first = other === -1 ? history.at(-1) : history[other - 1];
  const last = history[other];
  if (first === undefined) return null;
  return { after: last === undefined ? null : isoTime(last.row.lastSeen), before: isoTime(first.row.at) };
}
