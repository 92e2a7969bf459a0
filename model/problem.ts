/** What went wrong, where, and what a person can do about it. Callers branch on `code`, never on the words. */
export class Problem extends Error {
  readonly code: string;
  /** The file, address or record concerned. */
  readonly target: string | undefined;
  /** The next step for the person who reads this. */
  readonly advice: string | undefined;

  constructor(code: string, message: string, details: { target?: string; advice?: string; cause?: unknown } = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = "Problem";
    this.code = code;
    this.target = details.target;
    this.advice = details.advice;
  }
}

/** The text of anything that was thrown. */
export function describeError(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
