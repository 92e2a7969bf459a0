import type { Instant } from "../../../model/instant.ts";
import type { Score, ScoreCause, ScoreNode, ScoreStep, ScoreSummary } from "../../../model/score.ts";
import type { NewScore, ScoreDetail, ScoreRecords, StoredScore } from "../judgement-port.ts";
import type { Database } from "./database.ts";
import { decode, encode, slices } from "./encoding.ts";
import type { ScoresTable } from "./schema.ts";
import { hashesIn, putTogether, type ScoreParts, takeApart } from "./score-parts.ts";
import { holdNames, inTransaction } from "./transaction.ts";

/** Which score: of an enterprise or one of its sites, by one catalogue. */
interface Subject {
  readonly enterpriseId: string;
  readonly siteId: string | null;
  readonly catalogId: string;
}

export function scoreRecords(db: Database): ScoreRecords {
  const saveAll: ScoreRecords["saveAll"] = (scores) =>
    inTransaction(db, async (transaction) => {
      await holdNames(
        transaction,
        scores.map(({ score }) => `scores ${score.enterpriseId}`),
      );
      const stored: StoredScore[] = [];
      for (const score of scores) stored.push(await saveScore(transaction, score));
      return stored;
    });
  return {
    saveAll,
    save: async (score, causesSince) => {
      const [stored] = await saveAll([{ score, ...(causesSince === undefined ? {} : { causesSince }) }]);
      return stored ?? { changed: false, before: null, causes: [] };
    },
    latest: async (enterpriseId, siteId, catalogId, detail) => {
      const row = await newest(db, { enterpriseId, siteId, catalogId });
      return row && readScore(db, row, row.at, detail);
    },
    at: async (enterpriseId, siteId, catalogId, at, detail) => {
      const row = await scoresOf(db, { enterpriseId, siteId, catalogId })
        .selectAll()
        .where("since", "<=", at)
        .orderBy("since", "desc")
        .orderBy("id", "desc")
        .limit(1)
        .executeTakeFirst();
      return row && readScore(db, row, Math.min(row.at, at), detail);
    },
    history: (enterpriseId, siteId, catalogId, from, to) => history(db, { enterpriseId, siteId, catalogId }, from, to),
    standings: () => standings(db),
  };
}

function scoresOf(db: Database, subject: Subject) {
  return db
    .selectFrom("scores")
    .where("enterpriseId", "=", subject.enterpriseId)
    .where("siteKey", "=", subject.siteId ?? "")
    .where("catalogId", "=", subject.catalogId);
}

function newest(db: Database, { enterpriseId, siteId, catalogId }: Subject): Promise<ScoresTableRow | undefined> {
  return db
    .selectFrom("scoreHeads")
    .innerJoin("scores", "scores.id", "scoreHeads.scoreId")
    .selectAll("scores")
    .where("scoreHeads.enterpriseId", "=", enterpriseId)
    .where("scoreHeads.siteKey", "=", siteId ?? "")
    .where("scoreHeads.catalogId", "=", catalogId)
    .executeTakeFirst();
}

type ScoresTableRow = Omit<ScoresTable, "id"> & { readonly id: number };

/** Rows of earlier releases hold the whole tree in their text, which reads the same. */
async function readScore(db: Database, { body }: { body: string }, at: Instant, detail: ScoreDetail = "pairs"): Promise<Score> {
  const chunks = new Map<string, string>();
  const hashes = detail === "pairs" ? new Set(hashesIn(body)) : [];
  for (const some of slices([...hashes])) {
    const rows = await db.selectFrom("scoreLeaves").selectAll().where("hash", "in", some).execute();
    for (const row of rows) chunks.set(row.hash, row.body);
  }
  return putTogether(body, at, chunks);
}

async function saveScore(db: Database, { score, before: remembered, causesSince = () => [] }: NewScore): Promise<StoredScore> {
  const current = await newest(db, score);
  const before = current === undefined ? null : summaryOf(current);
  const parts = takeApart(score);
  if (current !== undefined && (current.content === parts.content || (await numbersOf(db, current)) === parts.numbers)) {
    const moved = current.content === parts.content ? {} : { body: parts.body, content: parts.content };
    if (current.content !== parts.content) await keepChunks(db, parts, current);
    await db
      .updateTable("scores")
      .set({ at: score.at, numbers: parts.numbers, ...moved })
      .where("id", "=", current.id)
      .execute();
    return { changed: false, before, causes: [] };
  }
  const causes = causesSince(current && (await scoreBefore(db, current, remembered)));
  await keepChunks(db, parts, current);
  await addScore(db, score, parts, { causes, since: Math.max(score.at, current?.since ?? score.at) });
  return { changed: true, before, causes };
}

/** The digest of a row; one of an earlier release was made over another form. */
async function numbersOf(db: Database, row: ScoresTableRow): Promise<string> {
  return row.content === null ? takeApart(await readScore(db, row, row.at)).numbers : row.numbers;
}

/** What the caller remembers of the score before spares reading it, if it is what is stored. */
async function scoreBefore(db: Database, current: ScoresTableRow, remembered: Score | undefined): Promise<Score> {
  const isStored = remembered !== undefined && takeApart(remembered).content === current.content;
  return isStored ? { ...remembered, at: current.at } : readScore(db, current, current.at);
}

/** Writes the chunks that the score before did not stand on. */
async function keepChunks(db: Database, { chunks }: ScoreParts, current: ScoresTableRow | undefined): Promise<void> {
  const kept = new Set(current === undefined ? [] : hashesIn(current.body));
  const fresh = new Map(chunks.filter(({ hash }) => !kept.has(hash)).map((chunk) => [chunk.hash, chunk]));
  for (const some of slices([...fresh.values()])) {
    await db
      .insertInto("scoreLeaves")
      .values(some.map(({ hash, body }) => ({ hash, body })))
      .onConflict((conflict) => conflict.column("hash").doNothing())
      .execute();
  }
}

/** `since` is no earlier than that of the score before: a clock that was set back must not put a new score behind it. */
async function addScore(
  db: Database,
  score: Score,
  { body, numbers, content }: ScoreParts,
  { causes, since }: { readonly causes: readonly ScoreCause[]; readonly since: Instant },
): Promise<void> {
  const { enterpriseId, siteId, catalogId, profileVersion, at, root } = score;
  const none = { demonstrated: null, potential: null, coverage: null };
  const figures = { ...none, ...figuresOf(root), capAt: root?.cap?.at ?? null };
  const subject = { enterpriseId, siteKey: siteId ?? "", catalogId };
  const row = { ...subject, since, at, ...figures, profileVersion, causes: encode(causes), numbers, content, body };
  const { id: scoreId } = await db.insertInto("scores").values(row).returning("id").executeTakeFirstOrThrow();
  await db
    .insertInto("scoreHeads")
    .values({ ...subject, scoreId })
    .onConflict((conflict) => conflict.columns(["enterpriseId", "siteKey", "catalogId"]).doUpdateSet({ scoreId }))
    .execute();
}

function figuresOf(root: ScoreNode | null) {
  return root === null ? {} : { demonstrated: root.demonstrated, potential: root.potential, coverage: root.coverage };
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

/** Figures alone, by the heads: as many rows as there are enterprises and catalogues, however long their history. */
async function standings(db: Database) {
  const rows = await db
    .selectFrom("scoreHeads")
    .innerJoin("scores", "scores.id", "scoreHeads.scoreId")
    .select([
      "scores.enterpriseId",
      "scores.catalogId",
      "since",
      "demonstrated",
      "potential",
      "coverage",
      "capAt",
      "profileVersion",
    ])
    .where("scoreHeads.siteKey", "=", "")
    .execute();
  return rows.map(({ enterpriseId, catalogId, ...row }) => ({ enterpriseId, catalogId, ...summaryOf(row) }));
}

/** A summary's time is the one from which its figures held. */
function summaryOf(row: Omit<ScoreSummary, "at"> & { readonly since: Instant }): ScoreSummary {
  const { since, demonstrated, potential, coverage, capAt, profileVersion } = row;
  return { at: since, demonstrated, potential, coverage, capAt, profileVersion };
}
