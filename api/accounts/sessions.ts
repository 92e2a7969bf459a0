import type { Context } from "hono";
import { Problem } from "../../model/problem.ts";
import type { AccessRecords } from "../../store/records/port.ts";
import type { PasswordChange, SignIn } from "../contract/accounts.ts";
import { type Caller, nobody } from "../http/caller.ts";
import { authPath, clientAddressHeader, type OpenedAuth } from "./auth.ts";
import type { Tokens } from "./tokens.ts";

/** Headers of an answer that set or clear the cookie of a session. */
export type Cookies = readonly string[];

export interface Sessions {
  /** Who sends a request: the holder of its bearer token, else of its cookie. A wrong token never falls back to the cookie. */
  identify(headers: Headers): Promise<Caller>;
  /** Throws `wrong-credentials` and `too-many-requests`. */
  signIn(credentials: SignIn, address: string): Promise<Cookies>;
  signOut(headers: Headers, address: string): Promise<Cookies>;
  /** Logs in by a one-time link; undefined where it was used or is too old. */
  redeemLink(token: string, address: string): Promise<Cookies | undefined>;
  /** Sets the first password, or a new one where the current one is right. Other sessions end with a new one. */
  setPassword(headers: Headers, change: PasswordChange, hasPassword: boolean): Promise<Cookies>;
}

export function createSessions({ auth }: OpenedAuth, tokens: Tokens, access: AccessRecords, baseUrl: string): Sessions {
  const origin = new URL(baseUrl).origin;

  /** Passes through the library's own router, which keeps the rate limits; its direct calls do not. */
  const call = async (path: string, init: RequestInit & { headers: Headers }): Promise<Response> => {
    init.headers.set("origin", origin);
    const response = await auth.handler(new Request(`${origin}${authPath}${path}`, { redirect: "manual", ...init }));
    if (response.status === 429) {
      throw new Problem("too-many-requests", "Too many attempts.", { advice: "Wait a minute and try again." });
    }
    return response;
  };

  return {
    async identify(headers) {
      const authorization = headers.get("authorization");
      if (authorization !== null) {
        const secret = /^Bearer (\S+)$/i.exec(authorization)?.[1];
        return secret === undefined ? nobody : tokens.identify(secret);
      }
      if (!headers.has("cookie")) return nobody;
      const session = await auth.api.getSession({ headers });
      if (session === null) return nobody;
      const { id, email, name } = session.user;
      return { kind: "person", actor: email, name, userId: id, collectorId: null, grants: await access.grantsOf(id) };
    },

    async signIn({ email, password }, address) {
      const headers = new Headers({ "content-type": "application/json", [clientAddressHeader]: address });
      const response = await call("/sign-in/email", { method: "POST", headers, body: JSON.stringify({ email, password }) });
      if (!response.ok) throw new Problem("wrong-credentials", "The e-mail address or the password is wrong.");
      return response.headers.getSetCookie();
    },

    async signOut(received, address) {
      const headers = new Headers({ cookie: received.get("cookie") ?? "", [clientAddressHeader]: address });
      return (await call("/sign-out", { method: "POST", headers })).headers.getSetCookie();
    },

    async redeemLink(token, address) {
      const headers = new Headers({ [clientAddressHeader]: address });
      const response = await call(`/magic-link/verify?token=${encodeURIComponent(token)}`, { method: "GET", headers });
      return response.ok ? response.headers.getSetCookie() : undefined;
    },

    async setPassword(headers, { password, current }, hasPassword) {
      if (!hasPassword) {
        await auth.api.setPassword({ body: { newPassword: password }, headers });
        return [];
      }
      const response = await auth.api.changePassword({
        body: { newPassword: password, currentPassword: current ?? "", revokeOtherSessions: true },
        headers,
        asResponse: true,
      });
      if (!response.ok) throw new Problem("wrong-password", "The current password is wrong.");
      return response.headers.getSetCookie();
    },
  };
}

/** Hands the cookies of an account's answer on to the browser. */
export function passCookies(c: Context, cookies: Cookies): void {
  for (const cookie of cookies) c.header("set-cookie", cookie, { append: true });
}
