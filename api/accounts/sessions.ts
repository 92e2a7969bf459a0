import type { Context } from "hono";
import { z } from "zod";
import { Problem } from "../../model/problem.ts";
import type { AccessRecords } from "../../store/records/administration-port.ts";
import type { PasswordChange, SignIn } from "../contract/accounts.ts";
import { type Caller, nobody } from "../http/caller.ts";
import { type Assurance, effectiveGrants, readAssurance, type SecondFactorRule } from "./assurance.ts";
import type { AuthRequest, OpenedAuth } from "./auth.ts";
import type { LockOut } from "./lock-out.ts";
import type { Tokens } from "./tokens.ts";

/** Headers of an answer that set or clear the cookie of a session. */
export type Cookies = readonly string[];

/** Signed in, or a second factor is still to be proved to the same browser. */
export interface SignedIn {
  readonly cookies: Cookies;
  readonly secondFactorNext: boolean;
}

export interface Sessions {
  /** Who sends a request: the holder of its bearer token, else of its cookie. A wrong token never falls back to the cookie. */
  identify(headers: Headers): Promise<Caller>;
  /** Throws `wrong-credentials`, `account-locked` and `too-many-requests`. */
  signIn(credentials: SignIn, request: AuthRequest): Promise<SignedIn>;
  signOut(request: AuthRequest): Promise<Cookies>;
  /** Logs in by a one-time link; undefined where it was used or is too old. */
  redeemLink(token: string, request: AuthRequest): Promise<Cookies | undefined>;
  /**
   * Sets the first password, or a new one where the current one is right or the session came by a one-time link. All other
   * sessions of the person end. Throws `wrong-password`.
   */
  setPassword(headers: Headers, change: PasswordChange): Promise<void>;
}

export interface SessionParts {
  readonly opened: OpenedAuth;
  readonly tokens: Tokens;
  readonly access: AccessRecords;
  readonly lockOut: LockOut;
  readonly secondFactor: SecondFactorRule;
  readonly demo: boolean;
}

const signInAnswer = z.object({ twoFactorRedirect: z.boolean().optional() });

export function createSessions({ opened, tokens, access, lockOut, ...rule }: SessionParts): Sessions {
  const { auth, call } = opened;
  return {
    async identify(headers) {
      const authorization = headers.get("authorization");
      if (authorization !== null) {
        const secret = /^Bearer (\S+)$/i.exec(authorization)?.[1];
        return secret === undefined ? nobody : tokens.identify(secret);
      }
      if (!headers.has("cookie")) return nobody;
      const found = await auth.api.getSession({ headers });
      if (found === null) return nobody;
      const { id, email, name } = found.user;
      const assurance = readAssurance(found.session.assurance);
      const held = await access.grantsOf(id);
      const grants = effectiveGrants(held, assurance, rule);
      return { kind: "person", actor: email, name, userId: id, collectorId: null, grants, assurance, limited: grants !== held };
    },

    async signIn({ email, password }, request) {
      await lockOut.demandOpen(email);
      const response = await call("/sign-in/email", request, { email, password });
      if (!response.ok) {
        await lockOut.failed(email);
        throw new Problem("wrong-credentials", "The e-mail address or the password is wrong.");
      }
      const cookies = response.headers.getSetCookie();
      const { twoFactorRedirect = false } = signInAnswer.parse(await response.json());
      if (!twoFactorRedirect) await lockOut.clear(email);
      return { cookies, secondFactorNext: twoFactorRedirect };
    },

    signOut: async (request) => (await call("/sign-out", request, {})).headers.getSetCookie(),

    async redeemLink(token, request) {
      const response = await call(`/magic-link/verify?token=${encodeURIComponent(token)}`, request);
      return response.ok ? response.headers.getSetCookie() : undefined;
    },

    setPassword: (headers, change) => setPassword(opened, lockOut, headers, change),
  };
}

async function setPassword({ auth }: OpenedAuth, lockOut: LockOut, headers: Headers, { password, current }: PasswordChange) {
  const found = await auth.api.getSession({ headers });
  if (found === null) throw new Problem("unauthorized", "Sign in first.");
  const { user, session } = found;
  const context = await auth.$context;
  const kept = (await context.internalAdapter.findCredentialAccount(user.id))?.password ?? null;
  if (kept === null) {
    await auth.api.setPassword({ body: { newPassword: password }, headers });
    await context.internalAdapter.updateSession(session.token, { assurance: lowered(session.assurance) });
    return;
  }
  if (readAssurance(session.assurance) !== "link") {
    await lockOut.demandOpen(user.email);
    if (!(await context.password.verify({ hash: kept, password: current ?? "" }))) {
      await lockOut.failed(user.email);
      throw new Problem("wrong-password", "The current password is wrong.");
    }
  }
  await context.internalAdapter.updatePassword(user.id, await context.password.hash(password));
  // The link has done what it was for.
  await context.internalAdapter.updateSession(session.token, { assurance: lowered(session.assurance) });
  const others = (await context.internalAdapter.listSessions(user.id)).filter(({ token }) => token !== session.token);
  for (const { token } of others) await context.internalAdapter.deleteSession(token);
}

function lowered(assurance: unknown): Assurance {
  return readAssurance(assurance) === "link" ? "password" : readAssurance(assurance);
}

/** Hands the cookies of an account's answer on to the browser. */
export function passCookies(c: Context, cookies: Cookies): void {
  for (const cookie of cookies) c.header("set-cookie", cookie, { append: true });
}
