import type { EventRecord } from "../../model/event.ts";
import type { Finding, FindingStatus } from "../../model/finding.ts";
import type { Instant } from "../../model/instant.ts";
import type { Score, ScoreCause, ScoreStep, ScoreSummary } from "../../model/score.ts";
import type { Severity } from "../../model/severity.ts";
import type { Verdict, VerdictStatus } from "../../model/verdict.ts";

export interface VerdictFilter {
  readonly enterpriseId?: string;
  readonly assetId?: string;
  readonly checkId?: string;
  readonly status?: VerdictStatus;
  readonly severity?: Severity;
}

export interface VerdictRecords {
  /**
   * Replaces the current verdicts of an enterprise (or of the named assets of it alone) and keeps every change of status,
   * severity or reason in the history. One that differs in nothing but the time of judgement stays as it is. Answers the changes.
   */
  replace(
    enterpriseId: string,
    assetIds: readonly (string | null)[] | "all",
    verdicts: readonly Verdict[],
  ): Promise<readonly VerdictChange[]>;
  list(filter: VerdictFilter): Promise<readonly Verdict[]>;
  /** The assets of an enterprise that have verdicts; null is the enterprise itself. */
  subjects(enterpriseId: string): Promise<readonly (string | null)[]>;
  /** The current verdicts of these assets; null is the enterprise itself. */
  ofSubjects(enterpriseId: string, assetIds: readonly (string | null)[]): Promise<readonly Verdict[]>;
  /**
   * The cursor behind the newest change of an enterprise, or behind the newest one judged before a time; 0 where there is none. An
   * enterprise is judged by one judge at a time, so that nothing is added in front of a cursor.
   */
  changeCursor(enterpriseId: string, before?: Instant): Promise<number>;
  /** The assets of an enterprise with changes behind a cursor. */
  subjectsMoved(enterpriseId: string, cursor: number): Promise<readonly (string | null)[]>;
  /** Their changes behind a cursor, oldest first. */
  changesBehind(enterpriseId: string, assetIds: readonly (string | null)[], cursor: number): Promise<readonly VerdictChange[]>;
  /** Changes judged at `since` or later, oldest first; status and severity of the filter are those after the change. */
  history(filter: VerdictFilter, since: Instant): Promise<readonly VerdictChange[]>;
}

export interface VerdictChange {
  readonly before: VerdictStatus | null;
  readonly after: Verdict;
}

export interface FindingFilter extends Omit<VerdictFilter, "status"> {
  readonly status?: FindingStatus;
}

/** How many findings of a severity are open at an enterprise: neither resolved nor waived. */
export interface OpenCount {
  readonly enterpriseId: string;
  readonly severity: Severity;
  readonly count: number;
}

/** What a finding is about, without what people wrote on it. */
export type FindingHead = Pick<Finding, "id" | "enterpriseId" | "siteId" | "assetId" | "checkId">;

/** How many findings of one kind an enterprise has. */
export interface FindingCount {
  readonly siteId: string | null;
  readonly severity: Severity;
  readonly status: FindingStatus;
  readonly count: number;
}

export interface FindingRecords {
  list(filter: FindingFilter): Promise<readonly Finding[]>;
  /** At most `limit` of an enterprise: unresolved before resolved, then worst first, then newest first. */
  worst(enterpriseId: string, limit: number): Promise<readonly FindingHead[]>;
  counts(enterpriseId: string): Promise<readonly FindingCount[]>;
  /** Of every enterprise. */
  openCounts(): Promise<readonly OpenCount[]>;
  get(id: string): Promise<Finding | undefined>;
  /** Inserts or updates; a stored version other than `version - 1` throws a Problem `stale-edit` and stores nothing. */
  save(findings: readonly Finding[]): Promise<void>;
}

/** What moved a score away from the stored one; undefined where there was none. */
export type CausesSince = (before: Score | undefined) => readonly ScoreCause[];

/** The newest figures of one enterprise by one catalogue. */
export interface ScoreStanding extends ScoreSummary {
  readonly enterpriseId: string;
  readonly catalogId: string;
}

export interface NewScore {
  readonly score: Score;
  readonly causesSince?: CausesSince;
  /** What the caller believes to be stored: spares reading it where it is so. */
  readonly before?: Score | undefined;
}

export interface StoredScore {
  readonly changed: boolean;
  readonly before: ScoreSummary | null;
  readonly causes: readonly ScoreCause[];
}

/** How deep a score is read: down to its objectives, or to the single pairs of asset and check. */
export type ScoreDetail = "objectives" | "pairs";

export interface ScoreChange {
  readonly cursor: number;
  readonly score: Score;
}

export interface ScoreRecords {
  /**
   * Keeps the score where a number differs from the newest stored one, with what moved it, which is asked for in that case alone;
   * the newest is replaced otherwise.
   */
  save(score: Score, causesSince?: CausesSince): Promise<StoredScore>;
  /** The same for several, all or none. */
  saveAll(scores: readonly NewScore[]): Promise<readonly StoredScore[]>;
  latest(enterpriseId: string, siteId: string | null, catalogId: string, detail?: ScoreDetail): Promise<Score | undefined>;
  /** The score that was true at a time; its `at` is when it was last reckoned, but not later than that time. */
  at(
    enterpriseId: string,
    siteId: string | null,
    catalogId: string,
    at: Instant,
    detail?: ScoreDetail,
  ): Promise<Score | undefined>;
  /** The cursor behind the newest change of an enterprise's scores, or behind the newest one that held before a time; 0 where there is none. */
  changeCursor(enterpriseId: string, before?: Instant): Promise<number>;
  /** Every score of an enterprise that came behind a cursor, down to its objectives, oldest first; each with the time from which it held. */
  changesBehind(enterpriseId: string, cursor: number, limit: number): Promise<readonly ScoreChange[]>;
  /** The newest figures of every enterprise as a whole by every catalogue. */
  standings(): Promise<readonly ScoreStanding[]>;
  /** Every change from `from` to `to`, oldest first; the time of each is the one from which its figures held. */
  history(
    enterpriseId: string,
    siteId: string | null,
    catalogId: string,
    from: Instant,
    to: Instant,
  ): Promise<readonly ScoreStep[]>;
}

/** What one judgement of an enterprise says anew. */
export interface NewJudgement {
  readonly enterpriseId: string;
  /** Subjects whose verdicts are replaced by `verdicts`; null is the enterprise itself. */
  readonly subjects: readonly (string | null)[];
  readonly verdicts: readonly Verdict[];
  readonly findings: readonly Finding[];
  readonly scores: readonly NewScore[];
}

/** What of it differs from what was stored; the scores in the order in which they were given. */
export interface StoredJudgement {
  readonly verdicts: readonly VerdictChange[];
  readonly scores: readonly StoredScore[];
}

export interface JudgementRecords {
  /**
   * Does at once, all or nothing, what `replace`, `save` and `saveAll` of verdicts, findings and scores do, and appends the events
   * that tell of it. Answers those events. Throws a Problem `stale-edit` as `save` of findings does.
   */
  store(
    judgement: NewJudgement,
    tell: (stored: StoredJudgement) => readonly Omit<EventRecord, "id">[],
  ): Promise<readonly EventRecord[]>;
}
