import type { Finding } from "../../model/finding.ts";
import type { Instant } from "../../model/instant.ts";
import type { Asset } from "../../model/inventory/inventory.ts";
import type { StoredObservation } from "../../model/observation.ts";
import type { LastValue } from "../../store/metrics/port.ts";
import type { AssetDetail, AssetSummary, EndpointView } from "../contract/assets.ts";
import type { InventoryEntry } from "../inventory/inventory-book.ts";
import type { AssetPulse } from "../live/pulse.ts";
import { countBySeverity, isOpen } from "./finding-view.ts";
import { qualified } from "./names.ts";
import { observationView } from "./observation-view.ts";
import { isoTime, isoTimeOrNull } from "./time.ts";

export function assetSummary(
  asset: Asset,
  entry: InventoryEntry,
  pulse: AssetPulse | undefined,
  /** Those of this asset. */
  findings: readonly Finding[],
): AssetSummary {
  return {
    id: qualified(entry.id, asset.id),
    enterpriseId: entry.id,
    name: asset.name,
    site: asset.site,
    zone: asset.zone ?? null,
    role: asset.role,
    protocols: [...new Set(asset.endpoints.map(({ protocol }) => protocol))],
    criticality: asset.criticality ?? null,
    owner: asset.owner ?? null,
    responsible: asset.responsible ?? null,
    vendor: asset.vendor ?? null,
    product: asset.product ?? null,
    version: asset.version ?? null,
    simulated: entry.record.inventory.enterprise.simulated,
    lastSeen: isoTimeOrNull(pulse?.lastHeard),
    state: pulse?.state ?? null,
    openFindings: countBySeverity(findings.filter((finding) => isOpen(finding))),
  };
}

export function endpointViews(asset: Asset, rows: readonly StoredObservation[]): EndpointView[] {
  return asset.endpoints.map((endpoint) => ({
    id: endpoint.id,
    protocol: endpoint.protocol,
    url: endpoint.url,
    address: endpoint.address ?? null,
    trustedAt: endpoint.protocol === "opcua" ? (endpoint.trustedAt ?? null) : null,
    observations: rows.filter((row) => row.endpointId === endpoint.id).map(observationView),
  }));
}

/** The newest value of every declared signal; one without a value is listed, so that its silence shows. */
export function signalValues(asset: Asset, values: readonly LastValue[], now: Instant): AssetDetail["signals"] {
  const newest = new Map(values.filter(({ at }) => at <= now).map((value) => [value.tags.signal, value]));
  const signals: readonly { id: string; unit?: string | undefined }[] = asset.endpoints.flatMap(({ signals }) => [...signals]);
  return signals.map(({ id, unit }) => {
    const last = newest.get(id);
    const { value, text } = last?.fields ?? {};
    return {
      signal: id,
      unit: unit ?? null,
      value: typeof value === "number" ? value : null,
      text: typeof text === "string" ? text : null,
      good: last?.fields.good === 1,
      at: last === undefined ? null : isoTime(last.at),
    };
  });
}
