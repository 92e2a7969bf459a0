import { z } from "zod";
import { type Clock, minute } from "../../model/instant.ts";
import { Problem } from "../../model/problem.ts";
import type { SignInGuardRecords } from "../../store/records/sign-in-guard-port.ts";
import { readAssurance } from "./assurance.ts";
import type { AuthRequest, OpenedAuth } from "./auth.ts";
import type { LockOut } from "./lock-out.ts";
import type { Cookies } from "./sessions.ts";

/** The second factors that a person has set up. */
export interface FactorState {
  readonly totp: boolean;
  readonly passkeys: number;
}

/** What an authenticator app is set up with; shown once. */
export interface TotpEnrolment {
  /** `otpauth://` (Key Uri Format), for a QR code. */
  readonly uri: string;
  /** Each is good once in place of a code of the app. */
  readonly recoveryCodes: readonly string[];
}

export interface SecondFactor {
  of(userId: string): Promise<FactorState>;
  /** Throws `wrong-password` and `second-factor-needed`. Counts only once a code has confirmed it. */
  enrolTotp(request: AuthRequest, password: string): Promise<TotpEnrolment>;
  /** Proves a code of the authenticator app: ends a log-in, confirms an enrolment or lifts a session. Throws `wrong-code`. */
  proveTotp(request: AuthRequest, code: string): Promise<Cookies>;
  /** Proves a recovery code, which ends with it. Throws `wrong-code`. */
  proveRecoveryCode(request: AuthRequest, code: string): Promise<Cookies>;
  /** New recovery codes in place of all others. Throws `wrong-password`. */
  renewRecoveryCodes(request: AuthRequest, password: string): Promise<readonly string[]>;
  /** Throws `wrong-password`. */
  removeTotp(request: AuthRequest, password: string): Promise<Cookies>;
  /** An administrator's act for a person who lost all factors: they and all sessions end. */
  reset(userId: string): Promise<void>;
}

/** A code counts for 30 s, one step before and one behind it. */
const codeLifetime = 2 * minute;

const enrolled = z.object({ totpURI: z.string(), backupCodes: z.array(z.string()) });
const renewed = z.object({ backupCodes: z.array(z.string()) });
const proved = z.object({ token: z.string(), user: z.object({ id: z.string(), email: z.string() }) });

export function createSecondFactor(
  opened: OpenedAuth,
  guard: SignInGuardRecords,
  { lockOut, clock }: { lockOut: LockOut; clock: Clock },
): SecondFactor {
  const { auth, call } = opened;

  const of = async (userId: string): Promise<FactorState> => {
    const { adapter } = await auth.$context;
    const where = [{ field: "userId", value: userId }];
    const totp = await adapter.findOne<{ verified: boolean | null }>({ model: "twoFactor", where });
    return { totp: totp !== null && totp.verified !== false, passkeys: await adapter.count({ model: "passkey", where }) };
  };

  /** The session that a request already has; proving a code lifts it. */
  const standing = (request: AuthRequest) => auth.api.getSession({ headers: request.headers });

  const prove = async (path: string, request: AuthRequest, code: string): Promise<Cookies> => {
    const session = await standing(request);
    if (session !== null) await lockOut.demandOpen(session.user.email);
    const response = await call(path, request, { code });
    if (!response.ok) {
      if (session !== null) await lockOut.failed(session.user.email);
      throw new Problem("wrong-code", "The code is wrong or too old.", {
        advice: "Use the code that is shown now; check that the phone's clock is right.",
      });
    }
    const { token, user } = proved.parse(await response.json());
    const library = (await auth.$context).internalAdapter;
    // The library takes the same code again within its time.
    if (!(await guard.takeCode(user.id, code, clock.now(), clock.now() - codeLifetime))) {
      if (session === null) await library.deleteSession(token);
      throw new Problem("code-used", "This code was used already.", { advice: "Wait for the next one." });
    }
    if (session !== null) await library.updateSession(token, { assurance: "two-factor" });
    await lockOut.clear(user.email);
    return response.headers.getSetCookie();
  };

  return {
    of,
    proveTotp: (request, code) => prove("/two-factor/verify-totp", request, code),
    proveRecoveryCode: (request, code) => prove("/two-factor/verify-backup-code", request, code),

    async enrolTotp(request, password) {
      const session = await standing(request);
      if (session === null) throw new Problem("unauthorized", "Sign in first.");
      await demandMayEnrol(await of(session.user.id), session.session.assurance);
      const body = { password, issuer: "Plantwatch" };
      const { totpURI, backupCodes } = enrolled.parse(await byPassword(call, request, "/two-factor/enable", body));
      return { uri: totpURI, recoveryCodes: backupCodes };
    },
    renewRecoveryCodes: async (request, password) =>
      renewed.parse(await byPassword(call, request, "/two-factor/generate-backup-codes", { password })).backupCodes,
    removeTotp: async (request, password) => {
      const response = await call("/two-factor/disable", request, { password });
      if (!response.ok) throw wrongPassword();
      return response.headers.getSetCookie();
    },

    async reset(userId) {
      const { adapter, internalAdapter } = await auth.$context;
      const where = [{ field: "userId", value: userId }];
      for (const model of ["twoFactor", "passkey"]) await adapter.deleteMany({ model, where });
      await internalAdapter.updateUser(userId, { twoFactorEnabled: false });
      await internalAdapter.deleteUserSessions(userId);
    },
  };
}

/** Who proved no factor yet may set up the first one; a further one only who proved one. Throws `second-factor-needed`. */
export async function demandMayEnrol({ totp, passkeys }: FactorState, assurance: unknown): Promise<void> {
  if ((!totp && passkeys === 0) || readAssurance(assurance) === "two-factor") return;
  throw new Problem("second-factor-needed", "Prove the second factor that is set up already, then add another.");
}

async function byPassword(call: OpenedAuth["call"], request: AuthRequest, path: string, body: object): Promise<unknown> {
  const response = await call(path, request, body);
  if (!response.ok) throw wrongPassword();
  return response.json();
}

function wrongPassword(): Problem {
  return new Problem("wrong-password", "The current password is wrong.");
}
