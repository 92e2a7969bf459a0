import { z } from "zod";
import { Problem } from "../../../model/problem.ts";
import type { Refusal } from "../line-protocol/writer.ts";

const noPlace = /database not found|retention policy not found/i;
/** The server's words for a disk, a quota or one of its own limits that is reached. */
const full = /no space left|file too large|disk quota|max-(series-per-database|values-per-tag) limit/i;
/** Its words for points that it can never take; anything else may be its own trouble, and costs no point. */
const neverTaken = /partial write|unable to parse|field type conflict|max key length|time outside range/i;

/** Sorts an answer to a write that is not a success. */
export function refusalOfWrite(status: number, body: string, target: string): Refusal {
  const reason = messageOf(body) || `status ${status}`;
  if (status === 413) return { kind: "split", reason };
  if (status === 400 && !full.test(reason) && neverTaken.test(reason)) {
    return { kind: "drop", reason, dropped: Number(/dropped=(\d+)/.exec(reason)?.[1] ?? 0) };
  }
  return { kind: "keep", problem: problemOf(status, reason, target) };
}

/** The Problem for a status and the server's words; `status` 200 is an error inside an answer. */
export function problemOf(status: number, reason: string, target: string): Problem {
  if (noPlace.test(reason) || status === 404) {
    return new Problem("store-denied", `InfluxDB has no place for the metrics: ${reason}`, {
      target,
      advice: "It is made again at the next try, where the user may do so; else run the set-up with an administrator's name.",
    });
  }
  if (status === 401 || status === 403 || /not authorized|authorization failed/i.test(reason)) {
    return new Problem("store-denied", `InfluxDB refuses the user: ${reason}`, {
      target,
      advice: "Check name, password and rights of the user; nothing is lost meanwhile.",
    });
  }
  if (full.test(reason)) {
    return new Problem("store-full", `InfluxDB has no room: ${reason}`, {
      target,
      advice: "Give its disk more space or raise its limit; nothing is lost meanwhile.",
    });
  }
  return new Problem("store-unavailable", `InfluxDB did not do it: ${reason}`, {
    target,
    advice: "Look into the server's log; nothing is lost meanwhile.",
  });
}

const errorSchema = z.object({ error: z.string() });

/** The text of the server's `{ "error": … }`, or of whatever stood in between and answered. */
export function messageOf(body: string): string {
  try {
    return errorSchema.parse(JSON.parse(body)).error;
  } catch {
    return body.slice(0, 500);
  }
}
