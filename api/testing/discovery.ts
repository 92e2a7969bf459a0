import type { UnitFindings } from "../../model/discovery/findings.ts";
import type { Proposal } from "../../model/discovery/proposal.ts";
import type { SweepFacts } from "../../model/discovery/sweep.ts";
import type { DiscoveryTask } from "../../model/discovery/task.ts";

/** A look at an address of the water works that waits for its collector. */
export function sampleTask(change: Partial<DiscoveryTask> = {}): DiscoveryTask {
  return {
    id: "6b0d1c1e-0000-4000-8000-000000000001",
    enterpriseId: "waterworks",
    siteId: "plant",
    collectorId: "collector-1",
    work: { kind: "probe", url: "modbus://127.0.0.1:1503", budget: 300 },
    by: "li",
    askedAt: Date.now(),
    changedAt: Date.now(),
    state: "waiting",
    report: null,
    ...change,
  };
}

/** A unit whose input registers hold a float and a small number. */
export const sampleUnit: UnitFindings = {
  unit: 1,
  url: "modbus://127.0.0.1:1503/1",
  identity: { objects: { VendorName: "Exemplar", ProductCode: "EX-2", MajorMinorRevision: "1.0" }, exceptions: [] },
  tables: [
    { table: "input-register", ranges: [{ first: 10, last: 12, values: [0x41a0, 0x1234, 7] }], ended: "searched" },
    { table: "coil", ranges: [{ first: 0, last: 1, values: [0, 1] }], ended: "searched" },
  ],
};

/** A unit that was found at the water works. */
export function sampleProposal(change: Partial<Proposal> = {}): Proposal {
  return {
    id: "proposal-1",
    enterpriseId: "waterworks",
    siteId: "plant",
    collectorId: "collector-1",
    url: sampleUnit.url,
    protocol: "modbus",
    kind: "modbus",
    name: null,
    identity: { vendor: "Exemplar", product: "EX-2", version: "1.0" },
    foundAt: 1,
    seenAt: 1,
    detail: { protocol: "modbus", unit: sampleUnit, behindGateway: false },
    detailAt: 1,
    state: "open",
    decision: null,
    version: 1,
    ...change,
  };
}

/** A sweep that found a unit beside the pump. */
export function sampleSweep(change: Partial<SweepFacts> = {}): SweepFacts {
  return {
    range: "127.0.0.1",
    ports: [{ protocol: "modbus", port: 1502 }],
    asked: 1,
    declared: ["127.0.0.1:1502"],
    refused: [],
    found: [
      {
        host: "127.0.0.1",
        port: 1503,
        protocol: "modbus",
        kind: "modbus",
        url: "modbus://127.0.0.1:1503/1",
        vendor: "Exemplar",
        product: "EX-2",
      },
    ],
    ...change,
  };
}
