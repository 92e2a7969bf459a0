import { z } from "zod";
import { netSweep, sweptSite } from "../../model/discovery/sweep.ts";
import { type Finding, findingStatusSchema } from "../../model/finding.ts";
import { durationSchema, type Instant } from "../../model/instant.ts";
import { type Inventory, inventorySchema } from "../../model/inventory/inventory.ts";
import { outcomeSchema, reasonSchema, type StoredObservation } from "../../model/observation.ts";
import { findProbe } from "../../model/protocols/index.ts";
import { severitySchema } from "../../model/severity.ts";
import { type Verdict, verdictStatusSchema } from "../../model/verdict.ts";
import { judge } from "../judge.ts";
import { activitiesOf, advisoriesOf, caseRecordsShape, registerOf, sightingsOf, submissionsOf } from "./case-records.ts";
import type { Check } from "./define.ts";

/** Cases of checks as data: named facts and the verdict that must follow. Shared by every `*.cases.yaml` beside a check. */

const factsByProbe = z.record(z.string(), z.record(z.string(), z.unknown()));
const partial = z.record(z.string(), z.unknown());

export const baseFactsSchema = z.record(z.string(), factsByProbe);
export type BaseFacts = z.infer<typeof baseFactsSchema>;

const caseSchema = z.strictObject({
  name: z.string().min(1),
  /** Name in `base-facts.yaml` of the subject's folder. */
  base: z.string().optional(),
  /** Name of an earlier case of the file, from which all but name and expectation are taken. */
  like: z.string().optional(),
  /** Facts by probe; over those of base and like, merged deeply. A null deletes a key. */
  facts: partial.default({}),
  failed: z.record(z.string(), z.strictObject({ outcome: outcomeSchema, reason: reasonSchema })).default({}),
  asset: partial.default({}),
  endpoint: partial.default({}),
  site: partial.default({}),
  enterprise: partial.default({}),
  now: z.iso.datetime().optional(),
  /** How long ago everything was last seen, and for how long it may be relied on. */
  age: durationSchema.optional(),
  validFor: durationSchema.optional(),
  baseline: partial.default({}),
  previous: partial.default({}),
  /** Facts of sweeps by the discovery range of the site. */
  sweeps: partial.default({}),
  ...caseRecordsShape,
  /** The verdict that is looked at: the asset's own, or what the check says once beyond the assets. */
  about: z.enum(["asset", "rest"]).default("asset"),
  /** Findings as they stand: of some other check unless the case names one, unresolved unless it says so. */
  findings: z.array(partial).optional(),
  /** Other assets of the same enterprise: their id and their facts by probe. */
  peers: z.array(z.looseObject({ asset: z.string() })).optional(),
  expect: z.strictObject({
    status: verdictStatusSchema,
    severity: severitySchema.optional(),
    because: z.string(),
    evidence: z.array(z.string()).optional(),
  }),
});
export const casesSchema = z.array(caseSchema).min(1);
export type Case = z.output<typeof caseSchema>;

/** The cases of one file with `like` and `base` filled in. Throws an error that names the case. */
export function resolveCases(cases: readonly Case[], bases: BaseFacts): readonly Case[] {
  const resolved = new Map<string, Case>();
  for (const own of cases) {
    if (resolved.has(own.name)) throw new Error(`case "${own.name}": the name is used twice`);
    resolved.set(own.name, resolveCase(own, bases, resolved));
  }
  return [...resolved.values()];
}

function resolveCase(own: Case, bases: BaseFacts, earlier: ReadonlyMap<string, Case>): Case {
  const base = own.base === undefined ? {} : bases[own.base];
  if (base === undefined)
    throw new Error(`case "${own.name}": no base "${own.base}"; there are ${Object.keys(bases).join(", ")}`);
  const like = own.like === undefined ? undefined : earlier.get(own.like);
  if (own.like !== undefined && like === undefined) throw new Error(`case "${own.name}": no earlier case "${own.like}"`);
  const layers = like === undefined ? [own] : [like, own];
  const overlay = (part: "asset" | "endpoint" | "site" | "enterprise" | "baseline" | "previous" | "sweeps") =>
    asObject(layers.map((layer): unknown => layer[part]).reduce((under, over) => merge(under, over, "keep")));
  return {
    ...like,
    ...own,
    facts: layered([base, ...layers.map((layer) => layer.facts)]),
    failed: { ...like?.failed, ...own.failed },
    asset: overlay("asset"),
    endpoint: overlay("endpoint"),
    site: overlay("site"),
    enterprise: overlay("enterprise"),
    baseline: overlay("baseline"),
    previous: overlay("previous"),
    sweeps: overlay("sweeps"),
  };
}

function layered(layers: readonly Record<string, unknown>[]): Record<string, unknown> {
  return asObject(layers.reduce<unknown>((under, over) => merge(under, over), {}));
}

/** Deep merge: objects key by key, null deletes (or is kept, to delete in a later merge), anything else replaces. */
function merge(under: unknown, over: unknown, nulls: "delete" | "keep" = "delete"): unknown {
  if (!isObject(under) || !isObject(over)) return over;
  const merged: Record<string, unknown> = { ...under };
  for (const [key, value] of Object.entries(over)) {
    if (value === null && nulls === "delete") delete merged[key];
    else merged[key] = merge(merged[key], value, nulls);
  }
  return merged;
}

/** Judges the case as the product would; the facts have passed their probes' schemas before. */
export function runCase(check: Check, given: Case): Verdict {
  const { observations, previous, baselines, ...rest } = setting(check, given);
  const verdicts = judge({ observations, previous, baselines, ...rest, checks: [check] });
  const assetId = check.scope === "enterprise" || given.about === "rest" ? null : subjectId;
  const verdict = verdicts.find((one) => one.assetId === assetId && (one.endpointId === null || one.endpointId === endpointId));
  if (verdict === undefined) throw new Error(`case "${given.name}": the check gave no verdict on its subject`);
  const missing = verdict.evidence.filter((evidence) => !resolves(evidence, [...observations, ...previous, ...baselines]));
  if (missing.length > 0) throw new Error(`case "${given.name}": evidence points nowhere: ${JSON.stringify(missing)}`);
  return verdict;
}

const subjectId = "plc-1";
const endpointId = "main";
const siteId = "site-1";
const defaultNow = "2026-11-24T08:00:00Z";
const urls: Readonly<Record<string, string>> = { opcua: "opc.tcp://192.0.2.10:4840", modbus: "modbus://192.0.2.10:502/1" };

function setting(check: Check, given: Case) {
  const now = Date.parse(given.now ?? defaultNow);
  const protocol = check.scope === "endpoint" ? check.protocol : "opcua";
  const row = rowMaker(given, now);
  const peers = (given.peers ?? []).flatMap(({ asset, ...facts }) => answered(facts, (probe) => row(asset, probe), given.name));
  const own = answered(given.facts, (probe) => row(subjectId, probe), given.name);
  const swept = Object.entries(given.sweeps).flatMap(([endpointId, facts]) => {
    const place = { assetId: sweptSite(siteId), endpointId };
    return answered({ [netSweep.id]: facts }, (probe) => ({ ...row(subjectId, probe), ...place }), given.name);
  });
  const failed = Object.entries(given.failed).map(([probe, failure]) => ({ ...row(subjectId, probe), ...failure }));
  return {
    now,
    inventory: inventoryOf(given, protocol),
    observations: [...own.filter((one) => !(one.probe in given.failed)), ...failed, ...peers, ...swept],
    previous: answered(given.previous, (probe) => row(subjectId, probe), given.name),
    baselines: answered(given.baseline, (probe) => row(subjectId, probe), given.name),
    addressRegister: registerOf(given, now),
    activities: activitiesOf(given),
    submissions: submissionsOf(given),
    advisories: advisoriesOf(given),
    sightings: sightingsOf(given),
    findings: (given.findings ?? []).map((finding, index) => findingOf(finding, index, now)),
  };
}

const instant = z.iso.datetime().transform((text) => Date.parse(text));
const findingSchema = z.strictObject({
  checkId: z.string().default("example.other"),
  assetId: z.string().nullable().default(subjectId),
  status: findingStatusSchema.default("open"),
  severity: severitySchema.default("high"),
  dueAt: instant.nullable().default(null),
});

function findingOf(given: Record<string, unknown>, index: number, now: Instant): Finding {
  const { dueAt, ...own } = findingSchema.parse(given);
  const rectification = dueAt === null ? null : { assignee: null, measure: "", dueAt, firstDueAt: dueAt };
  const nobody = { resolvedAt: null, acknowledgedBy: null, waiver: null, endpoints: [] };
  const head = { id: `finding-${index}`, enterpriseId: "example", siteId, firstSeen: now, lastSeen: now, version: 1 };
  return { ...head, ...nobody, ...own, rectification };
}

function rowMaker(given: Case, now: Instant): (assetId: string, probe: string) => StoredObservation {
  let count = 0;
  return (assetId, probe) => ({
    id: `00000000-0000-4000-8000-${String(++count).padStart(12, "0")}`,
    enterpriseId: "example",
    assetId,
    endpointId,
    probe,
    at: now - (given.age ?? 60_000),
    lastSeen: now - (given.age ?? 60_000),
    timesSeen: 1,
    validForSeconds: (given.validFor ?? 86_400_000) / 1000,
    outcome: "answered",
    digest: "0".repeat(64),
  });
}

/** Answered observations of facts by probe; facts that break the probe's schema are an error of the case, not of the check. */
function answered(
  facts: Readonly<Record<string, unknown>>,
  row: (probe: string) => StoredObservation,
  name: string,
): StoredObservation[] {
  return Object.entries(facts).map(([id, value]) => {
    const probe = findProbe(id);
    if (probe === undefined) throw new Error(`case "${name}": no probe "${id}"`);
    const read = probe.schema.safeParse(value);
    if (!read.success) throw new Error(`case "${name}": facts of ${id}: ${z.prettifyError(read.error)}`);
    return { ...row(id), facts: asObject(value) };
  });
}

function inventoryOf(given: Case, protocol: string): Inventory {
  const endpoint = merge({ id: endpointId, protocol, url: urls[protocol] }, given.endpoint);
  const assets = [subjectId, ...(given.peers ?? []).map((peer) => peer.asset)].map((id) => ({
    id,
    name: id,
    site: siteId,
    role: "field-device",
    zone: "control",
    criticality: 3,
    owner: "Wang Fang",
    vendor: "Example",
    product: "EX-1",
    version: "1.0",
    endpoints: [id === subjectId ? endpoint : { id: endpointId, protocol, url: urls[protocol] }],
  }));
  const zones = [
    { id: "control", name: "control" },
    { id: "office", name: "office" },
  ];
  const site = { id: siteId, name: "site", zones, collectors: [{ id: "collector-1", zone: "control" }] };
  const whole = {
    enterprise: merge({ id: "example", name: "example", types: ["N"], grade: 2 }, given.enterprise),
    sites: [merge(site, given.site)],
    assets: assets.map((asset) => (asset.id === subjectId ? merge(asset, given.asset) : asset)),
  };
  const read = inventorySchema.safeParse(whole);
  if (!read.success) throw new Error(`case "${given.name}": inventory: ${z.prettifyError(read.error)}`);
  return read.data;
}

function resolves(evidence: Verdict["evidence"][number], observations: readonly StoredObservation[]): boolean {
  const facts: unknown = observations.find((one) => one.id === evidence.observationId)?.facts;
  return facts !== undefined && at(facts, evidence.pointer) !== undefined;
}

/** The value at a JSON pointer (RFC 6901). */
function at(value: unknown, pointer: string): unknown {
  const parts = pointer.split("/").slice(1);
  return parts.reduce<unknown>((inner, part) => {
    const key = part.replaceAll("~1", "/").replaceAll("~0", "~");
    return typeof inner === "object" && inner !== null ? Object.getOwnPropertyDescriptor(inner, key)?.value : undefined;
  }, value);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function asObject(value: unknown): Record<string, unknown> {
  if (!isObject(value)) throw new Error(`expected an object, got ${JSON.stringify(value)}`);
  return value;
}
