import { createHash } from "node:crypto";
import { z } from "zod";

/**
 * How collectors and centres speak over NATS. A collector's subjects end in, or begin with, its own id, so that a server can hold every
 * key to its own; the centre checks the signature of each message as well and so does not depend on the server's configuration.
 */

const root = "plantwatch";

/** The stream that keeps batches while no centre takes them, and its two consumers, which all centres share. */
export const batchStream = "PLANTWATCH";
export const busStreams = ["observations", "samples"] as const;
export type BusStream = (typeof busStreams)[number];

/** What a collector asks of a centre, beside its deliveries. */
export const questions = ["assignment", "status", "next-task", "report-task"] as const;
export type Question = (typeof questions)[number];

const tokenPattern = /^[a-z0-9][a-z0-9-]{0,62}$/;
/** Stands where a batch is of no enterprise, or of more than one site of it. */
const several = "_";

export const subjects = {
  batch: (stream: BusStream, place: BatchPlace, collectorId: string): string =>
    [root, stream, token(place.enterpriseId), token(place.siteId), demandToken(collectorId)].join("."),
  /** Every batch of a stream. */
  batches: (stream: BusStream): string => `${root}.${stream}.>`,
  /** Every batch of a stream that one collector may send. */
  batchesOf: (stream: BusStream, collectorId: string): string => `${root}.${stream}.*.*.${demandToken(collectorId)}`,
  question: (collectorId: string, question: Question): string => `${root}.ask.${demandToken(collectorId)}.${question}`,
  questions: (): string => `${root}.ask.*.*`,
  questionsOf: (collectorId: string): string => `${root}.ask.${demandToken(collectorId)}.*`,
  /** Where a collector hears what became of its batches; `id` names one delivery. */
  answer: (collectorId: string, id: string): string => `${root}.answer.${demandToken(collectorId)}.${id}`,
  answersTo: (collectorId: string): string => `${root}.answer.${demandToken(collectorId)}.*`,
  /** Answers to questions, and what the server itself says of a batch. */
  inbox: (collectorId: string): string => `${root}.inbox.${demandToken(collectorId)}`,
  inboxesOf: (collectorId: string): string => `${root}.inbox.${demandToken(collectorId)}.>`,
} as const;

/** What a batch is about; undefined where it is about several, or none. */
export interface BatchPlace {
  readonly enterpriseId: string | undefined;
  readonly siteId: string | undefined;
}

/** The collector that may send on a subject; undefined where no collector may. */
export function senderOf(subject: string): { readonly collectorId: string; readonly kind: BusStream | Question } | undefined {
  const [first, kind = "", ...rest] = subject.split(".");
  if (first !== root) return undefined;
  const stream = busStreams.find((name) => name === kind);
  if (stream !== undefined)
    return rest.length === 3 && rest[2] !== undefined ? { collectorId: rest[2], kind: stream } : undefined;
  const question = questions.find((name) => name === rest[1]);
  if (kind !== "ask" || question === undefined || rest[0] === undefined) return undefined;
  return { collectorId: rest[0], kind: question };
}

function token(name: string | undefined): string {
  return name !== undefined && tokenPattern.test(name) ? name : several;
}

/** An id is checked where it is configured; a point in one would reach into others' subjects. */
function demandToken(name: string): string {
  if (!tokenPattern.test(name)) throw new RangeError(`"${name}" can be no part of a subject`);
  return name;
}

/** Names of headers. */
export const busHeaders = { key: "Plantwatch-Key", signature: "Plantwatch-Signature", answer: "Plantwatch-Answer" } as const;

/** The name of a delivery, as a part of a subject. */
export const answerIdPattern = /^[A-Za-z0-9]{1,40}$/;

/** The bytes that a collector's key signs: of what, to whom the answer goes, and the digest of the message. */
export function signedBytes(subject: string, answerId: string, payload: Uint8Array): Uint8Array {
  const digest = createHash("sha256").update(payload).digest("hex");
  return new TextEncoder().encode(`${subject}\n${answerId}\n${digest}`);
}

const refusalSchema = z.strictObject({
  code: z.string(),
  message: z.string(),
  /** Whether the same will be taken later: a store is away, say. */
  passes: z.boolean(),
});
export type BusRefusal = z.infer<typeof refusalSchema>;

/** What a centre answers; the shape of the content depends on what was sent. */
export const busAnswerSchema = z.union([z.strictObject({ ok: z.unknown() }), z.strictObject({ refused: refusalSchema })]);

/**
 * The id under which the centre keeps progress of the part of a spool that is about one enterprise: parts travel apart, and numbers of
 * one say nothing of another.
 */
export function partOfSpool(spoolId: string, enterpriseId: string | undefined): string {
  const hex = createHash("sha256")
    .update(JSON.stringify([spoolId, enterpriseId ?? null]))
    .digest("hex");
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 0x3) | 0x8).toString(16);
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, variant + hex.slice(17, 20), hex.slice(20, 32)].join("-");
}
