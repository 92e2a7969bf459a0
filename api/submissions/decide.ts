import { Problem } from "../../model/problem.ts";
import type { Submission, SubmissionState } from "../../model/submission/submission.ts";
import type { Services } from "../services.ts";
import { placeOf } from "./port.ts";

export interface Decision {
  readonly decision: "send" | "stop";
  /** Version and digest that the person saw: another one is not what was decided on. */
  readonly version: number;
  readonly digest: string;
  /** Fingerprint of the authority's certificate as the person saw it; needed to send. */
  readonly to?: string | undefined;
  readonly by: string;
}

/** From where a decision leads. What is accepted stays so. */
const from: Readonly<Record<Decision["decision"], readonly SubmissionState[]>> = {
  send: ["prepared", "waiting", "refused", "unproven"],
  stop: ["sending", "waiting"],
};

/**
 * Puts a submission on its way, or takes it off again; the next look sends it.
 * @throws Problem `no-authority`, `not-possible`, or `stale-edit` where it is not what the person saw
 */
export async function decide(
  { records, clock, authority }: Pick<Services, "records" | "clock" | "authority">,
  submission: Submission,
  { decision, version, digest, to, by }: Decision,
): Promise<Submission> {
  if (authority === undefined) {
    throw new Problem("no-authority", "No authority to submit to is configured.", {
      advice: "Add an authority section to the configuration.",
    });
  }
  if (submission.version !== version || submission.digest !== digest) {
    throw new Problem("stale-edit", "The submission is not what was previewed", { target: submission.id });
  }
  const sends = decision === "send";
  if (sends && to !== authority.certificate.fingerprint) {
    throw new Problem("stale-edit", "The authority is not the one that was previewed", { target: submission.id });
  }
  if (!from[decision].includes(submission.state)) throw new Problem("not-possible", `It is ${submission.state}.`);
  const now = clock.now();
  const decided: Submission = {
    ...submission,
    state: sends ? "sending" : "prepared",
    decidedBy: by,
    decidedAt: now,
    sentTo: sends ? placeOf(authority) : submission.sentTo,
    attempts: 0,
    nextAttemptAt: sends ? now : null,
    reasons: [],
    version: submission.version + 1,
  };
  await records.submissions.save(decided);
  return decided;
}
