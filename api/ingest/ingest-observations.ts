import { observationDigest } from "../../model/digest.ts";
import type { Acknowledgement } from "../../model/wire/batches.ts";
import type { IncomingObservation } from "../../store/records/evidence-port.ts";
import { noteSweeps } from "../discovery/note-found.ts";
import { itemsRejected } from "../live/event-texts.ts";
import type { Services } from "../services.ts";
import type { ObservationDelivery } from "./deliveries.ts";
import { Reach } from "./reach.ts";
import { type Screened, screenObservation } from "./screen-observation.ts";

interface ScreenedItem extends Screened {
  readonly seq: number;
}

/**
 * Stores a batch in one transaction, and only then asks for its enterprises to be judged; the acknowledgement never waits for
 * that. A batch that is sent again changes nothing. Throws `store-full` and `store-unavailable`, having kept nothing.
 */
export async function ingestObservations(services: Services, batch: ObservationDelivery): Promise<Acknowledgement> {
  const { records, book, clock, health, telemetry, judgeSoon } = services;
  const { collectorId, spoolId } = batch;
  const at = clock.now();
  const reach = await Reach.of(collectorId, book);
  const screened = batch.items.map(({ seq, observation }) => ({ seq, ...screenObservation(observation, reach, at) }));
  const through = Math.max(...batch.items.map(({ seq }) => seq));

  const { progress, added } = await health.watch("records", async () => {
    const before = await records.observations.progress(collectorId, spoolId);
    const items = await withDigests(services, screened);
    const stored = await records.observations.store({ collectorId, spoolId, through, items, at });
    return { progress: before, added: new Set(stored.added) };
  });

  const fresh = screened.filter(({ seq }) => seq > progress);
  telemetry.ingested.inc({ stream: "observations" }, fresh.length);
  const told = Map.groupBy(
    fresh.flatMap(({ observation }) => observation ?? []),
    ({ enterpriseId }) => enterpriseId,
  );
  for (const [enterpriseId, own] of told) {
    const isNew = own.some(({ id }) => added.has(id));
    judgeSoon(enterpriseId, new Set(own.map(({ assetId }) => assetId)), !isNew);
  }
  await reportRejected(services, collectorId, fresh);
  await noteSweeps(
    services,
    collectorId,
    fresh.flatMap(({ observation }) => observation ?? []),
  );
  const rejected = screened.flatMap(({ seq, code }) => (code === undefined ? [] : [{ seq, code }]));
  return { storedThrough: Math.max(through, progress), rejected };
}

async function withDigests({ records }: Services, items: readonly ScreenedItem[]): Promise<IncomingObservation[]> {
  const salts = new Map<string, Promise<string>>();
  const saltOf = (enterpriseId: string, assetId: string): Promise<string> => {
    const key = `${enterpriseId}.${assetId}`;
    const salt = salts.get(key) ?? records.inventories.salt(enterpriseId, assetId);
    salts.set(key, salt);
    return salt;
  };
  return Promise.all(
    items.flatMap(({ seq, observation }) => {
      if (observation === undefined) return [];
      const { enterpriseId, assetId, outcome, facts } = observation;
      const salted = saltOf(enterpriseId, assetId);
      return [salted.then((salt) => ({ seq, observation, digest: observationDigest(salt, outcome, facts) }))];
    }),
  );
}

/** What could not be used is told once for a batch and reason; the acknowledgement lists every item. */
async function reportRejected(services: Services, collectorId: string, items: readonly ScreenedItem[]): Promise<void> {
  const { hub, log, telemetry, clock } = services;
  const groups = Map.groupBy(
    items.filter(({ code }) => code !== undefined),
    ({ code, observation }) => JSON.stringify([code, observation?.enterpriseId ?? null]),
  );
  for (const group of groups.values()) {
    const [{ code = "", observation, seq } = { seq: 0 }] = group;
    telemetry.rejected.inc({ stream: "observations", code }, group.length);
    log.warn(
      { collectorId, code, count: group.length, firstSeq: seq, reason: observation?.reason },
      "observations could not be used",
    );
    await hub.publish([itemsRejected(collectorId, observation?.enterpriseId ?? null, code, group.length, clock.now())]);
  }
}
