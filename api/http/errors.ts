import type { Context, ErrorHandler } from "hono";
import { HTTPException } from "hono/http-exception";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { Logger } from "pino";
import type { z } from "zod";
import { describeError, Problem } from "../../model/problem.ts";
import { attestationRefusals, forbiddenReviews } from "../contract/attestation-refusals.ts";
import type { ApiError } from "../contract/common.ts";
import { askRefusals } from "../contract/discovery.ts";
import type { CentreEnv } from "./env.ts";

/** HTTP status of every code that a caller may see; a Problem with another code is a fault of the centre. */
const statusByCode: Readonly<Record<string, ContentfulStatusCode>> = {
  ...Object.fromEntries(Object.keys(attestationRefusals).map((code) => [code, forbiddenReviews.has(code) ? 403 : 422])),
  ...Object.fromEntries(askRefusals.map((code) => [code, 422])),
  invalid: 400,
  unauthorized: 401,
  "wrong-credentials": 401,
  forbidden: 403,
  "wrong-origin": 403,
  "wrong-collector": 403,
  "wrong-password": 403,
  "wrong-code": 401,
  "code-used": 401,
  "passkey-refused": 401,
  "second-factor-needed": 403,
  "account-locked": 429,
  "not-found": 404,
  "stale-edit": 409,
  "already-exists": 409,
  "simulation-running": 409,
  "simulation-off": 422,
  "document-damaged": 500,
  "document-kind": 422,
  "bundle-unreadable": 422,
  "bundle-damaged": 422,
  "certificate-unreadable": 422,
  "person-needed": 403,
  "no-authority": 422,
  "too-large": 413,
  "not-possible": 422,
  "last-administrator": 422,
  "too-many-requests": 429,
  "store-unavailable": 503,
  "store-denied": 503,
  "store-mismatch": 503,
  "store-full": 507,
};

/** The HTTP status of a code; undefined where it is a fault of the centre. */
export function httpStatusOf(code: string): ContentfulStatusCode | undefined {
  return statusByCode[code];
}

/** Declares that a Problem of the domain with this code is the caller's to mend. */
export function asRefusal(error: unknown, codes: Readonly<Record<string, string>>): unknown {
  if (!(error instanceof Problem)) return error;
  const code = codes[error.code];
  return code === undefined ? error : new Problem(code, error.message, { cause: error });
}

export function notFound(what: string): Problem {
  return new Problem("not-found", `No such ${what}.`);
}

/** Wrong input in the one shape of errors. */
export function invalidInput(issues: readonly z.core.$ZodIssue[]): ApiError {
  return {
    code: "invalid",
    message: "The request is not of the expected form.",
    issues: issues.map((issue) => ({ path: issue.path.map(String).join("."), message: issue.message })),
  };
}

export function answerProblem(c: Context, problem: Problem, status: ContentfulStatusCode): Response {
  return c.json({ code: problem.code, message: wordsOf(problem) } satisfies ApiError, status);
}

/** What went wrong and what to do, as one text. */
export function wordsOf({ message, advice }: Problem): string {
  return advice === undefined ? message : `${asSentence(message)} ${advice}`;
}

function asSentence(text: string): string {
  const trimmed = text.trimEnd();
  return /[.!?。！？]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}

/** Answers whatever was thrown; what is not meant for the caller goes to the log alone. */
export function errorHandler(log: Logger, onStorageTrouble: (problem: Problem) => void): ErrorHandler<CentreEnv> {
  return (error, c) => {
    if (error instanceof Problem) {
      const status = statusByCode[error.code];
      if (error.code.startsWith("store-")) onStorageTrouble(error);
      if (status !== undefined) return answerProblem(c, error, status);
    }
    if (error instanceof HTTPException) return answerException(c, error);
    log.error({ err: error, path: c.req.path }, "a request failed");
    return c.json({ code: "internal", message: "The centre failed; its log says why." } satisfies ApiError, 500);
  };
}

function answerException(c: Context, error: HTTPException): Response {
  const code = error.status === 413 ? "too-large" : "invalid";
  return c.json({ code, message: describeError(error) } satisfies ApiError, error.status as ContentfulStatusCode);
}
