import { second } from "../../../model/instant.ts";
import type { MetricPoint } from "../../../model/metric.ts";
import { toLine } from "../line-protocol.ts";
import type { WriteResult } from "../port.ts";
import type { InfluxClient } from "./client.ts";
import type { Refusal } from "./errors.ts";
import { Permits } from "./permits.ts";

/** A server takes points fastest in requests of this size, with two of them under way. */
const pointsAtOnce = 5000;
const requestsAtOnce = 2;
/** Shorter than what a collector waits for the centre, so that it hears what the matter is. */
export const writeDeadlineMs = 15 * second;

type Refused = WriteResult["refused"][number];

/** Brings points into one retention policy, and finds out which of them the server will never take. */
export class Writer {
  readonly #client: InfluxClient;
  readonly #policy: string;
  readonly #deadlineMs: number;
  readonly #permits = new Permits(requestsAtOnce);

  constructor(client: InfluxClient, policy: string, deadlineMs: number) {
    this.#client = client;
    this.#policy = policy;
    this.#deadlineMs = deadlineMs;
  }

  /** Answers what was refused; everything else is stored. Throws a Problem where some could not be stored now: send all again. */
  async write(points: readonly MetricPoint[]): Promise<readonly Refused[]> {
    const requests: Promise<readonly Refused[]>[] = [];
    for (let at = 0; at < points.length; at += pointsAtOnce) {
      const some = points.slice(at, at + pointsAtOnce);
      requests.push(this.#permits.run(() => this.#send(some)));
    }
    const outcomes = await Promise.allSettled(requests);
    return outcomes.flatMap((outcome) => {
      if (outcome.status === "rejected") throw outcome.reason;
      return outcome.value;
    });
  }

  async #send(points: readonly MetricPoint[]): Promise<readonly Refused[]> {
    const refusal = await this.#client.write(this.#policy, points.map(toLine), this.#deadlineMs);
    if (refusal === undefined) return [];
    if (refusal.kind === "keep") throw refusal.problem;
    if (concernsAll(refusal, points.length)) return points.map((point) => ({ point, reason: refusal.reason }));
    const refused: Refused[] = [];
    for (const some of parted(points)) refused.push(...(await this.#send(some)));
    return refused;
  }
}

function concernsAll(refusal: Exclude<Refusal, { kind: "keep" }>, count: number): boolean {
  return count === 1 || (refusal.kind === "drop" && refusal.dropped === count);
}

/**
 * Parts in which the points are to be sent again, down to single ones, because the server does not say which it dropped. By
 * measurement first: where it takes a field for another type, it drops a whole measurement.
 */
function parted(points: readonly MetricPoint[]): readonly (readonly MetricPoint[])[] {
  const byMeasurement = [...Map.groupBy(points, ({ measurement }) => measurement).values()];
  if (byMeasurement.length > 1) return byMeasurement;
  const middle = Math.ceil(points.length / 2);
  return [points.slice(0, middle), points.slice(middle)];
}
