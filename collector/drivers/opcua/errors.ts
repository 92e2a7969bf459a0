import type { Outcome, Reason } from "../../../model/observation.ts";
import { describeError, Problem } from "../../../model/problem.ts";

/** What a failure means for the outcome of a probe. */
const outcomeOfCode = {
  /** No TCP connection: refused, unroutable, unknown name. */
  "connect-failed": "unreachable",
  /** No complete answer within the time of a run. */
  "no-answer": "unreachable",
  /** The peer closed the connection without saying why. */
  "connection-closed": "unreachable",
  /** The collector itself lacked what the job needs, its stranger certificate say. */
  "collector-unready": "unreachable",
  /** The scheduler gave up on the run. */
  cancelled: "unreachable",
  /** The peer answered with a status code of OPC 10000-6, A.2. */
  "bad-status": "refused",
  /** More requests would be needed than a run may send. */
  "too-many-requests": "refused",
  /** The server offers nothing by which the job could be done. */
  "no-session": "refused",
  /** An answer that breaks the protocol. */
  "protocol-error": "malformed",
  /** More bytes than a run may receive. */
  "too-much-data": "malformed",
} as const satisfies Record<string, Outcome>;
export type FailureCode = keyof typeof outcomeOfCode;

/** Why a conversation with a server ended before its purpose was reached. */
export class OpcuaFailure extends Problem {
  readonly failure: FailureCode;
  /** Symbolic name of the status code that the peer gave, such as `BadSecurityChecksFailed`. */
  readonly statusCode: string | undefined;

  constructor(failure: FailureCode, message: string, details: { target?: string; statusCode?: string; cause?: unknown } = {}) {
    const statusCode = details.statusCode === undefined ? undefined : withoutInfoBits(details.statusCode);
    super(statusCode ?? failure, message, details);
    this.name = "OpcuaFailure";
    this.failure = failure;
    this.statusCode = statusCode;
  }
}

/** The symbol alone: the library appends the names of the info bits (OPC 10000-4, 7.39), which a peer can set as it likes. */
function withoutInfoBits(name: string): string {
  return name.replace(/#.*$/, "");
}

/** Outcome and reason of anything that a run threw. */
export function explainFailure(error: unknown): { outcome: Outcome; reason: Reason } {
  const detail = describeError(error).replace(/\s+/g, " ").slice(0, 500);
  if (error instanceof OpcuaFailure) return { outcome: outcomeOfCode[error.failure], reason: { code: error.code, detail } };
  return { outcome: "malformed", reason: { code: "protocol-error", detail } };
}
