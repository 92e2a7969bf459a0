import { createHash, createPublicKey } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import pino from "pino";
import { decide } from "../../api/submissions/decide.ts";
import type { ReceivingTier } from "../../api/submissions/port.ts";
import { submitDue } from "../../api/submissions/submit-due.ts";
import { type TestClock, testClock } from "../../api/testing/open-centre.ts";
import { type OpenAuthority, openAuthority } from "../../app/tiers/https-authority.ts";
import type { SubmissionContent } from "../../model/submission/content.ts";
import type { Submission } from "../../model/submission/submission.ts";
import { sampleContent, sampleSubmission } from "../../model/submission/testing/sample.ts";
import { openFileDocuments } from "../../store/documents/files/file-documents.ts";
import type { DocumentStore } from "../../store/documents/port.ts";
import type { RecordStore } from "../../store/records/port.ts";
import { openSqliteRecords } from "../../store/records/sqlite/sqlite-records.ts";

/** An enterprise's side alone: its own records and documents, its own certificate, and the tier that it is told to know. */
export interface Sender {
  readonly authority: OpenAuthority;
  readonly records: RecordStore;
  readonly clock: TestClock;
  /** Ids of enterprises that were judged again. */
  readonly judged: readonly string[];
  /** Prepares a bundle and decides that it leaves, as a person does on the page. */
  send(bundle: Uint8Array, content?: SubmissionContent): Promise<Submission>;
  /** Decides once more. */
  sendAgain(submission: Submission): Promise<Submission>;
  /** One look at what is due, once its time has come. */
  look(): Promise<void>;
  state(id: string): Promise<Submission>;
  close(): Promise<void>;
}

export interface KnownTier {
  readonly url: string;
  readonly certificatePem: string;
  readonly receiptKeyPem: string;
}

export function knownTier({
  url,
  certificatePem,
  receiptKey,
}: Pick<ReceivingTier, "url" | "certificatePem" | "receiptKey">): KnownTier {
  const receiptKeyPem = createPublicKey(receiptKey).export({ type: "spki", format: "pem" }).toString();
  return { url, certificatePem, receiptKeyPem };
}

export async function openSender(folder: string, { url, certificatePem, receiptKeyPem }: KnownTier): Promise<Sender> {
  await mkdir(folder, { recursive: true });
  const [certificate, receiptKey] = [join(folder, "tier.pem"), join(folder, "receipt.pem")];
  await writeFile(certificate, certificatePem);
  await writeFile(receiptKey, receiptKeyPem);
  const authority = await openAuthority(folder, { url, certificate, receiptKey, client: "own" });
  const clock = testClock();
  const records = await openSqliteRecords({ file: join(folder, "records.sqlite"), clock });
  const documents = await openFileDocuments({ folder: join(folder, "documents") });
  const judged: string[] = [];
  const services = {
    authority,
    records,
    documents,
    clock,
    log: pino({ level: "silent" }),
    judgeSoon: (id: string) => void judged.push(id),
  };
  const state = async (id: string) => {
    const submission = await records.submissions.get(id);
    if (submission === undefined) throw new Error("the submission is gone");
    return submission;
  };
  const sendAgain = async ({ id }: Submission) => {
    const { version, digest, ...rest } = await state(id);
    return decide(
      services,
      { version, digest, ...rest },
      { decision: "send", version, digest, to: authority.certificate.fingerprint, by: "li" },
    );
  };
  return {
    authority,
    records,
    clock,
    judged,
    send: async (bundle, content = sampleContent()) => sendAgain(await prepare({ records, documents }, bundle, content)),
    sendAgain,
    look: () => submitDue(services),
    state,
    async close() {
      authority.close();
      await records.close();
    },
  };
}

async function prepare(
  { records, documents }: { records: RecordStore; documents: DocumentStore },
  bundle: Uint8Array,
  content: SubmissionContent,
): Promise<Submission> {
  const digest = createHash("sha256").update(bundle).digest("hex");
  await documents.put(Readable.from([bundle]), "report.zip");
  return records.submissions.prepare(sampleSubmission({ enterpriseId: "waterworks", digest, size: bundle.length, content }));
}
