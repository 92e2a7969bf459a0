import type { Logger } from "pino";
import type { Clock } from "../../model/instant.ts";
import type { RecordStore } from "../../store/records/port.ts";
import type { SecondFactorRule } from "./assurance.ts";
import { openAuth } from "./auth.ts";
import { createLockOut } from "./lock-out.ts";
import { createOpenSessions, type OpenSessions } from "./open-sessions.ts";
import { createPasskeys, type Passkeys } from "./passkeys.ts";
import { createPeople, type People } from "./people.ts";
import { createSecondFactor, type SecondFactor } from "./second-factor.ts";
import { createSessions, type Sessions } from "./sessions.ts";
import type { Tokens } from "./tokens.ts";

export interface AccountsSettings {
  readonly records: RecordStore;
  readonly clock: Clock;
  readonly log: Logger;
  readonly baseUrl: string;
  readonly demo: boolean;
  readonly secondFactorRule: SecondFactorRule;
}

/** Everything about who people are and how they prove it. */
export interface Accounts {
  readonly people: People;
  readonly sessions: Sessions;
  readonly secondFactor: SecondFactor;
  readonly passkeys: Passkeys;
  readonly openSessions: OpenSessions;
}

export async function openAccounts(tokens: Tokens, settings: AccountsSettings): Promise<Accounts> {
  const { records, clock, baseUrl, demo, secondFactorRule } = settings;
  const { access, signInGuard } = records;
  const opened = await openAuth(settings);
  const lockOut = createLockOut(signInGuard, clock);
  const secondFactor = createSecondFactor(opened, signInGuard, { lockOut, clock });
  return {
    secondFactor,
    passkeys: createPasskeys(opened, secondFactor),
    openSessions: createOpenSessions(opened),
    sessions: createSessions({ opened, tokens, access, lockOut, secondFactor: secondFactorRule, demo }),
    people: createPeople({ opened, access, secondFactor, lockOut, baseUrl, clock }),
  };
}
