import { hour, minute, second } from "../../../model/instant.ts";
import { Problem } from "../../../model/problem.ts";
import type { InfluxClient, Table } from "./client.ts";
import { continuousQuery, policies, type RetentionPolicy, rolledSources } from "./layout.ts";

/**
 * Makes what the database lacks: itself, its retention policies and continuous queries. What is there already is never changed.
 * Throws `store-mismatch` where it is there with other settings, `store-denied` where the user may not make it.
 */
export async function setUp(client: InfluxClient): Promise<void> {
  const [databases = []] = await client.query(["SHOW DATABASES"]);
  if (!rowsOf(databases).some(({ name }) => name === client.database)) await makeDatabase(client);
  await setUpPolicies(client);
  await setUpContinuousQueries(client);
}

/** Makes the database with its raw policy as the one that answers where a query names none, as dashboards rely on. */
async function makeDatabase(client: InfluxClient): Promise<void> {
  const { name, duration } = policies.raw;
  await client.query([`CREATE DATABASE "${client.database}" WITH DURATION ${duration / hour}h REPLICATION 1 NAME "${name}"`]);
}

async function setUpPolicies(client: InfluxClient): Promise<void> {
  const { database } = client;
  const [tables = []] = await client.query([`SHOW RETENTION POLICIES ON "${database}"`]);
  const rows = rowsOf(tables);
  for (const policy of Object.values(policies)) {
    const there = rows.find(({ name }) => name === policy.name);
    if (there === undefined) await makePolicy(client, policy);
    else if (durationOf(String(there.duration)) !== policy.duration) {
      throw mismatch(
        client,
        `keeps "${policy.name}" for ${there.duration}, and Plantwatch needs ${written(policy)}`,
        `ALTER RETENTION POLICY "${policy.name}" ON "${database}" DURATION ${written(policy)}`,
      );
    }
  }
  const standard = rows.find((row) => row.default === true)?.name;
  if (standard !== policies.raw.name) await makeStandard(client, standard === undefined ? undefined : String(standard));
}

/**
 * Makes the raw policy the one that answers where a query names none. Where there is another, this is done only in a database that
 * somebody made for Plantwatch and that holds nothing yet.
 */
async function makeStandard(client: InfluxClient, standard: string | undefined): Promise<void> {
  const statement = `ALTER RETENTION POLICY "${policies.raw.name}" ON "${client.database}" DEFAULT`;
  const [measurements = []] = await client.query(["SHOW MEASUREMENTS LIMIT 1"]);
  if (standard !== undefined && measurements.length > 0) {
    const difference = `has "${standard}" as its standard retention policy, and Plantwatch needs "${policies.raw.name}"`;
    throw mismatch(client, difference, statement);
  }
  await client.query([statement]);
}

async function makePolicy(client: InfluxClient, policy: RetentionPolicy): Promise<void> {
  const shard = policy.shardDuration === undefined ? "" : ` SHARD DURATION ${policy.shardDuration}`;
  await client.query([
    `CREATE RETENTION POLICY "${policy.name}" ON "${client.database}" DURATION ${written(policy)} REPLICATION 1${shard}`,
  ]);
}

async function setUpContinuousQueries(client: InfluxClient): Promise<void> {
  const [tables = []] = await client.query(["SHOW CONTINUOUS QUERIES"]);
  const own = rowsOf(tables.filter(({ name }) => name === client.database));
  for (const source of rolledSources) {
    const { name, text } = continuousQuery(client.database, source);
    const there = own.find((row) => row.name === name)?.query;
    if (there === undefined) await client.query([text]);
    else if (unquoted(String(there)) !== unquoted(text)) {
      throw mismatch(
        client,
        `has a continuous query "${name}" that reads "${there}", and Plantwatch needs "${unquoted(text)}"`,
        `DROP CONTINUOUS QUERY "${name}" ON "${client.database}"`,
      );
    }
  }
}

/** The server shows names without quotation marks where they need none. */
function unquoted(statement: string): string {
  return statement.replaceAll('"', "").replace(/\s+/g, " ").trim();
}

function mismatch(client: InfluxClient, difference: string, statement: string): Problem {
  return new Problem("store-mismatch", `The database "${client.database}" ${difference}.`, {
    target: client.address,
    advice: `Run \`${statement}\` if nobody else needs it as it is, or name another database in the configuration.`,
  });
}

type Row = Readonly<Record<string, unknown>>;

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
