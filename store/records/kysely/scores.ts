import type { Instant } from "../../../model/instant.ts";
import type { Score, ScoreCause, ScoreNode, ScoreStep, ScoreSummary } from "../../../model/score.ts";
import type { NewScore, ScoreDetail, ScoreRecords, StoredScore } from "../judgement-port.ts";
import type { Database } from "./database.ts";
import { decode, encode, slices } from "./encoding.ts";
import { inSlices } from "./in-slices.ts";
import type { ScoresTable } from "./schema.ts";
import { hashesIn, putTogether, type ScoreParts, takeApart } from "./score-parts.ts";
import { holdNames, inTransaction } from "./transaction.ts";

const figureColumns = ["demonstrated", "potential", "coverage", "capAt"] as const;

/** Which score: of an enterprise or one of its sites, by one catalogue. */
interface Subject {
  readonly enterpriseId: string;
  readonly siteId: string | null;
  readonly catalogId: string;
}

export function scoreRecords(db: Database): ScoreRecords {
  const saveAll: ScoreRecords["saveAll"] = (scores) => inTransaction(db, (transaction) => saveScores(transaction, scores));
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
    changeCursor: async (enterpriseId, before) => {
      const { newest } = await db
        .selectFrom("scores")
        .select(({ fn }) => fn.max<number | null>("id").as("newest"))
        .where("enterpriseId", "=", enterpriseId)
        .$if(before !== undefined, (query) => query.where("since", "<", before ?? 0))
        .executeTakeFirstOrThrow();
      return Number(newest ?? 0);
    },
    changesBehind: async (enterpriseId, cursor, limit) => {
      const rows = await db
        .selectFrom("scores")
        .select(["id", "since", "body"])
        .where("enterpriseId", "=", enterpriseId)
        .where("id", ">", cursor)
        .orderBy("id")
        .limit(limit)
        .execute();
      return rows.map(({ id, since, body }) => ({ cursor: id, score: putTogether(body, since, new Map()) }));
    },
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

/** A newest row without its text. */
type Head = Omit<ScoresTableRow, "body" | "causes">;

/** Runs inside the caller's transaction. */
export async function saveScores(db: Database, scores: readonly NewScore[]): Promise<readonly StoredScore[]> {
  const enterpriseIds = new Set(scores.map(({ score }) => score.enterpriseId));
  await holdNames(
    db,
    [...enterpriseIds].map((id) => `scores ${id}`),
  );
  const heads = await headsOf(db, enterpriseIds);
  const stored: StoredScore[] = [];
  const unmoved = new Map<number, Instant>();
  for (const one of scores) {
    const current = heads.get(nameOf(one.score));
    const parts = takeApart(one.score);
    if (current !== undefined && current.content === parts.content && current.numbers === parts.numbers) {
      unmoved.set(current.id, one.score.at);
      stored.push({ changed: false, before: summaryOf(current), causes: [] });
    } else stored.push(await saveScore(db, one, parts, current));
  }
  for (const [at, ids] of Map.groupBy(unmoved.keys(), (id) => unmoved.get(id) ?? 0)) {
    await db.updateTable("scores").set({ at }).where("id", "in", ids).execute();
  }
  return stored;
}

async function headsOf(db: Database, enterpriseIds: ReadonlySet<string>): Promise<ReadonlyMap<string, Head>> {
  const rows = await db
    .selectFrom("scoreHeads")
    .innerJoin("scores", "scores.id", "scoreHeads.scoreId")
    .select(["scores.id", "scores.enterpriseId", "scores.siteKey", "scores.catalogId", "since", "at", ...figureColumns])
    .select(["profileVersion", "numbers", "content"])
    .where("scoreHeads.enterpriseId", "in", [...enterpriseIds])
    .execute();
  return new Map(rows.map((row) => [nameOf({ ...row, siteId: row.siteKey === "" ? null : row.siteKey }), row]));
}

function nameOf({ enterpriseId, siteId, catalogId }: Subject): string {
  return JSON.stringify([enterpriseId, siteId, catalogId]);
}

async function saveScore(
  db: Database,
  { score, before: remembered, causesSince = () => [] }: NewScore,
  parts: ScoreParts,
  current: Head | undefined,
): Promise<StoredScore> {
  const before = current === undefined ? null : summaryOf(current);
  const known = remembered && takeApart(remembered);
  // What the caller remembers spares reading the stored text, if it is what is stored.
  const isStored = current !== undefined && known?.content === current.content;
  const body = current === undefined || isStored ? undefined : await bodyOf(db, current);
  await keepChunks(db, parts, isStored ? known.chunks.map(({ hash }) => hash) : body === undefined ? [] : hashesIn(body));
  if (current !== undefined && (await numbersOf(db, current, body)) === parts.numbers) {
    await db
      .updateTable("scores")
      .set({ at: score.at, numbers: parts.numbers, body: parts.body, content: parts.content })
      .where("id", "=", current.id)
      .execute();
    return { changed: false, before, causes: [] };
  }
  const earlier = body === undefined ? remembered : await readScore(db, { body }, current?.at ?? score.at);
  const causes = causesSince(current && earlier && { ...earlier, at: current.at });
  await addScore(db, score, parts, { causes, since: Math.max(score.at, current?.since ?? score.at) });
  return { changed: true, before, causes };
}

async function bodyOf(db: Database, { id }: Head): Promise<string> {
  return (await db.selectFrom("scores").select("body").where("id", "=", id).executeTakeFirstOrThrow()).body;
}

/** The digest of a row; one of an earlier release was made over another form. */
async function numbersOf(db: Database, { content, numbers, at }: Head, body: string | undefined): Promise<string> {
  return content === null && body !== undefined ? takeApart(await readScore(db, { body }, at)).numbers : numbers;
}

/** Writes the chunks that the score before did not stand on. */
async function keepChunks(db: Database, { chunks }: ScoreParts, before: readonly string[]): Promise<void> {
  const kept = new Set(before);
  const fresh = new Map(chunks.filter(({ hash }) => !kept.has(hash)).map(({ hash, body }) => [hash, { hash, body }]));
  await inSlices(db, [...fresh.values()], (some) =>
    db
      .insertInto("scoreLeaves")
      .values(some)
      .onConflict((conflict) => conflict.column("hash").doNothing()),
  );
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
    .select(["scores.enterpriseId", "scores.catalogId", "since", ...figureColumns, "profileVersion"])
    .where("scoreHeads.siteKey", "=", "")
    .execute();
  return rows.map(({ enterpriseId, catalogId, ...row }) => ({ enterpriseId, catalogId, ...summaryOf(row) }));
}

/** A summary's time is the one from which its figures held. */
function summaryOf(row: Omit<ScoreSummary, "at"> & { readonly since: Instant }): ScoreSummary {
  const { since, demonstrated, potential, coverage, capAt, profileVersion } = row;
  return { at: since, demonstrated, potential, coverage, capAt, profileVersion };
}
