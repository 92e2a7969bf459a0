import { randomUUID } from "node:crypto";
import type { Centre } from "../../api/centre.ts";
import { apiRoot } from "../../api/contract/paths.ts";
import { systemClock } from "../../model/instant.ts";
import { inventorySchema } from "../../model/inventory/inventory.ts";
import type { Observation } from "../../model/observation.ts";
import { factsByProbe } from "../../posture/testing/plant-life.ts";

/** An enterprise with assets that speak OPC UA and Modbus, polled by a collector of its own. */
export function largeInventory(enterpriseId: string, assetCount: number, collectorId: string) {
  return inventorySchema.parse({
    enterprise: { id: enterpriseId, name: enterpriseId, types: ["N"], grade: 3 },
    sites: [
      {
        id: "site",
        name: "site",
        zones: [{ id: "control", name: "control" }],
        collectors: [{ id: collectorId, zone: "control" }],
      },
    ],
    assets: Array.from({ length: assetCount }, (_, index) => ({
      id: `asset-${index}`,
      name: `asset ${index}`,
      site: "site",
      role: index % 3 === 0 ? "server" : "field-device",
      zone: "control",
      owner: index % 4 === 0 ? undefined : "operations",
      criticality: 1 + (index % 5),
      endpoints: [
        { id: "ua", protocol: "opcua", url: `opc.tcp://10.${index >> 8}.${index & 255}.1:4840/` },
        { id: "mb", protocol: "modbus", url: `modbus://10.${index >> 8}.${index & 255}.1/1` },
      ],
    })),
  });
}

/** What a probe found at an asset; another variant, other facts. */
export function answerOf(enterpriseId: string, assetId: string, probe: string, variant: number): Observation {
  const facts = factsByProbe.get(probe) ?? [];
  const endpointId = probe.startsWith("opcua") ? "ua" : "mb";
  return {
    id: randomUUID(),
    enterpriseId,
    assetId,
    endpointId,
    probe,
    at: systemClock.now(),
    validForSeconds: 90_000,
    outcome: "answered",
    facts: { ...facts[variant % facts.length] },
  };
}

export type Deliver = (observations: readonly Observation[]) => Promise<void>;

/** Hands observations to the centre as a collector's spool does. */
export function deliveries(centre: Centre, collectorId: string, token: string): Deliver {
  const spoolId = randomUUID();
  let seq = 0;
  return async (observations) => {
    const items = observations.map((observation) => ({ seq: ++seq, observation }));
    const answer = await centre.app.request(`${apiRoot}/ingest/observations`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify({ collectorId, spoolId, items }),
    });
    if (answer.status !== 200) throw new Error(`the delivery was answered with ${answer.status}: ${await answer.text()}`);
  };
}
