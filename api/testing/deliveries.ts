import { randomUUID } from "node:crypto";
import type { MetricPoint } from "../../model/metric.ts";
import type { Observation } from "../../model/observation.ts";

/** An observation of the pump's health probe, with changes. */
export function healthObservation(at: number, changes: Partial<Observation> = {}): Observation {
  return {
    id: randomUUID(),
    enterpriseId: "waterworks",
    assetId: "pump",
    endpointId: "bus",
    probe: "modbus.health",
    at,
    validForSeconds: 900,
    outcome: "answered",
    facts: { served: true, client: "127.0.0.1", encrypted: false },
    ...changes,
  };
}

/** A batch of observations as a spool numbers them, from `first` on. */
export function observationBatch(spoolId: string, observations: readonly unknown[], first = 1, collectorId = "collector-1") {
  return { collectorId, spoolId, items: observations.map((observation, index) => ({ seq: first + index, observation })) };
}

export function sampleBatch(spoolId: string, points: readonly unknown[], first = 1, collectorId = "collector-1") {
  return { collectorId, spoolId, items: points.map((point, index) => ({ seq: first + index, point })) };
}

export function pressure(at: number, value: number): MetricPoint {
  const tags = { enterprise: "waterworks", site: "plant", asset: "pump", signal: "pressure" };
  return { measurement: "signal", tags, fields: { value, good: 1 }, at };
}
