import type { Attempt } from "../../../model/protocols/opcua/facts.ts";
import { type AttemptResult, attemptSession } from "./attempt.ts";
import type { Offer } from "./decode/endpoints.ts";
import { OpcuaFailure } from "./errors.ts";
import { securityOf, strongestOffer, tokensOf } from "./offers.ts";
import type { Run } from "./run.ts";
import type { Standing } from "./standing.ts";
import { userNameToken } from "./user-token.ts";

/** An account and the one offer at which its password may be shown. */
export interface Credentials {
  readonly user: { readonly name: string; readonly password: string };
  readonly offer: Offer;
}

/** How an attempt under the collector's own certificate is made. */
export function asCollector({ endpoint }: Run, standing: Standing, offer: Offer) {
  const shown: Attempt["shown"] = "collector";
  const { trustedAt } = endpoint;
  return {
    security: securityOf(offer, standing.collector),
    applicationUri: standing.collector.applicationUri,
    shown,
    trusted: trustedAt !== undefined && Date.parse(trustedAt) <= standing.services.clock.now(),
  };
}

/** The account, where its password is known and there is an encrypted offer by the very server certificate that is pinned. */
export function usableAccount(
  { endpoint }: Run,
  standing: Standing,
  offers: readonly Offer[],
  account: { user: string; passwordEnv: string } | undefined,
): Credentials | undefined {
  const { pinnedCertificateSha256 } = endpoint;
  if (account === undefined || pinnedCertificateSha256 === undefined) return undefined;
  const password = standing.services.secret(account.passwordEnv);
  const offer = strongestOffer(offers.filter(({ facts }) => facts.securityMode === "SignAndEncrypt"));
  if (password === undefined || offer?.facts.certificateSha256 !== pinnedCertificateSha256) return undefined;
  return tokensOf([offer], "UserName").length === 0 ? undefined : { user: { name: account.user, password }, offer };
}

/** Tries an account over an encrypted channel to the pinned server. */
export function attemptAsUser(run: Run, standing: Standing, { user, offer }: Credentials): Promise<AttemptResult> {
  const plan = asCollector(run, standing, offer);
  return attemptSession(run, standing, {
    ...plan,
    token: ({ lastNonce: serverNonce }) => {
      const { serverCertificate, policy: channelPolicy } = plan.security;
      const protection = serverCertificate && { channelPolicy, serverCertificate, serverNonce };
      const token = protection && userNameToken(tokensOf([offer], "UserName"), user, protection);
      if (token === undefined) throw new OpcuaFailure("no-session", "no user token policy that protects a password");
      return token;
    },
  });
}
