import { z } from "zod";
import { lookFindingsSchema } from "../../model/discovery/findings.ts";
import { proposalStates } from "../../model/discovery/proposal.ts";
import { sweptPortSchema } from "../../model/discovery/range.ts";
import { foundDeviceSchema } from "../../model/discovery/sweep.ts";
import { endedStates, readValuesSchema, taskWorkSchema } from "../../model/discovery/task.ts";
import { assetRoleSchema } from "../../model/inventory/inventory.ts";
import { bilingualSchema, nameSchema } from "../../model/language.ts";
import { idSchema } from "../../model/protocols/endpoint-base.ts";
import { modbusSignalSchema, registerTableSchema } from "../../model/protocols/modbus/endpoint.ts";
import { opcuaSignalSchema } from "../../model/protocols/opcua/endpoint.ts";
import { timeSchema } from "./common.ts";

/** A range that the inventory declares, with its last sweep. */
export const discoveryRangeViewSchema = z.object({
  enterpriseId: z.string(),
  siteId: z.string(),
  siteName: bilingualSchema,
  rangeId: z.string(),
  range: z.string().nullable(),
  ports: z.array(sweptPortSchema),
  discoveryServer: z.string().nullable(),
  /** Milliseconds. */
  every: z.number(),
  until: timeSchema.nullable(),
  onlyInWindows: z.boolean(),
  collectorId: z.string().nullable(),
  collectorAlive: z.boolean(),
  pollingStopped: z.boolean(),
  lastSweep: z
    .object({
      observationId: z.string(),
      at: timeSchema,
      asked: z.int(),
      declared: z.int(),
      found: z.int(),
      /** Places that the collector's own ceiling kept out. */
      refused: z.array(z.string()),
      discoveryServerProblem: z.string().nullable(),
    })
    .nullable(),
});
export type DiscoveryRangeView = z.infer<typeof discoveryRangeViewSchema>;

/** Why a request does not even reach a collector; the codes of the answer 422. */
export const askRefusals = [
  "ask-polling-stopped",
  "ask-collector-away",
  "ask-no-range",
  "ask-range-over",
  "ask-no-collector",
  "ask-no-address",
  "ask-other-networks",
] as const;
export type AskRefusal = (typeof askRefusals)[number];

/** What a person asks a collector of the site for. */
export const taskCreateSchema = z.strictObject({
  siteId: idSchema,
  /** The first of the site where none is named; a range has its own. */
  collectorId: idSchema.optional(),
  work: taskWorkSchema,
});
export type TaskCreate = z.input<typeof taskCreateSchema>;

export const taskViewSchema = z.object({
  id: z.string(),
  enterpriseId: z.string(),
  siteId: z.string(),
  collectorId: z.string(),
  work: taskWorkSchema,
  by: z.string(),
  askedAt: timeSchema,
  changedAt: timeSchema,
  state: z.enum(["waiting", "running", ...endedStates]),
  done: z.int(),
  of: z.int(),
  /** Why it was refused or failed, in words, with its code. */
  reason: z.object({ code: z.string(), text: bilingualSchema }).nullable(),
  findings: lookFindingsSchema.nullable(),
  readValues: readValuesSchema.nullable(),
});
export type TaskView = z.infer<typeof taskViewSchema>;

const identityShape = { vendor: z.string().optional(), product: z.string().optional(), version: z.string().optional() };

/** A device that was found and is in no inventory. */
export const proposalViewSchema = z.object({
  id: z.string(),
  enterpriseId: z.string(),
  siteId: z.string(),
  siteName: bilingualSchema,
  collectorId: z.string(),
  url: z.string(),
  protocol: sweptPortSchema.shape.protocol,
  kind: foundDeviceSchema.shape.kind,
  name: z.string().nullable(),
  identity: z.object(identityShape),
  foundAt: timeSchema,
  seenAt: timeSchema,
  /** When somebody looked closer; null where only its being there is known. */
  detailAt: timeSchema.nullable(),
  state: z.enum(proposalStates),
  /** The endpoint that the inventory has at this place by now; `asset/endpoint`. */
  declaredAs: z.string().nullable(),
  decision: z
    .object({ by: z.string(), at: timeSchema, reason: z.string().nullable(), assetId: z.string().nullable() })
    .nullable(),
  version: z.int(),
});
export type ProposalView = z.infer<typeof proposalViewSchema>;

const suggestedSignalSchema = z.union([
  z.object({
    id: z.string(),
    table: registerTableSchema,
    address: z.int(),
    type: modbusSignalSchema.shape.type.unwrap(),
    wordOrder: modbusSignalSchema.shape.wordOrder.unwrap().optional(),
    value: z.number(),
    reason: z.enum(["float", "float-either", "count", "negative", "small", "zero"]).optional(),
  }),
  z.object({ id: z.string(), nodeId: z.string(), dataType: z.string(), value: z.number() }),
]);

/** A proposal with what was read, and the entry that follows from it. */
export const proposalDetailSchema = proposalViewSchema.extend({
  findings: lookFindingsSchema.nullable(),
  suggestion: z.object({
    asset: z.object({ id: z.string(), name: z.string(), role: assetRoleSchema, ...identityShape }),
    endpoint: z.looseObject({ id: z.string(), protocol: sweptPortSchema.shape.protocol, url: z.string() }),
    signals: z.array(suggestedSignalSchema),
  }),
});
export type ProposalDetail = z.infer<typeof proposalDetailSchema>;

/** What a person takes into the inventory; the endpoint is the proposal's. */
export const proposalAcceptanceSchema = z.strictObject({
  version: z.int(),
  asset: z.strictObject({
    id: idSchema,
    name: nameSchema,
    role: assetRoleSchema,
    zone: idSchema.optional(),
    owner: z.string().min(1).max(200).optional(),
    criticality: z.int().min(1).max(5).optional(),
    vendor: z.string().min(1).max(200).optional(),
    product: z.string().min(1).max(200).optional(),
    version: z.string().min(1).max(200).optional(),
  }),
  signals: z
    .array(z.union([modbusSignalSchema, opcuaSignalSchema]))
    .max(500)
    .default([]),
});
export type ProposalAcceptance = z.input<typeof proposalAcceptanceSchema>;

/** Leaves a device out of the list with the reason why, or takes it back into the list. */
export const proposalDecisionSchema = z.discriminatedUnion("decision", [
  z.strictObject({ decision: z.literal("ignore"), version: z.int(), reason: z.string().trim().min(3).max(1000) }),
  z.strictObject({ decision: z.literal("reopen"), version: z.int() }),
]);
export type ProposalDecisionRequest = z.infer<typeof proposalDecisionSchema>;
