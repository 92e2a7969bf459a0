import { JetStreamApiError, jetstream } from "@nats-io/jetstream";
import { headers, type Msg, type MsgHdrs, type NatsConnection, nkeys, nuid } from "@nats-io/transport-node";
import { z } from "zod";
import { taskAnswerSchema, taskOrderSchema } from "../../model/discovery/task.ts";
import { second } from "../../model/instant.ts";
import { describeError, Problem } from "../../model/problem.ts";
import { type Acknowledgement, type Assignment, acknowledgementSchema, assignmentSchema } from "../../model/wire/batches.ts";
import { type BusRefusal, busAnswerSchema, busHeaders, type Question, signedBytes, subjects } from "../../model/wire/bus.ts";
import { signerOf } from "../../model/wire/collector-key.ts";
import { pack, unpack } from "../../model/wire/pack.ts";
import { type BatchParts, observationParts, sampleParts, sitesByAsset } from "./batch-parts.ts";
import type { TaskUplink, Uplink } from "./port.ts";

/** How long a centre has to store a batch and say so; what it stored without being heard is sent again and changes nothing. */
const answerWithinMs = 15 * second;
/** How long a centre may keep the question for a task open. */
const taskWaitSeconds = 5;
/** Bytes of a message beside its content. */
const headRoom = 2048;

export interface NatsUplinkOptions {
  /** Open, over TLS; who opened it closes it. */
  readonly connection: NatsConnection;
  readonly collectorId: string;
  /** The collector's own key, as NATS writes the seed of a user. */
  readonly seed: string;
}

/**
 * Delivers over NATS JetStream. The stream carries a batch to one of the centres; what the spool may forget is what that centre then says
 * that it has stored, not what the stream has taken.
 */
export function createNatsUplink({ connection, collectorId, seed }: NatsUplinkOptions): Uplink & TaskUplink {
  const stream = jetstream(connection, { timeout: answerWithinMs });
  const signed = headersSignedBy(seed);
  const deliveries = listenForAnswers(connection, collectorId);
  let sites: ReadonlyMap<string, string> = new Map();

  /** Sends one message and waits for what a centre made of it. */
  const deliver = async (subject: string, payload: Uint8Array): Promise<Acknowledgement> => {
    const { id, answer, forget } = deliveries.expect();
    try {
      await stream.publish(subject, payload, { headers: signed(subject, id, payload) });
      const said = busAnswerSchema.parse(unpack((await answer).data));
      if ("refused" in said) throw refusal(said.refused, subject);
      return acknowledgementSchema.parse(said.ok);
    } catch (error) {
      throw asProblem(error, subject);
    } finally {
      forget();
    }
  };

  /** Sends items in as few messages as the server takes, one after the other: the centre must not see later ones before earlier ones. */
  const deliverPart = async <T>(subject: string, head: object, items: readonly T[]): Promise<Acknowledgement> => {
    const payload = pack({ ...head, items });
    if (payload.length + headRoom <= (connection.info?.max_payload ?? Number.POSITIVE_INFINITY)) return deliver(subject, payload);
    if (items.length === 1) throw tooLarge(subject, payload.length);
    const middle = Math.ceil(items.length / 2);
    const first = await deliverPart(subject, head, items.slice(0, middle));
    const rest = await deliverPart(subject, head, items.slice(middle));
    return { storedThrough: rest.storedThrough, rejected: [...first.rejected, ...rest.rejected] };
  };

  const deliverParts = async <T extends { seq: number }>({ stream, parts }: BatchParts<T>): Promise<Acknowledgement> => {
    const stored = await Promise.all(
      parts.map(({ place, spoolId, items }) =>
        deliverPart(subjects.batch(stream, place, collectorId), { collectorId, spoolId }, items),
      ),
    );
    return {
      storedThrough: Math.max(...parts.flatMap(({ items }) => items.map(({ seq }) => seq))),
      rejected: stored.flatMap(({ rejected }) => rejected).sort((a, b) => a.seq - b.seq),
    };
  };

  const ask = async <T extends z.ZodType>(
    question: Question,
    body: unknown,
    content: T,
    signal?: AbortSignal,
  ): Promise<z.output<T>> => {
    const subject = subjects.question(collectorId, question);
    const payload = pack(body);
    const request = connection.request(subject, payload, { timeout: answerWithinMs, headers: signed(subject, "", payload) });
    try {
      const { data } = await (signal === undefined ? request : untilAborted(request, signal));
      const said = busAnswerSchema.parse(unpack(data));
      if ("refused" in said) throw refusal(said.refused, subject);
      return content.parse(said.ok);
    } catch (error) {
      throw asProblem(error, subject);
    }
  };

  return {
    assigned: (assignment: Assignment) => {
      sites = sitesByAsset(assignment);
    },
    deliverObservations: (batch) => deliverParts(observationParts(batch, sites)),
    deliverSamples: (batch) => deliverParts(sampleParts(batch)),
    async fetchAssignment(revision) {
      return (await ask("assignment", { revision: revision ?? null }, assignmentSchema.nullable())) ?? undefined;
    },
    async report(status) {
      await ask("status", status, z.null());
    },
    async nextTask(signal) {
      return (await ask("next-task", { waitSeconds: taskWaitSeconds }, taskOrderSchema.nullable(), signal)) ?? undefined;
    },
    reportTask: (id, report) => ask("report-task", { id, report }, taskAnswerSchema),
  };
}

function headersSignedBy(seed: string) {
  const sign = signerOf(seed);
  const publicKey = nkeys.fromSeed(new TextEncoder().encode(seed.trim())).getPublicKey();
  return (subject: string, answerId: string, payload: Uint8Array): MsgHdrs => {
    const head = headers();
    head.set(busHeaders.key, publicKey);
    if (answerId !== "") head.set(busHeaders.answer, answerId);
    head.set(busHeaders.signature, Buffer.from(sign(signedBytes(subject, answerId, payload))).toString("base64"));
    return head;
  };
}

/** Hears what centres say of this collector's batches. */
function listenForAnswers(connection: NatsConnection, collectorId: string) {
  const waiting = new Map<string, (message: Msg) => void>();
  connection.subscribe(subjects.answersTo(collectorId), {
    callback: (error, message) => {
      if (error === null) waiting.get(message.subject.split(".").at(-1) ?? "")?.(message);
    },
  });
  return {
    expect() {
      const id = nuid.next();
      const { promise, resolve, reject } = Promise.withResolvers<Msg>();
      const timer = setTimeout(() => reject(new Error("no centre said that it stored the batch")), answerWithinMs);
      waiting.set(id, resolve);
      const forget = () => {
        clearTimeout(timer);
        waiting.delete(id);
      };
      // Where the stream does not take the batch nobody waits for the answer.
      promise.catch(() => undefined);
      return { id, answer: promise, forget };
    },
  };
}

async function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const leave = () => reject(signal.reason);
  if (signal.aborted) leave();
  signal.addEventListener("abort", leave);
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener("abort", leave);
  }
}

/** The stream is full: what no centre has taken yet comes first. */
const noRoom = new Set([10_047, 10_077]);

function asProblem(error: unknown, subject: string): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof JetStreamApiError && noRoom.has(error.code)) {
    return new Problem("centre-busy", "the stream of batches is full", { target: subject, cause: error });
  }
  return new Problem("centre-unreachable", `the centre did not answer: ${describeError(error)}`, {
    target: subject,
    cause: error,
  });
}

function refusal({ code, message, passes }: BusRefusal, subject: string): Problem {
  return new Problem(passes ? "centre-busy" : "centre-refused", `the centre answered ${code}: ${message}`, {
    target: subject,
    advice: passes
      ? "Nothing to do: the collector keeps its data and tries again."
      : "Check the collector's enrolment and its assignment at the centre.",
  });
}

function tooLarge(subject: string, bytes: number): Problem {
  return new Problem("centre-refused", `one item has ${bytes} bytes, more than the NATS server takes in a message`, {
    target: subject,
    advice: "Raise max_payload in the server's configuration; the collector keeps its data meanwhile.",
  });
}
