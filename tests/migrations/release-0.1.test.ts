import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { gunzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { day, hour } from "../../model/instant.ts";
import { openEmbeddedMetrics } from "../../store/metrics/embedded/embedded-metrics.ts";
import { schemaChanges } from "../../store/records/kysely/migrate.ts";
import { openSqliteRecords } from "../../store/records/sqlite/sqlite-records.ts";

const released = join(import.meta.dirname, "../fixtures/release-0.1");

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "plantwatch-release-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Makes a store of the release; the answer is what `read` finds in it before anything of today touches it. */
async function storeOf<T>(name: "records" | "metrics", read: (database: DatabaseSync) => T): Promise<{ file: string; was: T }> {
  const file = join(folder, `${name}.sqlite`);
  const database = new DatabaseSync(file);
  database.exec(gunzipSync(await readFile(join(released, `${name}.sql.gz`))).toString());
  const was = read(database);
  database.close();
  return { file, was };
}

const texts = (database: DatabaseSync, sql: string) =>
  database
    .prepare(sql)
    .all()
    .map(({ text }) => String(text));
const parsed = (database: DatabaseSync, sql: string) => texts(database, sql).map((text): unknown => JSON.parse(text));

describe("stores of release 0.1", () => {
  it("records: brought up to date with the same scores, verdicts, findings and an audit trail that holds", async () => {
    const { file, was } = await storeOf("records", (database) => ({
      schema: texts(database, "select name as text from kysely_migration order by name"),
      score: parsed(
        database,
        "select body as text from scores where enterprise_id = 'waterworks' and site_key = '' order by id desc",
      ),
      verdicts: parsed(database, "select body as text from verdicts order by key"),
      findings: texts(database, "select id as text from findings order by id"),
      audit: texts(database, "select hash as text from audit_entries order by id desc"),
      facts: parsed(database, "select facts as text from observations"),
    }));
    expect(was.schema.length).toBeLessThan(schemaChanges.length);
    expect(was.score.length).toBeGreaterThan(0);

    const records = await openSqliteRecords({ file });
    try {
      const [newest] = was.score;
      expect(await records.scores.latest("waterworks", null, "miit")).toEqual(newest);
      expect(newest).toMatchObject({ enterpriseId: "waterworks", profileVersion: expect.any(String) });
      const verdicts = await records.verdicts.list({});
      expect(verdicts).toHaveLength(112);
      expect(verdicts).toEqual(expect.arrayContaining(was.verdicts));
      expect((await records.findings.list({})).map(({ id }) => id).sort()).toEqual(was.findings);
      expect((await records.audit.list({ limit: 100 })).items.map(({ hash }) => hash)).toEqual(was.audit);
      expect(await records.audit.verify()).toBeNull();
      const [observed] = await records.observations.latest("waterworks");
      expect(was.facts).toContainEqual(observed?.facts);
    } finally {
      await records.close();
    }
    const after = new DatabaseSync(file, { readOnly: true });
    expect(texts(after, "select name as text from kysely_migration order by name")).toEqual(schemaChanges);
    after.close();
  });

  it("metrics: answer the same at every step, before and after the levels of today are made", async () => {
    const { file, was } = await storeOf("metrics", (database) =>
      database
        .prepare(
          `select x.at, x.value from series s join (select * from raw union all select * from hot) x on x.series = s.id
            where s.measurement = 'signal' and s.field = 'value' order by x.at`,
        )
        .all()
        .map(({ at, value }) => [Number(at), Number(value)] as const),
    );
    expect(was).toHaveLength(200);
    const newest = was.at(-1)?.[0] ?? 0;
    const now = newest + 2 * day;
    const means = (step: number) => {
      const steps = Map.groupBy(was, ([at]) => at - (at % step));
      return [...steps].map(([start, of]) => [start, of.reduce((sum, [, value]) => sum + value, 0) / of.length]);
    };
    const store = await openEmbeddedMetrics({ file, clock: { now: () => now } });
    const query = async (stepMs: number) => {
      const range = { from: newest - 10 * day, to: now, stepMs, aggregate: "mean" } as const;
      const [series] = await store.query({ measurement: "signal", field: "value", where: { asset: "pump" }, ...range });
      return series?.points;
    };
    try {
      for (const round of ["as released", "brought up to date"]) {
        for (const step of [1000, hour, day]) expect(await query(step), `${round}, ${step} ms`).toEqual(means(step));
        await store.maintain(now);
      }
    } finally {
      await store.close();
    }
    const after = new DatabaseSync(file, { readOnly: true });
    expect(Number(after.prepare("select count(*) as hours from hours").get()?.hours)).toBeGreaterThan(30);
    after.close();
  });
});
