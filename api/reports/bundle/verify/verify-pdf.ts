import { message } from "../../../../model/messages/index.ts";
import { checkPdf } from "./signatures.ts";
import { judgeSigner, judgeTime, type Trust } from "./signers.ts";
import { fails, open, type Statement } from "./statement.ts";
import type { Verification } from "./verify-bundle.ts";

/** Checks the signature of a PDF without its bundle. */
export async function verifyPdf(pdf: Uint8Array, trust: Trust): Promise<Verification> {
  const { statements: said, signature } = await checkPdf(pdf);
  // Without a manifest nobody says that there should be one.
  const signed = said.some(({ code }) => code === "signature-missing") ? [fails(message("verify.not-signed"))] : said;
  const judged = signature === undefined ? undefined : judgeSigner(signature, trust);
  const statements: readonly Statement[] = [
    ...signed,
    ...(judged === undefined ? [] : [judged.statement]),
    ...(signature === undefined ? [] : judgeTime(signature.claimedAt, trust)),
    ...(trust.believed === undefined ? [] : [open(message("verify.revocation"))]),
    open(message("verify.pdf-alone")),
  ];
  const ok = !statements.some(({ outcome }) => outcome === "fails");
  return { ok, signer: judged?.signer ?? null, statements, manifest: null, files: null };
}
