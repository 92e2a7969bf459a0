import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { freePort } from "../support/processes.ts";
import type { Tool } from "../support/tools.ts";

const program = "/usr/bin/influxd";
const readyWithinMs = 15_000;

const answerSchema = z.object({
  results: z
    .array(
      z.object({
        error: z.string().optional(),
        series: z
          .array(
            z.object({
              tags: z.record(z.string(), z.string()).optional(),
              columns: z.array(z.string()),
              values: z.array(z.array(z.union([z.string(), z.number(), z.boolean(), z.null()]))),
            }),
          )
          .optional(),
      }),
    )
    .optional(),
  error: z.string().optional(),
});
export type Answered = NonNullable<NonNullable<z.infer<typeof answerSchema>["results"]>[number]["series"]>;

/** An InfluxDB of this test alone, on loopback, in a folder of its own. */
export interface Influxd {
  readonly url: string;
  /** Series of the first statement, with times in milliseconds. Throws what the server says. */
  query(statement: string, database?: string): Promise<Answered>;
  write(database: string, lines: readonly string[]): Promise<void>;
  stop(): Promise<void>;
}

export async function startInfluxd(tool: Tool, { auth = false } = {}): Promise<Influxd> {
  const found = tool.find();
  if (found === undefined) throw new Error(`${tool.name} is not installed`);
  const folder = await mkdtemp(join(tmpdir(), "plantwatch-influxd-"));
  const [http, rpc] = [await freePort(), await freePort()];
  await writeFile(join(folder, "influxdb.conf"), configuration({ folder, http, rpc, auth }));
  const child = spawn(found, ["-config", join(folder, "influxdb.conf")], { stdio: "ignore" });
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const url = `http://127.0.0.1:${http}`;
  await ready(url, child);
  return {
    url,
    query: (statement, database) => query(url, statement, database),
    write: (database, lines) => write(url, database, lines),
    async stop() {
      child.kill("SIGTERM");
      await exited;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function configuration({ folder, http, rpc, auth }: { folder: string; http: number; rpc: number; auth: boolean }): string {
  return `reporting-disabled = true
bind-address = "127.0.0.1:${rpc}"
[meta]
dir = "${folder}/meta"
[data]
dir = "${folder}/data"
wal-dir = "${folder}/wal"
query-log-enabled = false
[monitor]
store-enabled = false
[http]
bind-address = "127.0.0.1:${http}"
auth-enabled = ${auth}
log-enabled = false
`;
}

async function ready(url: string, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + readyWithinMs;
  while (Date.now() < deadline && child.exitCode === null) {
    const answer = await fetch(`${url}/ping`).catch(() => undefined);
    if (answer?.status === 204) return;
    await sleep(50);
  }
  child.kill("SIGKILL");
  throw new Error(`${program} did not answer at ${url}`);
}

async function query(url: string, statement: string, database?: string): Promise<Answered> {
  const parameters = new URLSearchParams({ q: statement, epoch: "ms", ...(database === undefined ? {} : { db: database }) });
  const response = await fetch(`${url}/query`, { method: "POST", body: parameters });
  const { error, results } = answerSchema.parse(await response.json());
  const failure = error ?? results?.find((result) => result.error !== undefined)?.error;
  if (failure !== undefined) throw new Error(`${failure}\n${statement}`);
  return results?.[0]?.series ?? [];
}

async function write(url: string, database: string, lines: readonly string[]): Promise<void> {
  const atOnce = 5000;
  for (let start = 0; start < lines.length; start += atOnce) {
    const body = lines.slice(start, start + atOnce).join("\n");
    const response = await fetch(`${url}/write?db=${database}&precision=ms`, { method: "POST", body });
    if (response.status !== 204) throw new Error(`refused with ${response.status}: ${await response.text()}`);
  }
}
