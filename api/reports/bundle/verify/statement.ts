import type { Instant } from "../../../../model/instant.ts";
import type { Bilingual } from "../../../../model/language.ts";
import type { Message } from "../../../../model/messages/define.ts";
import { render } from "../../../../model/messages/index.ts";

/** `open`: neither proved nor disproved, such as a signer whom nobody named. */
export type StatementOutcome = "holds" | "fails" | "open";

/** One thing that the check of a signed report found, in words. */
export interface Statement {
  readonly outcome: StatementOutcome;
  /** Stable, for programs: the key of its words without `verify.`. */
  readonly code: string;
  readonly text: Bilingual;
}

/** Who signed, by certificate. */
export interface BundleSigner {
  readonly subject: string;
  /** SHA-256 of the certificate, hexadecimal. */
  readonly certificateSha256: string;
  /** Whether the certificate leads to one that is believed. */
  readonly trusted: boolean;
}

function statement(outcome: StatementOutcome, said: Message): Statement {
  return { outcome, code: said.key.replace("verify.", ""), text: render(said) };
}

export const holds = (said: Message): Statement => statement("holds", said);
export const fails = (said: Message): Statement => statement("fails", said);
export const open = (said: Message): Statement => statement("open", said);

/** A time as the statements write it. */
export function timeText(time: Instant): string {
  return new Date(time).toISOString().replace(/\.\d+Z$/, "Z");
}
