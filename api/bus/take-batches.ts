import { setTimeout as sleep } from "node:timers/promises";
import { type ConsumerMessages, type JetStreamClient, type JsMsg, jetstream } from "@nats-io/jetstream";
import type { NatsConnection } from "@nats-io/transport-node";
import { second } from "../../model/instant.ts";
import { describeError, Problem } from "../../model/problem.ts";
import type { Acknowledgement } from "../../model/wire/batches.ts";
import {
  answerIdPattern,
  type BusStream,
  batchStream,
  busHeaders,
  busStreams,
  senderOf,
  subjects,
} from "../../model/wire/bus.ts";
import { unpack } from "../../model/wire/pack.ts";
import { observationDeliverySchema, sampleDeliverySchema } from "../ingest/deliveries.ts";
import { ingestObservations } from "../ingest/ingest-observations.ts";
import { ingestSamples } from "../ingest/ingest-samples.ts";
import type { Services } from "../services.ts";
import { packedAnswer } from "./answers.ts";
import { demandSender } from "./sender.ts";

/** Batches that a centre holds at once; what it holds when it dies waits for its time before another one gets it. */
const heldAtOnce = 8;

/** Takes batches off the stream, as one of however many centres do, until the answer is called. */
export function takeBatches(services: Services, connection: NatsConnection): () => Promise<void> {
  const js = jetstream(connection);
  const takers = busStreams.map((stream) => new Taker(services, connection, js, stream));
  return async () => {
    await Promise.all(takers.map((taker) => taker.stop()));
  };
}

const againAfter = 2 * second;

/** Takes one kind of batches, and begins anew where the server lost sight of it. */
class Taker {
  readonly #services: Services;
  readonly #connection: NatsConnection;
  readonly #underWay = new Set<Promise<void>>();
  readonly #stopping = new AbortController();
  readonly #taking: Promise<void>;
  #messages: ConsumerMessages | undefined;

  constructor(services: Services, connection: NatsConnection, js: JetStreamClient, stream: BusStream) {
    this.#services = services;
    this.#connection = connection;
    this.#taking = this.#take(js, stream);
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#messages?.stop();
    await this.#taking;
    await Promise.all(this.#underWay);
  }

  async #take(js: JetStreamClient, stream: BusStream): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      try {
        const consumer = await js.consumers.get(batchStream, stream);
        this.#messages = await consumer.consume({ max_messages: heldAtOnce });
        if (signal.aborted) this.#messages.stop();
        for await (const message of this.#messages) this.#begin(message);
      } catch (error) {
        if (!signal.aborted) this.#services.log.warn({ stream, error: describeError(error) }, "batches are not taken for now");
      }
      await sleep(againAfter, undefined, { signal }).catch(() => undefined);
    }
  }

  #begin(message: JsMsg): void {
    const work = takeBatch(this.#services, this.#connection, message).finally(() => this.#underWay.delete(work));
    this.#underWay.add(work);
  }
}

/**
 * Stores a batch and tells its collector, whether it was stored or why not. Either way it leaves the stream: what was not stored stays in
 * the collector's spool and comes again.
 */
async function takeBatch(services: Services, connection: NatsConnection, message: JsMsg): Promise<void> {
  const { log } = services;
  const answer = await packedAnswer(() => store(services, message), log);
  const collectorId = senderOf(message.subject)?.collectorId;
  const answerId = message.headers?.get(busHeaders.answer) ?? "";
  try {
    if (collectorId !== undefined && answerIdPattern.test(answerId)) {
      connection.publish(subjects.answer(collectorId, answerId), answer);
    }
    message.ack();
  } catch (error) {
    // The connection is gone; the batch comes again.
    log.warn({ err: error, subject: message.subject }, "what became of a batch could not be told");
  }
}

async function store(services: Services, message: JsMsg): Promise<Acknowledgement> {
  const { collectorId, kind } = await demandSender(services.records.enrolments, message);
  if (kind === "samples")
    return ingestSamples(services, ownBatch(sampleDeliverySchema.safeParse(contentOf(message)), collectorId));
  return ingestObservations(services, ownBatch(observationDeliverySchema.safeParse(contentOf(message)), collectorId));
}

function contentOf({ data }: JsMsg): unknown {
  try {
    return unpack(data);
  } catch (cause) {
    throw new Problem("invalid", "The message is no compressed JSON.", { cause });
  }
}

function ownBatch<T extends { readonly collectorId: string }>(
  parsed: { success: true; data: T } | { success: false },
  collectorId: string,
): T {
  if (!parsed.success) throw new Problem("invalid", "The message is no batch.");
  if (parsed.data.collectorId !== collectorId) throw new Problem("wrong-collector", "The batch is another collector's.");
  return parsed.data;
}
