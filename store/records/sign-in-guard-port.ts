import type { Instant } from "../../model/instant.ts";

/** Failed tries in a row at one account. */
export interface SignInTries {
  readonly failed: number;
  readonly lastFailedAt: Instant;
}

/** What stands between a guesser and an account. Accounts are named by what was typed, so that unknown ones count as well. */
export interface SignInGuardRecords {
  /** Counts a failed try; tries before `since` are forgotten. Answers the tries with this one. */
  failed(account: string, at: Instant, since: Instant): Promise<SignInTries>;
  tries(account: string): Promise<SignInTries | undefined>;
  /** Every account with failed tries since then, as it was typed. */
  troubled(since: Instant): Promise<ReadonlyMap<string, SignInTries>>;
  /** Forgets the failed tries of an account. */
  clear(account: string): Promise<void>;
  /** Takes a code that is good once; false where the person's code had been taken before. Codes taken before `since` are forgotten. */
  takeCode(userId: string, code: string, at: Instant, since: Instant): Promise<boolean>;
}
