import { hour, minute, second } from "../../../model/instant.ts";
import { Problem } from "../../../model/problem.ts";
import type { InfluxClient, Table } from "./client.ts";
import { continuousQueries, policies, type RetentionPolicy } from "./layout.ts";

/**
 * Makes what the database lacks: itself, its retention policies and continuous queries. What is there already is never changed,
 * and nothing is made beside it where it does not fit.
 * Throws `store-mismatch` where it is there with other settings, `store-denied` where the user may not make it.
 */
export async function setUp(client: InfluxClient): Promise<void> {
  const found = await inspect(client);
  demandMatch(client, found);
  const statements = missingFrom(client, found);
  if (statements.length === 0) return;
  for (const statement of statements) await client.query([statement]);
  const [lacking] = missingFrom(client, await inspect(client));
  if (lacking !== undefined) {
    throw new Problem("store-mismatch", `The server accepts "${lacking}" and does nothing: it is not InfluxDB 1.x.`, {
      target: client.address,
      advice: "For VictoriaMetrics, set the kind of the metric store to victoria-metrics.",
    });
  }
}

type Row = Readonly<Record<string, unknown>>;

/** A centre that starts waits no longer for a server that does not answer. */
const deadlineMs = 10 * second;

/** What is there of the database. */
interface Found {
  readonly database: boolean;
  readonly policies: readonly Row[];
  readonly queries: readonly Row[];
  readonly holdsData: boolean;
}

async function inspect(client: InfluxClient): Promise<Found> {
  const [databases = [], queries = []] = await client.query(["SHOW DATABASES", "SHOW CONTINUOUS QUERIES"], { deadlineMs });
  if (!rowsOf(databases).some(({ name }) => name === client.database)) {
    return { database: false, policies: [], queries: [], holdsData: false };
  }
  const [shown = [], measurements = []] = await client.query([
    `SHOW RETENTION POLICIES ON "${client.database}"`,
    `SHOW MEASUREMENTS ON "${client.database}" LIMIT 1`,
  ]);
  return {
    database: true,
    policies: rowsOf(shown),
    queries: rowsOf(queries.filter(({ name }) => name === client.database)),
    holdsData: measurements.length > 0,
  };
}

function demandMatch(client: InfluxClient, found: Found): void {
  const { database } = client;
  for (const policy of Object.values(policies)) {
    const there = named(found.policies, policy.name);
    if (there === undefined || durationOf(String(there.duration)) === policy.duration) continue;
    const difference = `keeps "${policy.name}" for ${there.duration}, and Plantwatch needs ${written(policy)}`;
    throw mismatch(client, difference, `ALTER RETENTION POLICY "${policy.name}" ON "${database}" DURATION ${written(policy)}`);
  }
  const standard = standardOf(found);
  if (standard !== undefined && standard !== policies.raw.name && found.holdsData) {
    const difference = `has "${standard}" as its standard retention policy, and Plantwatch needs "${policies.raw.name}"`;
    throw mismatch(client, difference, standardStatement(client, found));
  }
  for (const { name, text } of continuousQueries(client.database)) {
    const there = named(found.queries, name)?.query;
    if (there === undefined || unquoted(String(there)) === unquoted(text)) continue;
    const difference = `has a continuous query "${name}" that reads "${there}", and Plantwatch needs "${unquoted(text)}"`;
    throw mismatch(client, difference, `DROP CONTINUOUS QUERY "${name}" ON "${database}"`);
  }
}

/**
 * Statements that make what is not there. The raw policy becomes the one that answers where a query names none, as dashboards rely
 * on; a database that somebody made for Plantwatch, with nothing in it yet, is changed so far.
 */
function missingFrom(client: InfluxClient, found: Found): readonly string[] {
  const { raw, ...rolled } = policies;
  const statements = Object.values(rolled)
    .filter(({ name }) => named(found.policies, name) === undefined)
    .map((policy) => `CREATE ${policyText(client, policy)}`);
  if (!found.database) {
    const duration = `DURATION ${written(raw)} REPLICATION 1`;
    statements.unshift(`CREATE DATABASE "${client.database}" WITH ${duration} NAME "${raw.name}"`);
  } else if (standardOf(found) !== raw.name) statements.unshift(standardStatement(client, found));
  const queries = continuousQueries(client.database).filter(({ name }) => named(found.queries, name) === undefined);
  return [...statements, ...queries.map(({ text }) => text)];
}

function standardStatement(client: InfluxClient, found: Found): string {
  const isThere = named(found.policies, policies.raw.name) !== undefined;
  return isThere ? `ALTER ${policyName(client, policies.raw)} DEFAULT` : `CREATE ${policyText(client, policies.raw)} DEFAULT`;
}

function named(rows: readonly Row[], name: string): Row | undefined {
  return rows.find((row) => row.name === name);
}

function standardOf({ policies: rows }: Found): string | undefined {
  const standard = rows.find((row) => row.default === true);
  return standard === undefined ? undefined : String(standard.name);
}

function policyName(client: InfluxClient, { name }: RetentionPolicy): string {
  return `RETENTION POLICY "${name}" ON "${client.database}"`;
}

function policyText(client: InfluxClient, policy: RetentionPolicy): string {
  const shard = policy.shardDuration === undefined ? "" : ` SHARD DURATION ${policy.shardDuration}`;
  return `${policyName(client, policy)} DURATION ${written(policy)} REPLICATION 1${shard}`;
}

function mismatch(client: InfluxClient, difference: string, statement: string): Problem {
  return new Problem("store-mismatch", `The database "${client.database}" ${difference}.`, {
    target: client.address,
    advice: `Run \`${statement}\` if nobody else needs it as it is, or name another database in the configuration.`,
  });
}

/** The server shows names without quotation marks where they need none. */
function unquoted(statement: string): string {
  return statement.replaceAll('"', "").replace(/\s+/g, " ").trim();
}

function rowsOf(tables: readonly Table[]): readonly Row[] {
  return tables.flatMap(({ columns, values }) =>
    values.map((row) => Object.fromEntries(columns.map((column, index) => [column, row[index]]))),
  );
}

function written({ duration }: RetentionPolicy): string {
  return duration === 0 ? "INF" : `${duration / hour}h`;
}

const unitLengths: Readonly<Record<string, number>> = { h: hour, m: minute, s: second };

/** Milliseconds of a duration as the server shows it: `720h0m0s`, or `0s` for ever. */
function durationOf(shown: string): number {
  const parts = [...shown.matchAll(/(\d+)([hms])/g)];
  return parts.reduce((sum, [, amount = "0", unit = "s"]) => sum + Number(amount) * (unitLengths[unit] ?? 0), 0);
}
