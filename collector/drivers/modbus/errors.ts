import type { Outcome } from "../../../model/observation.ts";
import { describeError, Problem } from "../../../model/problem.ts";

/** Every way in which a conversation can fail, with the outcome that it means. */
const outcomeByCode = {
  "connect-refused": "unreachable",
  "connect-timeout": "unreachable",
  "connect-unreachable": "unreachable",
  "connect-name-unknown": "unreachable",
  "connect-tls-failed": "unreachable",
  "connect-failed": "unreachable",
  /** The peer closed before it answered. */
  closed: "unreachable",
  /** The caller's own time was up. */
  deadline: "unreachable",
  "no-answer": "unreachable",
  /** Exception 0x0A: the gateway has no way to that unit. */
  "gateway-path-unavailable": "unreachable",
  /** Exception 0x0B: the unit behind the gateway is silent. */
  "gateway-target-silent": "unreachable",
  /** Every read of the job was answered with an exception. */
  "only-exceptions": "refused",
  truncated: "malformed",
  /** An answer that began and had not ended when its time was up: late, which is no breach of the protocol. */
  unfinished: "malformed",
  "wrong-transaction": "malformed",
  "wrong-protocol-id": "malformed",
  "wrong-length": "malformed",
  "wrong-unit": "malformed",
  "wrong-function": "malformed",
  "too-many-frames": "malformed",
  /** One of the violations above for at least the third time within a day. */
  "repeated-violation": "malformed",
  "not-supported": "refused",
  "internal-error": "malformed",
} as const satisfies Record<string, Outcome>;

export type FailureCode = keyof typeof outcomeByCode;

/** A conversation that did not end in an answer. Callers branch on `code`; the words are for people. */
export class ModbusFailure extends Problem {
  readonly failure: FailureCode;

  constructor(failure: FailureCode, message: string, details: { target?: string; cause?: unknown } = {}) {
    super(failure, message, details);
    this.name = "ModbusFailure";
    this.failure = failure;
  }

  get outcome(): Outcome {
    return outcomeByCode[this.failure];
  }
}

/** Anything that was thrown, as a failure with a code. */
export function asFailure(error: unknown): ModbusFailure {
  return error instanceof ModbusFailure ? error : new ModbusFailure("internal-error", describeError(error), { cause: error });
}

const codeBySystemError: Readonly<Record<string, FailureCode>> = {
  ECONNREFUSED: "connect-refused",
  ETIMEDOUT: "connect-timeout",
  EHOSTUNREACH: "connect-unreachable",
  ENETUNREACH: "connect-unreachable",
  EADDRNOTAVAIL: "connect-unreachable",
  ENOTFOUND: "connect-name-unknown",
  EAI_AGAIN: "connect-name-unknown",
};

/** Why a socket could not be opened, from the system's error code. */
export function connectFailure(error: unknown, target: string): ModbusFailure {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const failure = codeBySystemError[code] ?? (code.startsWith("ERR_SSL") ? "connect-tls-failed" : "connect-failed");
  return new ModbusFailure(failure, describeError(error), { target, cause: error });
}
