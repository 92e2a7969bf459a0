import type { Instant } from "../instant.ts";
import type { DeviceIdentity } from "../protocols/modbus/identity.ts";
import type { ServerFindings, UnitFindings } from "./findings.ts";
import type { FoundDevice } from "./sweep.ts";

export const proposalStates = ["open", "accepted", "ignored"] as const;
export type ProposalState = (typeof proposalStates)[number];

/** What a look at it found, beyond that it is there. */
export type ProposalDetail =
  | { readonly protocol: "modbus"; readonly unit: UnitFindings; readonly behindGateway: boolean }
  | { readonly protocol: "opcua"; readonly server: ServerFindings };

/** A device that was found and is in no inventory: a person takes it in, or says why not. */
export interface Proposal {
  readonly id: string;
  readonly enterpriseId: string;
  readonly siteId: string;
  readonly collectorId: string;
  /** Where it answers; one proposal an enterprise and URL. */
  readonly url: string;
  readonly protocol: FoundDevice["protocol"];
  readonly kind: FoundDevice["kind"];
  readonly name: string | null;
  readonly identity: DeviceIdentity;
  readonly foundAt: Instant;
  readonly seenAt: Instant;
  readonly detail: ProposalDetail | null;
  readonly detailAt: Instant | null;
  readonly state: ProposalState;
  readonly decision: ProposalDecision | null;
  /** Grows with every change; a stale decision is refused by it. */
  readonly version: number;
}

export interface ProposalDecision {
  readonly by: string;
  readonly at: Instant;
  readonly reason: string | null;
  /** The asset that it became. */
  readonly assetId: string | null;
}
