import type { MetricPoint } from "../../../model/metric.ts";
import type { Problem } from "../../../model/problem.ts";
import type { WriteResult } from "../port.ts";
import { toLine } from "./lines.ts";
import { Permits } from "./permits.ts";

/** A server takes points fastest in requests of this size, with two of them under way. */
const pointsAtOnce = 5000;
const requestsAtOnce = 2;

/** What is to be done with points that a server did not take: drop the bad ones, send fewer at once, or keep all (the Problem). */
export type Refusal =
  | { readonly kind: "drop"; readonly reason: string; readonly dropped: number }
  | { readonly kind: "split"; readonly reason: string }
  | { readonly kind: "keep"; readonly problem: Problem };

/** Gives lines to a server; undefined where it has taken them. Throws a Problem where it does not answer. */
export type Send = (lines: readonly string[]) => Promise<Refusal | undefined>;

type Refused = WriteResult["refused"][number];

/** Brings points to a server in requests that it can take, and finds out which of them it never will. */
export class Writer {
  readonly #send: Send;
  readonly #permits = new Permits(requestsAtOnce);

  constructor(send: Send) {
    this.#send = send;
  }

  /** Answers what was refused; everything else is stored. Throws a Problem where some could not be stored now: send all again. */
  async write(points: readonly MetricPoint[]): Promise<readonly Refused[]> {
    const requests: Promise<readonly Refused[]>[] = [];
    for (let at = 0; at < points.length; at += pointsAtOnce) {
      const some = points.slice(at, at + pointsAtOnce);
      requests.push(this.#permits.run(() => this.#deliver(some)));
    }
    const outcomes = await Promise.allSettled(requests);
    return outcomes.flatMap((outcome) => {
      if (outcome.status === "rejected") throw outcome.reason;
      return outcome.value;
    });
  }

  async #deliver(points: readonly MetricPoint[]): Promise<readonly Refused[]> {
    const refusal = await this.#send(points.map(toLine));
    if (refusal === undefined) return [];
    if (refusal.kind === "keep") throw refusal.problem;
    if (concernsAll(refusal, points.length)) return points.map((point) => ({ point, reason: refusal.reason }));
    const refused: Refused[] = [];
    for (const some of parted(points)) refused.push(...(await this.#deliver(some)));
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
