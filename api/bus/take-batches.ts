import { type ConsumerMessages, type JetStreamClient, type JsMsg, jetstream } from "@nats-io/jetstream";
import type { NatsConnection } from "@nats-io/transport-node";
import { Problem } from "../../model/problem.ts";
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
export async function takeBatches(services: Services, connection: NatsConnection): Promise<() => Promise<void>> {
  const js = jetstream(connection);
  const takers = await Promise.all(busStreams.map((stream) => take(services, connection, js, stream)));
  return async () => {
    await Promise.all(takers.map((stop) => stop()));
  };
}

async function take(services: Services, connection: NatsConnection, js: JetStreamClient, stream: BusStream) {
  const consumer = await js.consumers.get(batchStream, stream);
  const messages = await consumer.consume({ max_messages: heldAtOnce });
  const underWay = new Set<Promise<void>>();
  const taking = takeEach(messages, (message) => {
    const work = takeBatch(services, connection, message).finally(() => underWay.delete(work));
    underWay.add(work);
  });
  return async () => {
    messages.stop();
    await taking;
    await Promise.all(underWay);
  };
}

async function takeEach(messages: ConsumerMessages, begin: (message: JsMsg) => void): Promise<void> {
  for await (const message of messages) begin(message);
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
