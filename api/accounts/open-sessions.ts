import { createHash } from "node:crypto";
import { type Assurance, readAssurance } from "./assurance.ts";
import type { OpenedAuth } from "./auth.ts";

/** An open session, as its person and administrators see it. */
export interface OpenSession {
  /** A digest: the token itself opens the session. */
  readonly id: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date;
  readonly expiresAt: Date;
  readonly address: string | null;
  readonly browser: string | null;
  readonly assurance: Assurance;
  /** The one that asks. */
  readonly current: boolean;
}

export interface OpenSessions {
  /** Newest first. */
  list(userId: string, headers?: Headers): Promise<readonly OpenSession[]>;
  end(userId: string, id: string): Promise<boolean>;
  /** Ends all but the one that asks; all where none is given. Answers how many. */
  endAll(userId: string, except?: Headers): Promise<number>;
}

export function createOpenSessions({ auth }: OpenedAuth): OpenSessions {
  const library = async () => (await auth.$context).internalAdapter;
  const currentToken = async (headers: Headers | undefined) =>
    headers === undefined ? undefined : (await auth.api.getSession({ headers }))?.session.token;

  return {
    async list(userId, headers) {
      const current = await currentToken(headers);
      const sessions = await (await library()).listSessions(userId);
      return sessions
        .toSorted((a, b) => b.createdAt.getTime() - a.createdAt.getTime())
        .map(({ token, createdAt, updatedAt, expiresAt, ipAddress, userAgent, ...rest }) => ({
          id: sessionId(token),
          createdAt,
          lastUsedAt: updatedAt,
          expiresAt,
          address: ipAddress || null,
          browser: userAgent || null,
          assurance: readAssurance("assurance" in rest ? rest.assurance : undefined),
          current: token === current,
        }));
    },
    async end(userId, id) {
      const one = (await (await library()).listSessions(userId)).find(({ token }) => sessionId(token) === id);
      if (one === undefined) return false;
      await (await library()).deleteSession(one.token);
      return true;
    },
    async endAll(userId, except) {
      const kept = await currentToken(except);
      const others = (await (await library()).listSessions(userId)).filter(({ token }) => token !== kept);
      for (const { token } of others) await (await library()).deleteSession(token);
      return others.length;
    },
  };
}

function sessionId(token: string): string {
  return createHash("sha256").update(token).digest("base64url").slice(0, 22);
}
