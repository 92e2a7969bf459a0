import { randomInt, randomUUID } from "node:crypto";
import { hour, type Instant } from "../../model/instant.ts";
import { Problem } from "../../model/problem.ts";
import { isSignedBy } from "../../model/wire/collector-key.ts";
import { type EnrolmentRequest, enrolmentBytes } from "../../model/wire/enrolment.ts";
import type { RecordStore } from "../../store/records/port.ts";
import { hashSecret } from "../accounts/secrets.ts";
import { notFound } from "../http/errors.ts";

/** How long a code is good. */
const goodFor = hour;

interface Means {
  readonly records: RecordStore;
  readonly clock: { now(): Instant };
}

/** Letters and digits that are not taken for one another, 100 bits of them. */
const alphabet = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
const codeLength = 20;

/**
 * A one-time code for a collector, in place of any that it has; the code itself is answered this once.
 * @throws Problem `not-possible` where inventories are there and none names the collector
 */
export async function makeEnrolmentCode(
  { records, clock }: Means,
  collectorId: string,
  by: string,
): Promise<{ readonly code: string; readonly expiresAt: Instant }> {
  await demandNamed(records, collectorId);
  const letters = Array.from({ length: codeLength }, () => alphabet.charAt(randomInt(alphabet.length))).join("");
  const createdAt = clock.now();
  const expiresAt = createdAt + goodFor;
  await records.enrolments.addCode({ codeHash: hashSecret(letters), collectorId, createdBy: by, createdAt, expiresAt });
  return { code: letters.match(/.{4}/g)?.join("-") ?? letters, expiresAt };
}

async function demandNamed(records: RecordStore, collectorId: string): Promise<void> {
  const inventories = await records.inventories.all();
  const named = inventories.flatMap(({ inventory }) =>
    inventory.sites.flatMap(({ collectors }) => collectors.map(({ id }) => id)),
  );
  if (inventories.length === 0 || named.includes(collectorId)) return;
  throw new Problem("not-possible", `No inventory names the collector ${collectorId}.`, {
    advice: "Give it to a site of an inventory first.",
  });
}

/**
 * Takes the public part of a collector's key, and the digest of the secret that it will use over HTTP, in exchange for a code. Former keys
 * and tokens of the collector end. Answers who it is, and who made the code.
 * @throws Problem `wrong-code` where the code is unknown, was used or is too old; `invalid` where the key is not the sender's
 */
export async function redeemCode(
  { records, clock }: Means,
  request: EnrolmentRequest,
): Promise<{ readonly collectorId: string; readonly enrolledBy: string }> {
  const { publicKey, tokenHash, signature } = request;
  if (!isSignedBy(publicKey, enrolmentBytes(request), Buffer.from(signature, "base64"))) {
    throw new Problem("invalid", "The request was not signed with the key that it brings.");
  }
  const at = clock.now();
  const code = await records.enrolments.takeCode(hashSecret(bare(request.code)), at);
  if (code === undefined) {
    throw new Problem("wrong-code", "The code is unknown, was used before, or is older than an hour.", {
      advice: "Ask for a new one on the page of collectors.",
    });
  }
  const { collectorId, createdBy: enrolledBy } = code;
  await removeTokens(records, collectorId);
  await records.access.addToken({
    id: randomUUID(),
    name: `collector ${collectorId}`,
    secretHash: tokenHash,
    grants: [],
    collectorId,
    createdBy: enrolledBy,
    createdAt: at,
    expiresAt: null,
    lastUsedAt: null,
  });
  await records.enrolments.setKey({ collectorId, publicKey, enrolledAt: at, enrolledBy, revokedAt: null, revokedBy: null });
  return { collectorId, enrolledBy };
}

/** As people type it. */
function bare(code: string): string {
  return code.toUpperCase().replace(/[^A-Z0-9]/g, "");
}

/**
 * Ends everything with which a collector reaches this centre, from its next message on.
 * @throws Problem `not-found` where there is nothing to end
 */
export async function revokeCollector({ records, clock }: Means, collectorId: string, by: string): Promise<void> {
  const removed = await removeTokens(records, collectorId);
  const revoked = await records.enrolments.revoke(collectorId, by, clock.now());
  if (!revoked && removed === 0) throw notFound("collector with a key or a token");
}

async function removeTokens({ access }: RecordStore, collectorId: string): Promise<number> {
  const own = (await access.tokens()).filter((token) => token.collectorId === collectorId);
  for (const { id } of own) await access.removeToken(id);
  return own.length;
}
