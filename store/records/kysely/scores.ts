import { sha256 } from "../../../model/digest.ts";
import type { Instant } from "../../../model/instant.ts";
import type { Score, ScoreCause, ScoreNode, ScoreStep, ScoreSummary } from "../../../model/score.ts";
import type { CausesSince, ScoreRecords } from "../port.ts";
import type { Database } from "./database.ts";
import { decode, encode } from "./encoding.ts";

/** Which score: of an enterprise or one of its sites, by one catalogue. */
interface Subject {
  readonly enterpriseId: string;
  readonly siteId: string | null;
  readonly catalogId: string;
}

export function scoreRecords(db: Database): ScoreRecords {
  return {
    save: (score, causesSince) => db.transaction().execute((transaction) => saveScore(transaction, score, causesSince)),
    latest: async (enterpriseId, siteId, catalogId) => {
      const row = await newest(db, { enterpriseId, siteId, catalogId }).executeTakeFirst();
      return row && decode<Score>(row.body);
    },
    at: async (enterpriseId, siteId, catalogId, at) => {
      const row = await newest(db, { enterpriseId, siteId, catalogId }).where("since", "<=", at).executeTakeFirst();
      return row && { ...decode<Score>(row.body), at: Math.min(row.at, at) };
    },
    history: (enterpriseId, siteId, catalogId, from, to) => history(db, { enterpriseId, siteId, catalogId }, from, to),
  };
}

function scoresOf(db: Database, subject: Subject) {
  return db
    .selectFrom("scores")
    .where("enterpriseId", "=", subject.enterpriseId)
    .where("siteKey", "=", subject.siteId ?? "")
    .where("catalogId", "=", subject.catalogId);
}

function newest(db: Database, subject: Subject) {
  return scoresOf(db, subject).selectAll().orderBy("since", "desc").orderBy("id", "desc").limit(1);
}

async function saveScore(
  db: Database,
  score: Score,
  causesSince: CausesSince = () => [],
): Promise<{ changed: boolean; before: ScoreSummary | null; causes: readonly ScoreCause[] }> {
  const current = await newest(db, score).executeTakeFirst();
  const before = current === undefined ? null : summaryOf(current);
  const numbers = sha256(encode(numbersOf(score)));
  const body = encode(score);
  if (current?.numbers === numbers) {
    await db.updateTable("scores").set({ at: score.at, body }).where("id", "=", current.id).execute();
    return { changed: false, before, causes: [] };
  }
  const { enterpriseId, siteId, catalogId, profileVersion, at } = score;
  // A clock that was set back must not put a new score behind the one that it follows.
  const since = Math.max(at, current?.since ?? at);
  const figures = {
    demonstrated: null,
    potential: null,
    coverage: null,
    ...figuresOf(score.root),
    capAt: score.root?.cap?.at ?? null,
  };
  const causes = causesSince(current === undefined ? undefined : decode<Score>(current.body));
  const row = {
    causes: encode(causes),
    enterpriseId,
    siteKey: siteId ?? "",
    catalogId,
    since,
    at,
    ...figures,
    profileVersion,
    numbers,
    body,
  };
  await db.insertInto("scores").values(row).execute();
  return { changed: true, before, causes };
}

function figuresOf(root: ScoreNode | null) {
  return root === null ? {} : { demonstrated: root.demonstrated, potential: root.potential, coverage: root.coverage };
}

/** Every number of a score with the line that it stands on. */
function numbersOf(score: Score): unknown {
  const line = (node: ScoreNode): unknown => {
    const { id, weight, demonstrated, potential, coverage, points } = node;
    return [
      id,
      weight,
      demonstrated,
      potential,
      coverage,
      points,
      node.cap?.at ?? null,
      node.raw ?? null,
      node.children.map(line),
    ];
  };
  return [score.profileVersion, score.encouraged, score.root && line(score.root)];
}

async function history(db: Database, subject: Subject, from: Instant, to: Instant): Promise<readonly ScoreStep[]> {
  const rows = await scoresOf(db, subject)
    .select(["since", "demonstrated", "potential", "coverage", "capAt", "profileVersion", "causes"])
    .where("since", ">=", from)
    .where("since", "<=", to)
    .orderBy("since")
    .orderBy("id")
    .execute();
  return rows.map((row) => ({ ...summaryOf(row), causes: row.causes === null ? [] : decode<ScoreCause[]>(row.causes) }));
}

/** A summary's time is the one from which its figures held. */
function summaryOf(row: Omit<ScoreSummary, "at"> & { readonly since: Instant }): ScoreSummary {
  const { since, demonstrated, potential, coverage, capAt, profileVersion } = row;
  return { at: since, demonstrated, potential, coverage, capAt, profileVersion };
}
