import { randomUUID } from "node:crypto";
import { observationDigest } from "../../../model/digest.ts";
import type { EventRecord } from "../../../model/event.ts";
import type { Finding } from "../../../model/finding.ts";
import { type Inventory, inventorySchema } from "../../../model/inventory/inventory.ts";
import type { Observation } from "../../../model/observation.ts";
import type { Score, ScoreNode } from "../../../model/score.ts";
import type { Verdict } from "../../../model/verdict.ts";
import type { CollectorStatus } from "../../../model/wire/batches.ts";
import type { IncomingObservation, ObservationBatch } from "../evidence-port.ts";
import type { RecordStore } from "../port.ts";

/** A place where stores of one kind keep their data: opening it again finds it again. */
export interface RecordsPlace {
  open(): Promise<RecordStore>;
  remove(): Promise<void>;
}

export const spoolId = "5f0c2b8e-6a55-4b8e-9d6a-0a3f5d1c7e21";

export function observation(change: Partial<Observation> = {}): Observation {
  return {
    id: randomUUID(),
    enterpriseId: "water",
    assetId: "plc-1",
    endpointId: "main",
    probe: "modbus.health",
    at: 1000,
    validForSeconds: 90,
    outcome: "answered",
    facts: { served: true },
    ...change,
  };
}

/** One that got no answer. */
export function silence(change: Partial<Observation> = {}): Observation {
  const { facts: _, ...rest } = observation(change);
  return { ...rest, outcome: "unreachable", reason: { code: "timeout" }, ...change };
}

export function incoming(seq: number, seen: Observation): IncomingObservation {
  return { seq, observation: seen, digest: observationDigest("salt", seen.outcome, seen.facts) };
}

/** A batch whose items are numbered from `first` on. */
export function batch(first: number, seen: readonly Observation[], change: Partial<ObservationBatch> = {}): ObservationBatch {
  const items = seen.map((each, index) => incoming(first + index, each));
  return { collectorId: "north", spoolId, through: first + seen.length - 1, items, at: 5000, ...change };
}

export function verdict(change: Partial<Verdict> = {}): Verdict {
  return {
    checkId: "modbus.exposed",
    enterpriseId: "water",
    siteId: "works",
    assetId: "plc-1",
    endpointId: "main",
    status: "fail",
    severity: "high",
    because: { key: "modbus.answers-without-encryption", values: { unit: 1 } },
    notices: [],
    evidence: [],
    evidenceAt: 1000,
    judgedAt: 2000,
    ...change,
  };
}

export function finding(change: Partial<Finding> = {}): Finding {
  return {
    id: randomUUID(),
    checkId: "modbus.exposed",
    enterpriseId: "water",
    siteId: "works",
    assetId: "plc-1",
    status: "open",
    severity: "high",
    firstSeen: 1000,
    lastSeen: 1000,
    resolvedAt: null,
    acknowledgedBy: null,
    waiver: null,
    rectification: null,
    endpoints: [],
    version: 1,
    ...change,
  };
}

export function score(at: number, demonstrated: number, change: Partial<Score> = {}): Score {
  const root: ScoreNode = {
    id: "water",
    kind: "enterprise",
    weight: 1,
    demonstrated,
    potential: 90,
    coverage: 50,
    points: demonstrated,
    children: [],
  };
  return {
    enterpriseId: "water",
    siteId: null,
    catalogId: "miit",
    profileVersion: "1",
    at,
    root,
    encouraged: { met: 0, of: 3 },
    ...change,
  };
}

/** A tree of one objective with a pair for every asset. */
export function treeOf(assets: readonly (readonly [assetId: string, status: "pass" | "fail"])[]): ScoreNode {
  const level = { weight: 1, demonstrated: 40, potential: 90, coverage: 50, points: 40 };
  const pairs = assets.map(([assetId, status]): ScoreNode => {
    const good = status === "pass" ? 100 : 0;
    const figures = { weight: 0.1, demonstrated: good, potential: good, coverage: 100, points: good / 500 };
    const pair = { assetId, checkId: "modbus.exposed", status };
    return { id: `${assetId}/modbus.exposed`, kind: "pair", ...figures, pair, children: [] };
  });
  const objective: ScoreNode = { id: "miit.1.1.a", kind: "objective", ...level, children: pairs };
  return { id: "enterprise", kind: "enterprise", ...level, children: [objective] };
}

export function event(change: Partial<Omit<EventRecord, "id">> = {}): Omit<EventRecord, "id"> {
  return {
    at: 1000,
    kind: "finding",
    enterpriseId: "water",
    assetId: "plc-1",
    checkId: null,
    severity: "high",
    text: { "zh-CN": "发现新问题", en: "A new finding" },
    refersTo: null,
    ...change,
  };
}

export function inventory(assetIds: readonly string[], enterpriseId = "water"): Inventory {
  return inventorySchema.parse({
    enterprise: { id: enterpriseId, name: "Water works", types: ["N"], grade: 2 },
    sites: [{ id: "works", name: "Works", collectors: [{ id: "north" }] }],
    assets: assetIds.map((id) => ({ id, name: id, site: "works", role: "field-device" })),
  });
}

export function collectorStatus(change: Partial<CollectorStatus> = {}): CollectorStatus {
  return {
    collectorId: "north",
    version: "1",
    startedAt: 1,
    at: 2,
    endpoints: 3,
    inFlight: 0,
    latenessP50: 0,
    latenessP99: 1,
    spoolItems: 0,
    spoolBytes: 0,
    rssBytes: 1,
    refusedEndpoints: [],
    resting: [],
    ...change,
  };
}
