import { jetstreamManager } from "@nats-io/jetstream";
import type { NatsConnection } from "@nats-io/transport-node";
import type { Services } from "../services.ts";
import { answerQuestions } from "./answer-questions.ts";
import { type BusLimits, setUpBus } from "./set-up.ts";
import { takeBatches } from "./take-batches.ts";

/**
 * Serves collectors over NATS, as one of however many centres do; ended by the answer, which leaves the connection to who opened it.
 * @throws Problem `bus-mismatch`
 */
export async function openBus(services: Services, connection: NatsConnection, limits: BusLimits): Promise<() => Promise<void>> {
  await setUpBus(await jetstreamManager(connection), limits);
  const ends = [takeBatches(services, connection), answerQuestions(services, connection)];
  // Once the server knows what is listened to here, nobody is told that no centre is there.
  await connection.flush();
  return async () => {
    await Promise.all(ends.map((end) => end()));
  };
}
