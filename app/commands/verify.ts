import { readFile } from "node:fs/promises";
import { isArchive, unpack } from "../../api/reports/bundle/pack.ts";
import { readCertificates } from "../../api/reports/bundle/signing/certificate.ts";
import { checkOriginals } from "../../api/reports/bundle/verify/originals.ts";
import { type Verification, type VerifyGround, verifyBundle } from "../../api/reports/bundle/verify/verify-bundle.ts";
import { verifyPdf } from "../../api/reports/bundle/verify/verify-pdf.ts";
import { builtinCatalogs } from "../../catalogs/index.ts";
import { systemClock } from "../../model/instant.ts";
import { type Language, languages } from "../../model/language.ts";
import { describeError, Problem } from "../../model/problem.ts";
import { readCatalogs } from "../centre/read-catalog.ts";
import { exitCodes } from "../exit-codes.ts";
import { verificationJson, verificationText } from "../signing/verification-text.ts";
import type { RegisterCommand } from "./command.ts";
import { choice, languageOption } from "./options.ts";

interface VerifyOptions {
  readonly trust?: string;
  readonly at?: string;
  readonly original?: string;
  readonly catalog: readonly string[];
  readonly format: "table" | "json";
  readonly lang: Language;
}

export const register: RegisterCommand = (program, finish) => {
  program
    .command("verify <file>")
    .description(
      "checks a signed report, its bundle or its PDF alone, without a network; exit status 1 where anything does not hold",
    )
    .option("--trust <file>", "PEM file of the certificates, of signers or of authorities, that you believe")
    .option(
      "--at <time>",
      "a time by which you know it to have been signed, such as 2026-11-24T10:00:00+08:00; certificates are judged then",
    )
    .option("--original <file>", "the whole bundle of the same report, by which what is masked is compared")
    .option("--catalog <folder...>", "folders of catalogues of your own that reports are made against", [])
    .addOption(choice("--format <format>", "how to answer", ["table", "json"]).default("table"))
    .addOption(languageOption(languages))
    .action(async (file: string, options: VerifyOptions) => {
      const verification = await verifyFile(file, options);
      process.stdout.write(
        options.format === "json" ? verificationJson(verification) : verificationText(file, verification, options.lang),
      );
      if (!verification.ok) finish(exitCodes.answerIsNo);
    });
};

/** @throws Problem for files and times that cannot be read; what does not hold is in the answer */
async function verifyFile(file: string, options: VerifyOptions): Promise<Verification> {
  const bytes = await readBytes(file);
  const ground: VerifyGround = {
    now: systemClock.now(),
    knownAt: options.at === undefined ? undefined : readTime(options.at),
    believed:
      options.trust === undefined ? undefined : readCertificates((await readBytes(options.trust)).toString(), options.trust),
  };
  if (!isArchive(bytes)) return verifyPdf(bytes, ground);
  const catalogs = await readCatalogs([...Object.keys(builtinCatalogs), ...options.catalog]);
  const verification = await verifyBundle(bytes, { ...ground, catalogs });
  if (options.original === undefined || verification.files === null) return verification;
  const compared = checkOriginals(verification.files, unpack(await readBytes(options.original)));
  return {
    ...verification,
    ok: verification.ok && !compared.some(({ outcome }) => outcome === "fails"),
    statements: [...verification.statements, ...compared],
  };
}

function readTime(text: string): number {
  const time = Date.parse(text);
  if (!Number.isNaN(time)) return time;
  throw new Problem("usage", `--at is "${text}"; expected a time such as 2026-11-24T10:00:00+08:00`);
}

async function readBytes(file: string): Promise<Buffer> {
  return readFile(file).catch((cause: unknown) => {
    throw new Problem("file-unreadable", `cannot read ${file}: ${describeError(cause)}`, { target: file, cause });
  });
}
