import type { Instant } from "../../../../model/instant.ts";
import { message } from "../../../../model/messages/index.ts";
import { type Certificate, type ChainVerdict, fingerprint, judgeChain, subjectText } from "../signing/certificate.ts";
import { type BundleSigner, fails, holds, open, type Statement, timeText } from "./statement.ts";

/** Whom to believe, and at what time. */
export interface Trust {
  /** Certificates of signers or of authorities; absent: nobody was named, and signers stay unknown. */
  readonly believed?: readonly Certificate[] | undefined;
  readonly now: Instant;
  /** A time by which the signature is known to have been there, from a receipt, say; certificates are judged at it. */
  readonly knownAt?: Instant | undefined;
}

/** A signature that holds by its arithmetic. */
export interface FoundSignature {
  /** PAdES, Ed25519 or SM2/SM3. */
  readonly form: string;
  /** The signer's own certificate first. */
  readonly chain: readonly [Certificate, ...Certificate[]];
  readonly claimedAt: Instant | null;
}

export interface JudgedSigner {
  readonly signer: BundleSigner;
  readonly statement: Statement;
}

/** Clocks differ a little. */
const mostAheadMs = 5 * 60_000;

/** Whether the holder of a certificate is believed, in words. */
export function judgeSigner({ form, chain }: FoundSignature, { believed, now, knownAt }: Trust): JudgedSigner {
  const at = knownAt ?? now;
  const verdict = judgeChain(chain, believed ?? [], [at]);
  const subject = subjectText(chain[0]);
  return {
    signer: { subject, certificateSha256: fingerprint(chain[0]), trusted: verdict.outcome === "trusted" },
    statement: statementOf(verdict, { form, subject, at, someoneIsNamed: believed !== undefined }),
  };
}

interface Around {
  readonly form: string;
  readonly subject: string;
  readonly at: Instant;
  readonly someoneIsNamed: boolean;
}

function statementOf(verdict: ChainVerdict, { form, subject, at, someoneIsNamed }: Around): Statement {
  if (verdict.outcome === "trusted") {
    return holds(message("verify.signer-trusted", { form, subject, by: subjectText(verdict.by) }));
  }
  if (verdict.outcome === "unknown") {
    return (someoneIsNamed ? fails : open)(message("verify.signer-unknown", { form, subject }));
  }
  const { validFromDate, validToDate } = verdict.certificate.x509;
  const named = { subject: subjectText(verdict.certificate), at: timeText(at) };
  if (verdict.outcome === "expired") {
    return fails(message("verify.certificate-expired", { ...named, until: timeText(validToDate.getTime()) }));
  }
  if (verdict.outcome === "not-yet-valid") {
    return fails(message("verify.certificate-not-yet-valid", { ...named, from: timeText(validFromDate.getTime()) }));
  }
  return fails(message("verify.certificate-wrong-purpose", { subject: named.subject }));
}

/** What the claimed time of a signature is worth. */
export function judgeTime(claimedAt: Instant | null, { now, knownAt }: Trust): readonly Statement[] {
  const at = knownAt ?? now;
  const known = knownAt === undefined ? [] : [open(message("verify.time-known", { time: timeText(knownAt) }))];
  if (claimedAt === null) return known;
  const time = timeText(claimedAt);
  const ahead = claimedAt > at + mostAheadMs;
  return [
    ...known,
    ahead ? fails(message("verify.time-ahead", { time, at: timeText(at) })) : open(message("verify.time-claimed", { time })),
  ];
}
