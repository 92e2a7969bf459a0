import type { Instant } from "../../model/instant.ts";
import type { ReceivedSubmission, Registration } from "../../model/submission/registration.ts";
import type { Submission } from "../../model/submission/submission.ts";

/** What this tier sends to the one above. */
export interface SubmissionRecords {
  /**
   * Keeps a bundle that is to be decided on; where the same bytes are kept for the enterprise already, those. Answers what stands.
   */
  prepare(submission: Submission): Promise<Submission>;
  /** A stored version other than `version - 1` throws a Problem `stale-edit`. */
  save(submission: Submission): Promise<void>;
  get(id: string): Promise<Submission | undefined>;
  /** Newest first; null asks for what is passed on, undefined for all. */
  list(enterpriseId?: string | null): Promise<readonly Submission[]>;
  /** Those on their way that are to be tried by then, oldest first. */
  due(now: Instant): Promise<readonly Submission[]>;
  /** Drops what nobody ever decided to send; answers whether it did. */
  discard(id: string): Promise<boolean>;
  /** Whether these bytes were submitted, or received. */
  isKept(sha256: string): Promise<boolean>;
}

/** Who may submit to this tier, and what came. */
export interface ReceivingRecords {
  registrations(): Promise<readonly Registration[]>;
  /** Inserts version 1 or updates; a stored version other than `version - 1` throws a Problem `stale-edit`. */
  register(registration: Registration): Promise<void>;
  /** Drops a registration of which nothing was ever received; answers whether it did. */
  removeRegistration(id: string): Promise<boolean>;
  /**
   * Keeps a submission. The same bytes of the same registration are accepted once: then the one that was kept first stays and is
   * answered. A refusal takes the place of an earlier one of the same bytes.
   */
  receive(submission: ReceivedSubmission): Promise<ReceivedSubmission>;
  /** The accepted submission of these bytes. */
  accepted(registrationId: string, digest: string): Promise<ReceivedSubmission | undefined>;
  received(id: string): Promise<ReceivedSubmission | undefined>;
  /** Newest first. */
  list(limit: number): Promise<readonly ReceivedSubmission[]>;
  /** The newest accepted submission of every enterprise of a registration by kind of report and catalogue. */
  newestAccepted(): Promise<readonly ReceivedSubmission[]>;
}
