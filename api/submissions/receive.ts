import { createHash, randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import type { Instant } from "../../model/instant.ts";
import type { Bilingual } from "../../model/language.ts";
import type { Message } from "../../model/messages/define.ts";
import { message, render } from "../../model/messages/index.ts";
import type { SubmissionContent } from "../../model/submission/content.ts";
import type { ReceivedSubmission, Registration } from "../../model/submission/registration.ts";
import type { Services } from "../services.ts";
import type { ReceivingTier } from "./port.ts";
import { signReceipt } from "./receipts.ts";

/** Who is at the other end of the connection, by the certificate that was shown; the handshake has proved its key. */
export interface Sender {
  readonly fingerprint: string;
  readonly subject: string;
  readonly validFrom: Instant;
  readonly validTo: Instant;
}

export interface Reception {
  readonly submission: ReceivedSubmission;
  /** It had been accepted before. */
  readonly again: boolean;
}

type Ground = Pick<Services, "records" | "documents" | "bundles" | "clock" | "demo">;

/** Who submits; a refusal where the certificate is registered for nobody, out of date or suspended. */
export async function identifySender(
  { records, clock }: Pick<Services, "records" | "clock">,
  sender: Sender | undefined,
): Promise<readonly Registration[] | Message> {
  if (sender === undefined) return message("submission.no-certificate");
  const { fingerprint, validFrom, validTo } = sender;
  const now = clock.now();
  if (now < validFrom || now >= validTo) {
    return message("submission.certificate-expired", { until: new Date(validTo).toISOString() });
  }
  const registered = (await records.receiving.registrations()).filter(({ fingerprints }) => fingerprints.includes(fingerprint));
  if (registered.length === 0) return message("submission.certificate-unknown", { fingerprint });
  const open = registered.filter(({ suspended }) => !suspended);
  return open.length === 0 ? message("submission.suspended") : open;
}

/**
 * Takes a submission up: checks it, keeps it, and answers with a receipt. The same bytes of the same sender are accepted once, and
 * get the receipt that they got then; what was refused is judged anew.
 */
export async function receive(
  ground: Ground,
  tier: ReceivingTier,
  { registrations, from, bytes }: { registrations: readonly Registration[]; from: string; bytes: Uint8Array },
): Promise<Reception> {
  const { records, bundles, documents, clock } = ground;
  const digest = createHash("sha256").update(bytes).digest("hex");
  const receivedAt = clock.now();
  for (const { id } of registrations) {
    const known = await records.receiving.accepted(id, digest);
    if (known !== undefined) return { submission: known, again: true };
  }
  const { registration, content, reasons } = await judge(bundles, registrations, bytes, receivedAt, ground.demo);
  const verdict = reasons.length === 0 ? "accepted" : "refused";
  // The bytes first: a receipt is given only for what is kept.
  if (verdict === "accepted") await documents.put(Readable.from([bytes]), `${digest}.zip`);
  const head = { id: randomUUID(), digest, size: bytes.length, receivedAt };
  const receipt = await signReceipt(
    {
      form: "plantwatch-receipt/1",
      submissionId: head.id,
      digest,
      size: head.size,
      receivedAt: new Date(receivedAt).toISOString(),
      verdict,
      reasons: [...reasons],
      issuedBy: { name: tier.name, tier: tier.tier },
      issuedTo: from,
    },
    tier.receiptKey,
  );
  const submission = { ...head, registrationId: registration.id, from, verdict, reasons, content, receipt } as const;
  const kept = await records.receiving.receive(submission);
  return { submission: kept, again: kept.id !== head.id };
}

/** What the check of the bundle says, and what a tier demands beyond: real, of the enterprise that is registered, of today at most. */
async function judge(
  bundles: Services["bundles"],
  registrations: readonly Registration[],
  bytes: Uint8Array,
  now: Instant,
  demo: boolean,
): Promise<{ registration: Registration; content: SubmissionContent | null; reasons: readonly Bilingual[] }> {
  const signers = registrations.map((one) => one.signers).join("\n");
  const judged = await bundles.judge(bytes, { signers, now });
  const [first] = registrations;
  if (first === undefined) throw new TypeError("somebody is registered for the certificate");
  const registration = registrations.find((one) => concerns(one, judged.content)) ?? first;
  const demanded = judged.content === null ? [] : demands(registration, judged.content, now, demo).map(render);
  return { registration, content: judged.content, reasons: [...(judged.ok ? [] : judged.reasons), ...demanded] };
}

function demands(registration: Registration, content: SubmissionContent, now: Instant, demo: boolean): readonly Message[] {
  const { name, grade, simulated } = content.enterprise;
  const own = registration.kind === "enterprise";
  return [
    ...(simulated && !demo ? [message("submission.simulated")] : []),
    ...(concerns(registration, content)
      ? []
      : [message("submission.other-enterprise", { named: name["zh-CN"], registered: registration.name["zh-CN"] })]),
    ...(own && concerns(registration, content) && grade !== registration.grade
      ? [message("submission.other-grade", { stated: grade, registered: registration.grade })]
      : []),
    ...(content.at > now + clockTolerance
      ? [message("submission.from-the-future", { at: new Date(content.at).toISOString() })]
      : []),
  ];
}

/** Clocks of two machines differ a little. */
const clockTolerance = 5 * 60_000;

/** A tier below passes on what others gave it; an enterprise speaks of itself alone. */
function concerns({ kind, name }: Registration, content: SubmissionContent | null): boolean {
  if (kind === "tier") return true;
  const stated = content?.enterprise.name;
  return stated !== undefined && (stated["zh-CN"] === name["zh-CN"] || stated.en === name.en);
}
