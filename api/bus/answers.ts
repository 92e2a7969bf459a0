import type { Logger } from "pino";
import { Problem } from "../../model/problem.ts";
import type { BusRefusal } from "../../model/wire/bus.ts";
import { pack } from "../../model/wire/pack.ts";
import { httpStatusOf, wordsOf } from "../http/errors.ts";

/** Answers what some work gives, or why it was refused, in the words that the HTTP interface has for it. */
export async function packedAnswer(work: () => Promise<unknown>, log: Logger): Promise<Uint8Array> {
  try {
    return pack({ ok: (await work()) ?? null });
  } catch (error) {
    return pack({ refused: refusalOf(error, log) });
  }
}

function refusalOf(error: unknown, log: Logger): BusRefusal {
  const status = error instanceof Problem ? httpStatusOf(error.code) : undefined;
  if (error instanceof Problem && status !== undefined) {
    return { code: error.code, message: wordsOf(error), passes: status >= 500 || status === 429 };
  }
  log.error({ err: error }, "a message of a collector failed");
  return { code: "internal", message: "The centre failed; its log says why.", passes: true };
}
