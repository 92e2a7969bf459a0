import { isDeepStrictEqual } from "node:util";
import type { Activity } from "../../model/activity.ts";
import type { AddressRegister } from "../../model/addresses/address-register.ts";
import type { AdvisorySet } from "../../model/advisories/advisory.ts";
import type { Attestation } from "../../model/attestation.ts";
import type { Sighting } from "../../model/discovery/sighting.ts";
import type { Finding } from "../../model/finding.ts";
import type { StoredObservation } from "../../model/observation.ts";
import type { SubmissionStanding } from "../../model/submission/submission.ts";
import type { Verdict } from "../../model/verdict.ts";
import type { InventoryRecord } from "../../store/records/evidence-port.ts";
import type { RecordStore } from "../../store/records/port.ts";
import type { AdvisoryShelf } from "../advisories/advisory-shelf.ts";
import type { News } from "./judge-queue.ts";
import { type Leftovers, lastVerdictsOf, readLeftovers } from "./score-ground.ts";

/** An answer that took the place of another one. */
export interface FactsChange {
  readonly newest: StoredObservation;
  readonly previous: StoredObservation;
}

/** Everything that is stored of an enterprise and that a judgement rests on. Objects stay the same for as long as what they hold does. */
export interface Evidence {
  readonly record: InventoryRecord;
  readonly observations: ReadonlyMap<string, readonly StoredObservation[]>;
  /** The answered rows before the newest answered ones, by asset and the newest one's id. */
  readonly previous: ReadonlyMap<string, ReadonlyMap<string, StoredObservation | undefined>>;
  readonly changes: readonly FactsChange[];
  readonly baselines: readonly StoredObservation[];
  readonly findings: readonly Finding[];
  readonly addressRegister: AddressRegister | undefined;
  readonly activities: readonly Activity[];
  readonly submissions: SubmissionStanding;
  readonly advisories: AdvisorySet;
  readonly sightings: readonly Sighting[];
  readonly attestations: readonly Attestation[];
  readonly leftovers: Leftovers;
  readonly leftoverVerdicts: readonly Verdict[];
}

/** What is drawn from the records of an enterprise rather than read as it stands. */
interface Drawn {
  attestationsOf(record: InventoryRecord): Promise<readonly Attestation[]>;
  submissionsOf(record: InventoryRecord): Promise<SubmissionStanding>;
}

/** Reads what an enterprise is judged by; with what was read before, only what may be new since. */
export class EvidenceReader {
  readonly #records: RecordStore;
  readonly #advisories: AdvisoryShelf;
  readonly #drawn: Drawn;

  constructor(records: RecordStore, advisories: AdvisoryShelf, drawn: Drawn) {
    this.#records = records;
    this.#advisories = advisories;
    this.#drawn = drawn;
  }

  /** Undefined where there is no such enterprise. */
  async read(enterpriseId: string, news: News, before: Evidence | undefined): Promise<Evidence | undefined> {
    const record = await this.#records.inventories.get(enterpriseId, before?.record);
    if (record === undefined) return undefined;
    if (before === undefined || news === "all" || record !== before.record) return this.#whole(record, before);
    const observations = await this.#observations(enterpriseId, [...news], before);
    return { ...before, observations, ...(await this.#previous(news, observations, before)) };
  }

  async #whole(record: InventoryRecord, before: Evidence | undefined): Promise<Evidence> {
    const { inventory } = record;
    const { id } = inventory.enterprise;
    const observations = await this.#observations(id, "all", before);
    const attestations = await this.#drawn.attestationsOf(record);
    const left = await readLeftovers(this.#records, inventory, attestations);
    const leftovers = isDeepStrictEqual(before?.leftovers, left) ? (before?.leftovers ?? left) : left;
    return {
      record,
      observations,
      ...(await this.#previous(observations.keys(), observations, before)),
      baselines: await this.#baselines(id, before?.baselines ?? []),
      findings: await this.#findings(id, before?.findings ?? []),
      addressRegister: await this.#records.addressRegisters.current(id, before?.addressRegister),
      activities: await this.#records.activities.list(id),
      submissions: await this.#drawn.submissionsOf(record),
      advisories: await this.#advisories.current(),
      sightings: await this.#records.sightings.list(id, before?.sightings),
      attestations,
      leftovers,
      leftoverVerdicts: await lastVerdictsOf(this.#records, id, leftovers.assets),
    };
  }

  async #observations(enterpriseId: string, assetIds: readonly string[] | "all", before: Evidence | undefined) {
    const old = before?.observations ?? new Map<string, readonly StoredObservation[]>();
    const looked = assetIds === "all" ? [...old.values()] : assetIds.flatMap((id) => [old.get(id) ?? []]);
    const known = new Map(looked.flat().map((row) => [row.id, row]));
    const rows = Map.groupBy(
      await this.#records.observations.latestSince(enterpriseId, assetIds, known),
      ({ assetId }) => assetId,
    );
    return assetIds === "all" ? rows : new Map([...old, ...rows]);
  }

  async #previous(assetIds: Iterable<string>, observations: Evidence["observations"], before: Evidence | undefined) {
    const moved = [...assetIds].flatMap((assetId) => {
      const answered = (observations.get(assetId) ?? []).filter(({ outcome }) => outcome === "answered");
      const known = before?.previous.get(assetId);
      const isSame = known !== undefined && known.size === answered.length && answered.every(({ id }) => known.has(id));
      return isSame ? [] : [{ assetId, answered, known: known ?? new Map<string, StoredObservation | undefined>() }];
    });
    const kept = [...(before?.previous ?? [])].filter(([assetId]) => observations.has(assetId));
    if (moved.length === 0 && before?.previous.size === kept.length) return { previous: before.previous, changes: [] };
    const fresh = moved.flatMap(({ answered, known }) => answered.filter(({ id }) => !known.has(id)));
    const read = await this.#records.observations.answeredBefore(fresh.map(({ id }) => id));
    const previous = new Map(kept);
    for (const { assetId, answered, known } of moved) {
      previous.set(assetId, new Map(answered.map(({ id }) => [id, read.get(id) ?? known.get(id)])));
    }
    // What is read for the first time is no news.
    const changes = before === undefined ? [] : fresh.flatMap((newest) => changeTo(newest, read.get(newest.id)));
    return { previous, changes };
  }

  async #baselines(enterpriseId: string, before: readonly StoredObservation[]): Promise<readonly StoredObservation[]> {
    const accepted = await this.#records.baselines.list(enterpriseId);
    const known = new Map(before.map((row) => [row.id, row]));
    const rows = await Promise.all(accepted.map(({ observationId: id }) => known.get(id) ?? this.#records.observations.get(id)));
    return rows.filter((row) => row !== undefined);
  }

  async #findings(enterpriseId: string, before: readonly Finding[]): Promise<readonly Finding[]> {
    const known = new Map(before.map((finding) => [finding.id, finding]));
    const findings = await this.#records.findings.list({ enterpriseId });
    const changed = findings.filter(({ id, version }) => known.get(id)?.version !== version);
    if (changed.length === 0 && findings.length === before.length) return before;
    const fresh = new Set(changed);
    return findings.map((finding) => (fresh.has(finding) ? finding : (known.get(finding.id) ?? finding)));
  }
}

function changeTo(newest: StoredObservation, previous: StoredObservation | undefined): FactsChange[] {
  return previous === undefined ? [] : [{ newest, previous }];
}
