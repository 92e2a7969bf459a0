import { siteOfSweep } from "../../model/discovery/sweep.ts";
import type { Assignment, ObservationBatch, SampleBatch } from "../../model/wire/batches.ts";
import { type BatchPlace, type BusStream, partOfSpool } from "../../model/wire/bus.ts";

/** A batch cut by enterprise, so that each part travels under its own subject and is stored apart. */
export interface BatchParts<T> {
  readonly stream: BusStream;
  readonly parts: readonly { readonly place: BatchPlace; readonly spoolId: string; readonly items: readonly T[] }[];
}

export function observationParts(
  { spoolId, items }: ObservationBatch,
  sites: ReadonlyMap<string, string>,
): BatchParts<ObservationBatch["items"][number]> {
  const siteOf = ({ observation: { enterpriseId, assetId } }: (typeof items)[number]) =>
    siteOfSweep(assetId) ?? sites.get(qualified(enterpriseId, assetId));
  return { stream: "observations", parts: cut(spoolId, items, ({ observation }) => observation.enterpriseId, siteOf) };
}

/** Points about the collector itself are of no enterprise. */
export function sampleParts({ spoolId, items }: SampleBatch): BatchParts<SampleBatch["items"][number]> {
  return {
    stream: "samples",
    parts: cut(
      spoolId,
      items,
      ({ point }) => point.tags.enterprise,
      ({ point }) => point.tags.site,
    ),
  };
}

function cut<T>(
  spoolId: string,
  items: readonly T[],
  enterpriseOf: (item: T) => string | undefined,
  siteOf: (item: T) => string | undefined,
): BatchParts<T>["parts"] {
  return [...Map.groupBy(items, enterpriseOf)].map(([enterpriseId, own]) => {
    const sites = new Set(own.map(siteOf));
    const place = { enterpriseId, siteId: sites.size === 1 ? [...sites][0] : undefined };
    return { place, spoolId: partOfSpool(spoolId, enterpriseId), items: own };
  });
}

/** Where the assets of an assignment stand. */
export function sitesByAsset({ sites }: Assignment): ReadonlyMap<string, string> {
  return new Map(
    sites.flatMap(({ enterpriseId, siteId, assets }) => assets.map(({ id }) => [qualified(enterpriseId, id), siteId])),
  );
}

function qualified(enterpriseId: string, assetId: string): string {
  return `${enterpriseId}.${assetId}`;
}
