import {
  AckPolicy,
  type ConsumerConfig,
  DiscardPolicy,
  JetStreamApiCodes,
  JetStreamApiError,
  type JetStreamManager,
  RetentionPolicy,
  StorageType,
  type StreamConfig,
} from "@nats-io/jetstream";
import { nanos } from "@nats-io/transport-node";
import { day, second } from "../../model/instant.ts";
import { Problem } from "../../model/problem.ts";
import { type BusStream, batchStream, busStreams, subjects } from "../../model/wire/bus.ts";

export interface BusLimits {
  /** Bytes that the server may keep of batches that no centre has taken. */
  readonly maxBytes: number;
  /** Servers that keep each batch. */
  readonly replicas: number;
}

/** A centre that has not said by then what became of a batch is gone, and another one gets it. */
const ackWithin = nanos(30 * second);

/** What makes the stream what it has to be; the rest is the server's. */
function streamConfig({ maxBytes, replicas }: BusLimits) {
  return {
    name: batchStream,
    subjects: busStreams.map(subjects.batches),
    storage: StorageType.File,
    // A batch goes once a centre has answered it.
    retention: RetentionPolicy.Workqueue,
    // A full stream refuses, and the collector keeps its data.
    discard: DiscardPolicy.New,
    // Of one collector the newest batch about an enterprise holds all that older ones held: it begins with the oldest item that is not stored.
    max_msgs_per_subject: 1,
    max_bytes: maxBytes,
    max_age: nanos(day),
    num_replicas: replicas,
  } satisfies Partial<StreamConfig>;
}

function consumerConfig(stream: BusStream) {
  return {
    durable_name: stream,
    ack_policy: AckPolicy.Explicit,
    ack_wait: ackWithin,
    filter_subject: subjects.batches(stream),
    max_ack_pending: 1000,
  } satisfies Partial<ConsumerConfig>;
}

/**
 * Makes the stream and its consumers where they are missing; any number of centres may do so at once.
 * @throws Problem `bus-mismatch` where there is one with other settings
 */
export async function setUpBus(manager: JetStreamManager, limits: BusLimits): Promise<void> {
  const wanted = streamConfig(limits);
  const stream = await manager.streams.info(batchStream).catch(async (error: unknown) => {
    if (isMissing(error, JetStreamApiCodes.StreamNotFound)) return manager.streams.add(wanted);
    throw error;
  });
  demandSame(`stream ${batchStream}`, wanted, { ...stream.config });
  for (const name of busStreams) {
    const config = consumerConfig(name);
    const consumer = await manager.consumers.info(batchStream, name).catch(async (error: unknown) => {
      if (isMissing(error, JetStreamApiCodes.ConsumerNotFound)) return manager.consumers.add(batchStream, config);
      throw error;
    });
    demandSame(`consumer ${name} of the stream ${batchStream}`, config, { ...consumer.config });
  }
}

function isMissing(error: unknown, code: number): boolean {
  return error instanceof JetStreamApiError && error.code === code;
}

function demandSame(what: string, wanted: Readonly<Record<string, unknown>>, found: Readonly<Record<string, unknown>>): void {
  const different = Object.keys(wanted).filter((name) => JSON.stringify(wanted[name]) !== JSON.stringify(found[name]));
  if (different.length === 0) return;
  const list = different.map((name) => `${name} is ${JSON.stringify(found[name])}, expected ${JSON.stringify(wanted[name])}`);
  throw new Problem("bus-mismatch", `the ${what} has other settings than this centre needs: ${list.join("; ")}`, {
    target: what,
    advice: "Change the centre's nats section, or edit or remove it on the NATS server: collectors keep what is not stored.",
  });
}
