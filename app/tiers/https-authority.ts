import { createPublicKey, type KeyObject, X509Certificate } from "node:crypto";
import { mkdir, readFile } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import { Agent, request } from "node:https";
import type { Authority, AuthorityAnswer } from "../../api/submissions/port.ts";
import { second, systemClock } from "../../model/instant.ts";
import { message, render } from "../../model/messages/index.ts";
import { describeError, Problem } from "../../model/problem.ts";
import { submissionAnswerSchema, submissionPath, submissionRefusalSchema } from "../../model/submission/receipt.ts";
import { centreFiles } from "../centre/data-files.ts";
import { type HttpsIdentity, ownHttpsIdentity, readHttpsIdentity, submits } from "../centre/https-certificate.ts";
import type { AuthoritySettings } from "../config/tiers-config.ts";

/** How long the tier above may be silent. */
const silenceMs = 60 * second;
/** A receipt with every reason of a refusal fits; more is none. */
const largestAnswer = 1024 * 1024;

export interface OpenAuthority extends Authority {
  /** Ends what is under way; it is sent again later. */
  close(): void;
}

/**
 * The tier above as the configuration knows it; nothing is sent here.
 * @throws Problem `certificate-unreadable`, `certificate-invalid`, `key-unreadable`
 */
export async function openAuthority(data: string, settings: AuthoritySettings): Promise<OpenAuthority> {
  const { folder, submitCertificate, submitKey } = centreFiles(data);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const closing = new AbortController();
  const [ca, receiptKey, client] = await Promise.all([
    readPem(settings.certificate),
    readReceiptKey(settings.receiptKey),
    settings.client === "own"
      ? ownHttpsIdentity({ certificate: submitCertificate, key: submitKey }, [], systemClock.now(), submits)
      : readHttpsIdentity(settings.client, systemClock.now()),
  ]);
  const certificate = parseCertificate(ca, settings.certificate);
  return {
    url: settings.url,
    certificate: {
      subject: certificate.subject.replaceAll("\n", ", "),
      fingerprint: certificate.fingerprint256,
      validTo: certificate.validToDate.getTime(),
    },
    receiptKey,
    client: {
      pem: client.certificatePem,
      fingerprint: client.fingerprint,
      validTo: new X509Certificate(client.certificatePem).validToDate.getTime(),
    },
    send: (bundle) => send({ url: settings.url, ca, client, signal: closing.signal }, bundle),
    close: () => closing.abort(),
  };
}

interface Line {
  readonly url: string;
  readonly ca: string;
  readonly client: HttpsIdentity;
  readonly signal: AbortSignal;
}

async function send({ url, ca, client, signal }: Line, bundle: Uint8Array): Promise<AuthorityAnswer> {
  // A connection of its own: the certificate is looked at anew each time.
  const agent = new Agent({
    ca,
    cert: client.certificatePem,
    key: client.privateKeyPem,
    minVersion: "TLSv1.2",
    keepAlive: false,
  });
  try {
    const { status, body } = await post(new URL(submissionPath, url), agent, bundle, signal);
    return answerOf(status, body);
  } catch (error) {
    const untrusted = error instanceof Error && "code" in error && certificateErrors.test(String(error.code));
    const reason = describeError(error).slice(0, 300);
    return {
      kind: "unreachable",
      reason: render(message(untrusted ? "submission.wrong-certificate" : "submission.unreachable", { reason })),
    };
  } finally {
    agent.destroy();
  }
}

const certificateErrors = /CERT|SELF_SIGNED|ISSUER|ALTNAME/;

function answerOf(status: number, body: unknown): AuthorityAnswer {
  const taken = submissionAnswerSchema.safeParse(body);
  if (status === 200 && taken.success) return { kind: "receipt", receipt: taken.data.receipt };
  const said = submissionRefusalSchema.safeParse(body);
  if (said.success) return { kind: status < 500 ? "refusal" : "unreachable", reason: said.data.reason };
  return { kind: "unreachable", reason: render(message("submission.unreachable", { reason: `HTTP ${status}` })) };
}

function post(url: URL, agent: Agent, bundle: Uint8Array, signal: AbortSignal): Promise<{ status: number; body: unknown }> {
  return new Promise((resolve, reject) => {
    const headers = { "content-type": "application/zip", "content-length": bundle.length };
    const sending = request(url, { method: "POST", agent, headers, signal, timeout: silenceMs }, (response) => {
      readAnswer(response).then((body) => resolve({ status: response.statusCode ?? 0, body }), reject);
    });
    sending.on("timeout", () => sending.destroy(new Error(`no answer within ${silenceMs / second} s`)));
    sending.on("error", reject);
    sending.end(bundle);
  });
}

async function readAnswer(response: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > largestAnswer) throw new Error("the answer is too long for a receipt");
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString("utf8"));
  } catch {
    return undefined;
  }
}

async function readPem(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (cause) {
    throw new Problem("certificate-unreadable", `cannot read ${file}: ${describeError(cause)}`, {
      target: file,
      advice: "Get the file from the authority; its page of received submissions offers it.",
      cause,
    });
  }
}

function parseCertificate(pem: string, file: string): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch (cause) {
    throw new Problem("certificate-invalid", `${file} holds no certificate: ${describeError(cause)}`, { target: file, cause });
  }
}

async function readReceiptKey(file: string): Promise<KeyObject> {
  const pem = await readPem(file);
  try {
    const key = createPublicKey(pem);
    if (key.asymmetricKeyType !== "ed25519") throw new Error(`it is of kind ${key.asymmetricKeyType ?? "unknown"}`);
    return key;
  } catch (cause) {
    throw new Problem("key-unreadable", `${file} holds no Ed25519 public key: ${describeError(cause)}`, {
      target: file,
      advice: "Expected the receipt key of the authority, a PEM block BEGIN PUBLIC KEY.",
      cause,
    });
  }
}
