import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { describeError, Problem } from "../../model/problem.ts";
import type { RecordStore } from "../../store/records/port.ts";
import type { PostgresTls } from "../../store/records/postgres/pool.ts";
import { openPostgresRecords } from "../../store/records/postgres/postgres-records.ts";
import { openSqliteRecords } from "../../store/records/sqlite/sqlite-records.ts";
import { centreDataFolder } from "../config/environment.ts";
import { type LoginUser, passwordInFile, passwordInVariable } from "../config/passwords.ts";
import { isOnThisMachine, type PostgresConfig, type RecordsConfig, recordsConfigSchema } from "../config/records-config.ts";
import { centreFiles } from "./data-files.ts";

const user: LoginUser = { store: "record store", section: "records" };

/**
 * Opens the record store that the configuration names, and notes beside the data where it is, for commands on this machine.
 * @throws Problem `config-invalid` where password or certificates are not where the configuration says; `store-full`, `store-unavailable`.
 */
export async function openRecordStore(
  config: RecordsConfig,
  data: string,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<RecordStore> {
  const files = centreFiles(data);
  if (config.kind === "embedded") return openSqliteRecords({ file: files.records });
  const records = await openPostgres(config, environment);
  await writeFile(files.recordsPlace, `${JSON.stringify(config, null, 2)}\n`, { mode: 0o600 });
  return records;
}

/**
 * The records of a centre on this machine: those that it noted, else the file in its data folder.
 * @throws Problem `no-centre-here` where there is none, and what `openRecordStore` throws.
 */
export async function openOwnRecords(environment: NodeJS.ProcessEnv): Promise<RecordStore> {
  const data = centreDataFolder(environment);
  return openRecordStore(await notedPlace(data), data, environment);
}

/** Where the centre of a data folder keeps its records. */
export async function notedPlace(data: string): Promise<RecordsConfig> {
  const { recordsPlace } = centreFiles(data);
  if (!existsSync(recordsPlace)) return { kind: "embedded" };
  return recordsConfigSchema.parse(JSON.parse(await readFile(recordsPlace, "utf8")));
}

async function openPostgres(config: PostgresConfig, environment: NodeJS.ProcessEnv): Promise<RecordStore> {
  const { host, port, database, username, passwordEnv, passwordFile } = config;
  const password =
    passwordFile === undefined
      ? passwordEnv && passwordInVariable(passwordEnv, environment, user)
      : await passwordInFile(passwordFile, user);
  return openPostgresRecords({ host, port, database, user: username, password, tls: await tlsOf(config) });
}

async function tlsOf({ tls, host }: PostgresConfig): Promise<PostgresTls | undefined> {
  if (tls === undefined) return isOnThisMachine(host) ? undefined : {};
  if (tls === "off") return undefined;
  if (tls === "system") return {};
  const [authority, certificate, key] = await Promise.all([tls.authority, tls.certificate, tls.key].map(pemOf));
  return { authority, certificate, key };
}

async function pemOf(file: string | undefined): Promise<string | undefined> {
  if (file === undefined) return undefined;
  return readFile(file, "utf8").catch((cause: unknown) => {
    throw new Problem("config-invalid", `the record store's certificate file cannot be read: ${describeError(cause)}`, {
      target: file,
      advice: "Correct the path in the configuration's records section.",
      cause,
    });
  });
}
