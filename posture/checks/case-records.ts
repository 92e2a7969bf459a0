import { z } from "zod";
import { type Activity, activityKinds } from "../../model/activity.ts";
import { type AddressRegister, addressRecordSchema, registerSettingsSchema } from "../../model/addresses/address-register.ts";
import { type AdvisorySet, defaultMaxAgeDays } from "../../model/advisories/advisory.ts";
import { readCsaf } from "../../model/advisories/csaf/read-csaf.ts";
import { type Sighting, sightingLineSchema } from "../../model/discovery/sighting.ts";
import { type Instant, instantSchema } from "../../model/instant.ts";
import { noSubmissions, type SubmissionStanding } from "../../model/submission/submission.ts";

import { simpleDocument } from "../advisories/testing/documents.ts";
import { imported } from "../advisories/testing/imported.ts";

/** Records that a case may name beside facts: the address record list, and what was held. */

/** A day as a person writes it, at its beginning in China. */
const day = z.union([z.iso.date().transform((text) => Date.parse(`${text}T00:00:00+08:00`)), z.null()]).default(null);

const recordSchema = z
  .object({ address: z.string(), allocatedOn: day, recordedOn: day, verifiedOn: day, changedOn: day })
  .loose()
  .transform(({ address, ...rest }) => {
    const [first = address, last = first] = address.split("-");
    return addressRecordSchema.parse({ first, last, ...rest });
  });

/** A list that covers private addresses unless the case says otherwise. */
const registerSchema = z.strictObject({
  settings: z.record(z.string(), z.unknown()).default({}),
  records: z.array(recordSchema).default([]),
});

const instantText = z.iso.datetime();

const versions = z.array(z.string()).optional();
const advisorySchema = z.strictObject({
  id: z.string(),
  vendor: z.string(),
  product: z.string(),
  known_affected: versions,
  known_not_affected: versions,
  fixed: versions,
  under_investigation: versions,
  vector: z.string().optional(),
  score: z.number().optional(),
  exploited: z.string().optional(),
});

export const caseRecordsShape = {
  /** What is known of submissions; absent: nobody submits. */
  submissions: z
    .strictObject({ authorityKnown: z.boolean(), months: z.int().nullable(), acceptedOn: z.iso.date().optional() })
    .optional(),
  /** Imported advisories, one product and one vulnerability each; absent: none was ever imported. */
  advisories: z.array(advisorySchema).optional(),
  /** When the last import was; the beginning of the day before the case's. */
  advisoriesImportedOn: z.iso.date().default("2026-11-23"),
  aliases: z
    .array(
      z.strictObject({
        kind: z.enum(["vendor", "product"]),
        vendor: z.string().default(""),
        name: z.string(),
        means: z.string().nullable(),
      }),
    )
    .optional(),
  /** The address record list; absent: none was imported. */
  register: registerSchema.optional(),
  /** What others saw. */
  sightings: z
    .array(
      sightingLineSchema.extend({
        site: z.string().default("site-1"),
        source: z.string().default("zeek"),
        at: instantText.default("2026-11-24T07:00:00Z"),
      }),
    )
    .optional(),
  /** What was held, by its kind and day. */
  activities: z
    .array(z.strictObject({ kind: z.enum(activityKinds), heldOn: z.iso.date(), outcome: z.string().default("as planned") }))
    .optional(),
};
const caseRecordsSchema = z.object(caseRecordsShape);
type CaseRecords = z.output<typeof caseRecordsSchema>;

export function registerOf({ register }: CaseRecords, now: Instant): AddressRegister | undefined {
  if (register === undefined) return undefined;
  const settings = registerSettingsSchema.parse({ coversPrivate: true, ...register.settings });
  const head = { enterpriseId: "example", source: "list.csv", sha256: "0".repeat(64), by: "wang", at: now, version: 1 };
  return { ...head, settings, records: register.records };
}

export function submissionsOf({ submissions }: CaseRecords): SubmissionStanding {
  if (submissions === undefined) return noSubmissions;
  const { acceptedOn, ...rest } = submissions;
  if (acceptedOn === undefined) return rest;
  return { ...rest, lastAccepted: { receivedAt: Date.parse(`${acceptedOn}T00:00:00+08:00`), submissionId: "s1" } };
}

export function activitiesOf({ activities = [] }: CaseRecords): readonly Activity[] {
  return activities.map(({ kind, heldOn, outcome }, index) => {
    const heldAt = instantSchema.parse(Date.parse(`${heldOn}T00:00:00+08:00`));
    const rest = { scope: "plant", documents: [], recordedBy: "wang", recordedAt: heldAt };
    return { id: `activity-${index}`, enterpriseId: "example", kind, heldAt, outcome, ...rest };
  });
}

export function advisoriesOf({ advisories, advisoriesImportedOn, aliases = [] }: CaseRecords): AdvisorySet | undefined {
  if (advisories === undefined) return undefined;
  return {
    revision: 1,
    advisories: advisories.map(advisoryOf),
    aliases: aliases.map((alias, index) => ({ ...alias, id: `alias-${index}`, by: "wang", at: index })),
    importedAt: Date.parse(`${advisoriesImportedOn}T00:00:00+08:00`),
    maxAgeDays: defaultMaxAgeDays,
  };
}

function advisoryOf({ id, vector, score, exploited, ...said }: z.output<typeof advisorySchema>) {
  const read = readCsaf(JSON.stringify(simpleDocument(said, { id, vector, score, exploited })));
  if (!read.ok) throw new Error(`advisory ${id}: ${JSON.stringify(read.faults)}`);
  return imported(read.advisory);
}

export function sightingsOf({ sightings = [] }: CaseRecords): readonly Sighting[] {
  return sightings.map(({ site, at, peer = null, ...seen }) => {
    const times = { firstSeen: Date.parse(at), lastSeen: Date.parse(at) };
    return { ...seen, ...times, peer, enterpriseId: "example", siteId: site, by: "token" };
  });
}
