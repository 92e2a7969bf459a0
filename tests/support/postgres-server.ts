import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { chown, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import type { PostgresPlace } from "../../store/records/postgres/pool.ts";
import { freePort } from "./processes.ts";
import { postgres } from "./tools.ts";

/** A PostgreSQL of one test or one run, on loopback and in a folder of its own. */
export interface PostgresServer {
  readonly port: number;
  readonly folder: string;
  /** Where its databases are, with the login of its administrator. */
  place(database: string): PostgresPlace & { readonly password: string };
  /** Makes a new, empty database, or a copy of one that nobody uses. */
  createDatabase(template?: string): Promise<PostgresPlace & { readonly password: string }>;
  /** Removes a database, whoever uses it. */
  dropDatabase(database: string): Promise<void>;
  /** Statements as the administrator. */
  run(...statements: readonly string[]): Promise<void>;
  start(): Promise<void>;
  /** SIGKILL: no chance to tidy up. */
  killHard(): Promise<void>;
  /** Stops it and removes its folder. */
  remove(): Promise<void>;
}

export const databaseUser = "plantwatch";
const readyWithinMs = 30_000;

/** Texts are compared by their language unless a column says otherwise, so that tests see whether it does. */
const locale = ["--encoding=UTF8", "--locale=C", "--locale-provider=icu", "--icu-locale=en"] as const;

/** Starts a new server. It refuses to run as root, whose tests lend it the account of Debian's package. */
export async function startPostgres(settings: readonly string[] = []): Promise<PostgresServer> {
  const folder = await mkdtemp(join(tmpdir(), "plantwatch-postgres-"));
  const account = unprivileged();
  const port = await freePort();
  const password = randomUUID();
  const passwordFile = join(folder, "password");
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (account.uid !== undefined) for (const one of [folder, passwordFile]) await chown(one, account.uid, account.gid);
  const data = join(folder, "data");
  const login = ["-U", databaseUser, "-A", "scram-sha-256", `--pwfile=${passwordFile}`];
  const made = spawnSync(program("initdb"), ["-D", data, "--no-sync", ...login, ...locale], { ...account, encoding: "utf8" });
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`);
  // What a test keeps must outlive its processes, not the power of the machine.
  const own = [
    "fsync=off",
    "listen_addresses=127.0.0.1",
    `unix_socket_directories=${folder}`,
    "max_connections=200",
    ...settings,
  ];
  const parameters = ["-D", data, "-p", String(port), ...own.flatMap((setting) => ["-c", setting])];
  const place = (database: string) => ({ host: "127.0.0.1", port, database, user: databaseUser, password });
  let child: ChildProcess | undefined;
  const start = async () => {
    child = await startUntilReady(parameters, account, place("postgres"));
  };
  const end = async (signal: NodeJS.Signals) => {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, "exit");
    child.kill(signal);
    await exited;
  };
  const run = (...statements: readonly string[]) => runStatements(place("postgres"), statements);
  await start();
  return {
    port,
    folder,
    place,
    run,
    start,
    async createDatabase(template = "template1") {
      const name = `test_${randomUUID().replaceAll("-", "")}`;
      await run(`create database ${name} template ${template} strategy file_copy`);
      return place(name);
    },
    dropDatabase: (name) => run(`drop database if exists ${name} with (force)`),
    killHard: () => end("SIGKILL"),
    async remove() {
      await end("SIGINT");
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function program(name: "postgres" | "initdb"): string {
  const found = postgres.find();
  if (found === undefined) throw new Error(`${postgres.name} is not installed`);
  return found.replace(/postgres$/, name);
}

type Account = { readonly uid: number; readonly gid: number } | { readonly uid?: undefined };

function unprivileged(): Account {
  if (process.getuid?.() !== 0) return {};
  const { stdout, status } = spawnSync("id", ["-u", "postgres"], { encoding: "utf8" });
  if (status !== 0) return { uid: 65_534, gid: 65_534 };
  const group = spawnSync("id", ["-g", "postgres"], { encoding: "utf8" });
  return { uid: Number(stdout), gid: Number(group.stdout) };
}

/** After a kill the server's other processes end within moments, and it does not start before they have. */
async function startUntilReady(parameters: readonly string[], account: Account, place: pg.ClientConfig): Promise<ChildProcess> {
  const deadline = Date.now() + readyWithinMs;
  while (Date.now() < deadline) {
    const child = spawn(program("postgres"), parameters, { ...account, stdio: "ignore" });
    while (Date.now() < deadline && child.exitCode === null && child.signalCode === null) {
      if (await answers(place)) return child;
      await sleep(20);
    }
    child.kill("SIGKILL");
  }
  throw new Error(`PostgreSQL did not answer at port ${place.port}`);
}

async function answers(place: pg.ClientConfig): Promise<boolean> {
  try {
    await runStatements(place, ["select 1"]);
    return true;
  } catch {
    return false;
  }
}

async function runStatements(place: pg.ClientConfig, statements: readonly string[]): Promise<void> {
  const client = new pg.Client(place);
  client.on("error", () => undefined);
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}
