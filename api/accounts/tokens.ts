import { randomUUID } from "node:crypto";
import type { Grant } from "../../model/access.ts";
import type { Clock, Instant } from "../../model/instant.ts";
import type { AccessRecords, TokenRecord } from "../../store/records/administration-port.ts";
import { type Caller, nobody } from "../http/caller.ts";
import { hashSecret, newTokenSecret } from "./secrets.ts";

export interface NewToken {
  readonly name: string;
  readonly grants: readonly Grant[];
  readonly createdBy: string;
  readonly expiresAt: Instant | null;
}

/** A new token and its secret, which is shown this once. */
export interface IssuedToken {
  readonly token: TokenRecord;
  readonly secret: string;
}

export interface Tokens {
  create(token: NewToken): Promise<IssuedToken>;
  /**
   * A token with which the collector may deliver and fetch its assignment. The one before stays good, so that a running
   * collector is not cut off by a restart of the centre; older ones end.
   */
  issueForCollector(collectorId: string): Promise<string>;
  /** Who sends this secret; nobody where it is unknown or has expired. */
  identify(secret: string): Promise<Caller>;
}

export function createTokens(access: AccessRecords, clock: Clock): Tokens {
  const add = async (token: NewToken, collectorId: string | null): Promise<IssuedToken> => {
    const secret = newTokenSecret();
    const record: TokenRecord = {
      ...token,
      id: randomUUID(),
      secretHash: hashSecret(secret),
      collectorId,
      createdAt: clock.now(),
      lastUsedAt: null,
    };
    await access.addToken(record);
    return { token: record, secret };
  };

  return {
    create: (token) => add(token, null),

    async issueForCollector(collectorId) {
      const earlier = (await access.tokens())
        .filter((token) => token.collectorId === collectorId)
        .sort((a, b) => b.createdAt - a.createdAt);
      for (const outdated of earlier.slice(1)) await access.removeToken(outdated.id);
      const name = `collector ${collectorId}`;
      return (await add({ name, grants: [], createdBy: "installation", expiresAt: null }, collectorId)).secret;
    },

    async identify(secret) {
      const token = await access.tokenByHash(hashSecret(secret));
      const now = clock.now();
      if (token === undefined || (token.expiresAt !== null && token.expiresAt <= now)) return nobody;
      await access.used(token.id, now);
      return callerOf(token);
    },
  };
}

function callerOf(token: TokenRecord): Caller {
  const { collectorId, name, grants } = token;
  if (collectorId !== null)
    return { kind: "collector", actor: `collector:${collectorId}`, name, userId: null, collectorId, grants: [] };
  return { kind: "token", actor: `token:${name}`, name, userId: null, collectorId: null, grants };
}
