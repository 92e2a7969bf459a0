import { access, mkdir, rename, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { stringify } from "yaml";
import { z } from "zod";
import { hashSecret, newTokenSecret } from "../../api/accounts/secrets.ts";
import { apiRoot, paths } from "../../api/contract/paths.ts";
import { second } from "../../model/instant.ts";
import { describeError, Problem } from "../../model/problem.ts";
import { signerOf } from "../../model/wire/collector-key.ts";
import { type EnrolmentRequest, enrolmentAnswerSchema, enrolmentBytes } from "../../model/wire/enrolment.ts";
import { newKey } from "../nats/own-key.ts";

export interface EnrolmentFiles {
  readonly tokenFile: string;
  readonly keyFile: string;
}

/**
 * Makes the collector's key and the secret that it uses over HTTP, brings the centre the public part and the digest of them in exchange for
 * the code, and keeps both where the collector looks for them. Answers who the collector is.
 * @throws Problem `enrolment-refused`, `centre-unreachable`
 */
export async function enrol(code: string, centre: string, { tokenFile, keyFile }: EnrolmentFiles): Promise<string> {
  const [{ publicKey, seed }, secret] = [newKey(), newTokenSecret()];
  // Written first: a code is good once.
  await writePrivate(`${keyFile}.new`, seed);
  await writePrivate(`${tokenFile}.new`, secret);
  const request = { code: code.trim(), publicKey, tokenHash: hashSecret(secret) };
  const signature = Buffer.from(signerOf(seed)(enrolmentBytes(request))).toString("base64");
  const collectorId = await redeem(new URL(apiRoot + paths.enrolment, centre), { ...request, signature });
  await rename(`${keyFile}.new`, keyFile);
  await rename(`${tokenFile}.new`, tokenFile);
  return collectorId;
}

const refusedSchema = z.object({ message: z.string() });

async function redeem(url: URL, request: EnrolmentRequest): Promise<string> {
  // The code as the bearer of the request shows that no page of another site sent it.
  const headers = { "content-type": "application/json", authorization: `Bearer ${request.code}` };
  const init = { method: "POST", headers, body: JSON.stringify(request) };
  const response = await fetch(url, { ...init, signal: AbortSignal.timeout(20 * second), redirect: "error" }).catch(
    (cause: unknown) => {
      throw new Problem("centre-unreachable", `the centre did not answer: ${describeError(cause)}`, {
        target: url.origin,
        advice: "The code was not used. Check the address, and the centre's certificate.",
        cause,
      });
    },
  );
  const answer: unknown = await response.json().catch(() => undefined);
  if (response.ok) return enrolmentAnswerSchema.parse(answer).collectorId;
  const said = refusedSchema.safeParse(answer);
  throw new Problem("enrolment-refused", said.success ? said.data.message : `the centre answered ${response.status}`, {
    target: url.origin,
  });
}

async function writePrivate(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await writeFile(file, `${text}\n`, { mode: 0o600 });
}

/** Whether there is a configuration. */
export async function isThere(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

export interface FirstConfiguration {
  /** Folder of everything that is kept, absolute. */
  readonly data: string;
  readonly centre: string;
  readonly mayContact: readonly string[];
  readonly centreCertificate?: string | undefined;
}

/** Writes the configuration of a collector that has just been enrolled. */
export async function writeConfiguration(file: string, collectorId: string, settings: FirstConfiguration): Promise<void> {
  const { data, centre, mayContact, centreCertificate } = settings;
  const collector = {
    id: collectorId,
    centre,
    mayContact: [...mayContact],
    ...(centreCertificate === undefined ? {} : { centreCertificate: resolve(centreCertificate) }),
  };
  await writeFile(file, stringify({ data, collector }), { mode: 0o600, flag: "wx" });
}
