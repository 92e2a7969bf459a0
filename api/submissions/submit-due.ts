import { hour, type Instant, minute, second } from "../../model/instant.ts";
import type { Bilingual } from "../../model/language.ts";
import { message, render } from "../../model/messages/index.ts";
import { describeError } from "../../model/problem.ts";
import type { Submission } from "../../model/submission/submission.ts";
import { noteOwnChange } from "../accounts/own-changes.ts";
import type { Services } from "../services.ts";
import { type Authority, isDecidedFor } from "./port.ts";
import { checkReceipt } from "./receipts.ts";

/** Waits between attempts; the last one repeats until a person stops it. */
const waits = [5 * second, 30 * second, 2 * minute, 10 * minute, hour];

type Ground = Pick<Services, "records" | "documents" | "clock" | "log" | "judgeSoon">;
type Outcome = Pick<Submission, "state" | "nextAttemptAt" | "reasons" | "receipt" | "receivedAt">;

/**
 * Sends what people have decided on and nobody has answered yet, also after a restart. Sending again is safe: the authority knows the
 * bytes by their digest and answers with the receipt that it gave first. Where the configuration names another authority since, a person decides anew.
 */
export async function submitDue(services: Ground & Pick<Services, "authority">): Promise<void> {
  const { authority, records, clock } = services;
  if (authority === undefined) return;
  for (const submission of await records.submissions.due(clock.now())) {
    const step = isDecidedFor(authority, submission)
      ? submitOnce(services, authority, submission)
      : takeBack(services, submission);
    await step.catch((error: unknown) => {
      services.log.warn({ submission: submission.id, reason: describeError(error) }, "a submission could not be tried");
    });
  }
}

async function takeBack({ records, clock }: Ground, submission: Submission): Promise<Submission> {
  const reasons = [render(message("submission.other-authority", { decided: submission.sentTo?.url ?? "" }))];
  const prepared: Submission = {
    ...submission,
    state: "prepared",
    nextAttemptAt: null,
    reasons,
    version: submission.version + 1,
  };
  await records.submissions.save(prepared);
  await noteOwnChange({ records, clock }, "submission.take-back", `submission:${submission.id}`, { digest: submission.digest });
  return prepared;
}

/** One attempt; answers the submission as it stands then. */
export async function submitOnce(services: Ground, authority: Authority, submission: Submission): Promise<Submission> {
  const { records, clock, log, judgeSoon } = services;
  const outcome = await attempt(services, authority, submission);
  // Stopped meanwhile: what the authority has answered stands all the same.
  const now = await records.submissions.get(submission.id);
  if (now === undefined || (now.version !== submission.version && outcome.receipt === null)) return now ?? submission;
  const sent: Submission = {
    ...now,
    ...outcome,
    attempts: submission.attempts + 1,
    version: now.version + 1,
  };
  await records.submissions.save(sent);
  const said = { state: sent.state, attempts: sent.attempts, digest: sent.digest, reasons: sent.reasons.map(({ en }) => en) };
  log[sent.state === "accepted" ? "info" : "warn"]({ submission: sent.id, ...said }, "a submission was tried");
  if (sent.state !== "waiting") await noteOwnChange({ records, clock }, "submission.answer", `submission:${sent.id}`, said);
  if (sent.state === "accepted" && sent.enterpriseId !== null) judgeSoon(sent.enterpriseId);
  return sent;
}

async function attempt(
  { documents, clock }: Pick<Ground, "documents" | "clock">,
  authority: Authority,
  { digest, size, attempts }: Submission,
): Promise<Outcome> {
  const settled = { nextAttemptAt: null, receipt: null, receivedAt: null, reasons: [] };
  const waiting = (reason: Bilingual): Outcome => {
    return { ...settled, state: "waiting", nextAttemptAt: nextAfter(attempts, clock.now()), reasons: [reason] };
  };
  try {
    const answer = await authority.send(await documents.read(digest));
    if (answer.kind === "unreachable") return waiting(answer.reason);
    if (answer.kind === "refusal") return { ...settled, state: "refused", reasons: [answer.reason] };
    const expected = { digest, size, issuedTo: authority.client.fingerprint };
    const checked = await checkReceipt(answer.receipt, authority.receiptKey, expected);
    if (!checked.ok) return { ...settled, state: "unproven", reasons: [checked.reason] };
    const { verdict, reasons, receivedAt } = checked.receipt;
    return { ...settled, state: verdict, reasons, receipt: answer.receipt, receivedAt: Date.parse(receivedAt) };
  } catch (error) {
    return waiting(render(message("submission.unreachable", { reason: describeError(error).slice(0, 300) })));
  }
}

function nextAfter(attempts: number, now: Instant): Instant {
  return now + (waits[Math.min(attempts, waits.length - 1)] ?? hour);
}
