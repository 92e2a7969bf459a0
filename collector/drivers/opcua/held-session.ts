import { asCollector, attemptAsUser, type Credentials, usableAccount } from "./accounts.ts";
import { type AttemptResult, attemptSession } from "./attempt.ts";
import type { Offer } from "./decode/endpoints.ts";
import { knownOffers } from "./discovery-probe.ts";
import { listsNone, strongestOffer, tokensOf, unsecured } from "./offers.ts";
import type { Run } from "./run.ts";
import { type HeldSession, mayGoOtherwise, type SessionIdentity, type Standing } from "./standing.ts";
import { anonymousToken } from "./user-token.ts";

/**
 * The session that a link works by: the configured identity where there is one, else a session without identity, over None
 * before an encrypted channel, since that is what a stranger gets. Undefined where the server grants none; the views of a
 * stranger are tried on the way.
 */
export async function holdSession(run: Run, standing: Standing): Promise<HeldSession | undefined> {
  const now = standing.services.clock.now();
  const { held } = standing;
  if (held?.session.alive && now - held.lastUsed < held.session.timeoutMs) {
    held.lastUsed = now;
    return held;
  }
  await standing.release(run);
  const offers = await knownOffers(run, standing);
  const anonymous = await anonymousSession(run, standing, offers);
  const credentials = standing.credentialsRefused ? undefined : usableAccount(run, standing, offers, run.endpoint.credentials);
  if (credentials !== undefined) {
    await anonymous?.session?.close(run);
    const named = await configuredSession(run, standing, credentials);
    if (named.session !== undefined) return keep(standing, named, "user-name");
    const again = await anonymousSession(run, standing, offers);
    return again && keep(standing, again, "anonymous");
  }
  return anonymous && keep(standing, anonymous, "anonymous");
}

/** As `holdSession`, but the session of somebody without identity wherever the server grants one. */
export async function holdStrangersSession(run: Run, standing: Standing): Promise<HeldSession | undefined> {
  const held = await holdSession(run, standing);
  if (held?.attempt.identity !== "user-name") return held;
  const { overNone, overEncrypted } = standing.views;
  if (overNone?.reached !== "activated" && overEncrypted?.reached !== "activated") return held;
  await standing.release(run);
  const anonymous = await anonymousSession(run, standing, await knownOffers(run, standing));
  return anonymous && keep(standing, anonymous, "anonymous");
}

function keep(standing: Standing, { attempt, session }: AttemptResult, identity: SessionIdentity): HeldSession | undefined {
  if (session === undefined) return undefined;
  standing.held = { session, attempt: { ...attempt, identity }, lastUsed: standing.services.clock.now() };
  return standing.held;
}

/** A session without identity; what was refused for good before in this round is not tried again. */
async function anonymousSession(run: Run, standing: Standing, offers: readonly Offer[]): Promise<AttemptResult | undefined> {
  const { views } = standing;
  if (views.overNone === undefined || mayGoOtherwise(views.overNone)) {
    const result = await overNone(run, standing, offers);
    views.overNone = { ...result.attempt, listed: listsNone(offers) };
    if (result.session !== undefined) return result;
  }
  const offer = strongestOffer(offers);
  if (offer === undefined || tokensOf([offer], "Anonymous").length === 0) return undefined;
  if (views.overEncrypted !== undefined && !mayGoOtherwise(views.overEncrypted)) return undefined;
  const result = await overEncrypted(run, standing, offer);
  views.overEncrypted = result.attempt;
  return result;
}

function overNone(run: Run, standing: Standing, offers: readonly Offer[]): Promise<AttemptResult> {
  const unencrypted = offers.filter(({ facts }) => facts.securityMode === "None");
  const listed = tokensOf([...unencrypted, ...offers], "Anonymous");
  return attemptSession(run, standing, {
    security: unsecured,
    applicationUri: standing.collector.applicationUri,
    shown: "none",
    trusted: false,
    token: () => anonymousToken(listed),
  });
}

function overEncrypted(run: Run, standing: Standing, offer: Offer): Promise<AttemptResult> {
  return attemptSession(run, standing, {
    ...asCollector(run, standing, offer),
    token: () => anonymousToken(tokensOf([offer], "Anonymous")),
  });
}

async function configuredSession(run: Run, standing: Standing, credentials: Credentials): Promise<AttemptResult> {
  const result = await attemptAsUser(run, standing, credentials);
  standing.views.configured = result.attempt;
  // From the created session on the password was under way: whatever became of it, a second try could lock the account.
  standing.credentialsRefused =
    result.session === undefined && (result.attempt.reached === "session" || !mayGoOtherwise(result.attempt));
  return result;
}
