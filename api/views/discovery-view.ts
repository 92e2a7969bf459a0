import type { Proposal } from "../../model/discovery/proposal.ts";
import { type DiscoveryRange, sweeperOf } from "../../model/discovery/range.ts";
import { suggestEntry } from "../../model/discovery/suggestion.ts";
import { netSweep, sweepFactsSchema } from "../../model/discovery/sweep.ts";
import type { DiscoveryTask } from "../../model/discovery/task.ts";
import type { Instant } from "../../model/instant.ts";
import type { Site } from "../../model/inventory/inventory.ts";
import type { StoredObservation } from "../../model/observation.ts";
import type { DiscoveryRangeView, ProposalDetail, ProposalView, TaskView } from "../contract/discovery.ts";
import { declaredAt } from "../discovery/note-found.ts";
import type { InventoryEntry } from "../inventory/inventory-book.ts";
import { taskReason } from "../live/discovery-texts.ts";
import { both } from "./names.ts";
import { isoTime, isoTimeOrNull } from "./time.ts";

export function taskView({ report, askedAt, changedAt, ...task }: DiscoveryTask): TaskView {
  const { done = 0, of = 0, reason, findings = null, readValues = null } = report ?? {};
  return {
    ...task,
    askedAt: isoTime(askedAt),
    changedAt: isoTime(changedAt),
    done,
    of,
    reason: reason === undefined ? null : { code: reason.code, text: taskReason(reason) },
    findings,
    readValues,
  };
}

export function proposalView(proposal: Proposal, entry: InventoryEntry | undefined): ProposalView {
  const { detail: _, foundAt, seenAt, detailAt, decision, ...own } = proposal;
  return {
    ...own,
    siteName: entry?.sites.get(own.siteId)?.name ?? both(own.siteId),
    foundAt: isoTime(foundAt),
    seenAt: isoTime(seenAt),
    detailAt: isoTimeOrNull(detailAt ?? undefined),
    declaredAs: (entry && declaredAt(own.url, entry.record.inventory)) ?? null,
    decision: decision && { ...decision, at: isoTime(decision.at) },
  };
}

export function proposalDetail(proposal: Proposal, entry: InventoryEntry | undefined): ProposalDetail {
  const { asset, endpoint, signals } = suggestEntry(proposal, new Set(entry?.assets.keys()));
  return {
    ...proposalView(proposal, entry),
    findings: findingsOf(proposal),
    suggestion: { asset, endpoint, signals: [...signals] },
  };
}

function findingsOf({ detail }: Proposal): ProposalDetail["findings"] {
  if (detail === null) return null;
  if (detail.protocol === "opcua") return detail.server;
  const { unit, behindGateway } = detail;
  return { protocol: "modbus", units: [unit], silent: [], gatewaySpoke: behindGateway, ignoresUnitId: false };
}

interface RangeSurroundings {
  readonly enterpriseId: string;
  readonly site: Site;
  /** The newest rows of the site's sweeps. */
  readonly rows: readonly StoredObservation[];
  readonly isAlive: (collectorId: string) => boolean;
  readonly pollingStopped: boolean;
}

export function rangeView(range: DiscoveryRange, around: RangeSurroundings): DiscoveryRangeView {
  const { enterpriseId, site, rows, isAlive, pollingStopped } = around;
  const collectorId = sweeperOf(range, site.collectors) ?? null;
  return {
    enterpriseId,
    siteId: site.id,
    siteName: site.name,
    rangeId: range.id,
    range: range.range ?? null,
    ports: range.ports,
    discoveryServer: range.discoveryServer ?? null,
    every: range.every,
    until: range.until === undefined ? null : isoTime(Date.parse(range.until)),
    onlyInWindows: range.maintenanceWindows.length > 0,
    collectorId,
    collectorAlive: collectorId !== null && isAlive(collectorId),
    pollingStopped,
    lastSweep: lastSweep(rows, range.id),
  };
}

function lastSweep(rows: readonly StoredObservation[], rangeId: string): DiscoveryRangeView["lastSweep"] {
  const own = rows.filter((row) => row.endpointId === rangeId && row.probe === netSweep.id);
  const newest = own.toSorted((a, b) => b.lastSeen - a.lastSeen)[0];
  const facts = newest === undefined ? undefined : sweepFactsSchema.safeParse(newest.facts);
  if (newest === undefined || !facts?.success) return null;
  const { asked, declared, found, refused, discoveryServerProblem = null } = facts.data;
  const at: Instant = newest.lastSeen;
  return {
    observationId: newest.id,
    at: isoTime(at),
    asked,
    declared: declared.length,
    found: found.length,
    refused,
    discoveryServerProblem,
  };
}
