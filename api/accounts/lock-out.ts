import { type Clock, hour, minute } from "../../model/instant.ts";
import { Problem } from "../../model/problem.ts";
import type { SignInGuardRecords } from "../../store/records/sign-in-guard-port.ts";

/** Wrong passwords or codes in a row after which an account is locked, and for how long. */
export const lockAfter = 5;
export const lockFor = 15 * minute;
const forgetAfter = 24 * hour;

/** Locks an account for a while when somebody guesses at it, from wherever; says nothing of whether the account exists. */
export interface LockOut {
  /** Throws `account-locked`. */
  demandOpen(account: string): Promise<void>;
  failed(account: string): Promise<void>;
  clear(account: string): Promise<void>;
  /** Accounts that are locked now, as they were typed, and until when. */
  locked(): Promise<ReadonlyMap<string, number>>;
}

export function createLockOut(guard: SignInGuardRecords, clock: Clock): LockOut {
  const key = (account: string) => account.trim().toLowerCase();
  return {
    async demandOpen(account) {
      const tries = await guard.tries(key(account));
      if (tries === undefined || tries.failed < lockAfter || tries.lastFailedAt + lockFor <= clock.now()) return;
      throw new Problem("account-locked", "Locked for a while after too many wrong attempts.", {
        advice: "Wait 15 minutes, or ask an administrator to unlock the account.",
      });
    },
    async failed(account) {
      const now = clock.now();
      const tries = await guard.tries(key(account));
      // A lock that has run out gives a new set of attempts.
      if (tries !== undefined && tries.failed >= lockAfter && tries.lastFailedAt + lockFor <= now)
        await guard.clear(key(account));
      await guard.failed(key(account), now, now - forgetAfter);
    },
    clear: (account) => guard.clear(key(account)),
    async locked() {
      const troubled = await guard.troubled(clock.now() - lockFor);
      return new Map(
        [...troubled].flatMap(([account, { failed, lastFailedAt }]) =>
          failed >= lockAfter ? [[account, lastFailedAt + lockFor] as const] : [],
        ),
      );
    },
  };
}
