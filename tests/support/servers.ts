import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "./processes.ts";
import { influxd, type Tool, victoriaMetrics } from "./tools.ts";

/** A server of one test, on loopback and in a folder of its own; it may be killed and started again with what it holds. */
export interface TestServer {
  readonly url: string;
  readonly port: number;
  readonly folder: string;
  /** Waits until it answers. From now on it may write files of this size, KiB, where one is given. */
  start(fileSizeLimit?: number): Promise<void>;
  /** SIGHUP: most servers read their configuration again. */
  tellToReload(): boolean;
  /** SIGKILL: no chance to tidy up. */
  killHard(): Promise<void>;
  /** Stops it and removes its folder. */
  remove(): Promise<void>;
}

const readyWithinMs = 20_000;

interface Spec {
  readonly tool: Tool;
  readonly port: number;
  readonly folder: string;
  readonly parameters: readonly string[];
  readonly health: string;
  /** Where it answers for its health, where that is another than `port`. */
  readonly healthPort?: number;
  /** Largest file that it may write, KiB. */
  readonly fileSizeLimit?: number | undefined;
}

interface InfluxdOptions {
  readonly auth?: boolean;
  /** Bytes of a request. */
  readonly maxBodySize?: number;
  /** Rows of an answer. */
  readonly maxRowLimit?: number;
}

/** An InfluxDB 1.x. With `auth` it asks for a login, and its first administrator has yet to be made. */
export async function startInfluxd(options: InfluxdOptions & { readonly fileSizeLimit?: number } = {}): Promise<TestServer> {
  const folder = await mkdtemp(join(tmpdir(), "plantwatch-influxd-"));
  const [port, rpcPort] = [await freePort(), await freePort()];
  const file = join(folder, "influxdb.conf");
  await writeFile(file, influxdConfiguration(folder, port, rpcPort, options));
  const { fileSizeLimit } = options;
  return startServer({ tool: influxd, port, folder, parameters: ["-config", file], health: "/ping", fileSizeLimit });
}

function influxdConfiguration(folder: string, port: number, rpcPort: number, options: InfluxdOptions): string {
  return `reporting-disabled = true
bind-address = "127.0.0.1:${rpcPort}"
[meta]
dir = "${folder}/meta"
[data]
dir = "${folder}/data"
wal-dir = "${folder}/wal"
index-version = "tsi1"
query-log-enabled = false
[monitor]
store-enabled = false
[continuous_queries]
log-enabled = false
[http]
bind-address = "127.0.0.1:${port}"
auth-enabled = ${options.auth === true}
log-enabled = false
max-body-size = ${options.maxBodySize ?? 25_000_000}
max-row-limit = ${options.maxRowLimit ?? 0}
`;
}

/** A single-node VictoriaMetrics; `flags` over those that Plantwatch needs. */
export async function startVictoriaMetrics(flags: readonly string[] = victoriaMetricsFlags): Promise<TestServer> {
  const folder = await mkdtemp(join(tmpdir(), "plantwatch-victoria-metrics-"));
  const port = await freePort();
  const parameters = [`-storageDataPath=${join(folder, "data")}`, `-httpListenAddr=127.0.0.1:${port}`, ...flags];
  return startServer({ tool: victoriaMetrics, port, folder, parameters, health: "/health" });
}

export const victoriaMetricsFlags = ["-retentionPeriod=14", "-dedup.minScrapeInterval=1ms", "-loggerLevel=ERROR"] as const;

export async function startServer(spec: Spec): Promise<TestServer> {
  const url = `http://127.0.0.1:${spec.port}`;
  const health = `http://127.0.0.1:${spec.healthPort ?? spec.port}${spec.health}`;
  let child = run(spec);
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
    child.kill(signal);
    await exited;
  };
  await untilReady(health, child).catch(async (error: unknown) => {
    await rm(spec.folder, { recursive: true, force: true });
    throw error;
  });
  return {
    url,
    port: spec.port,
    folder: spec.folder,
    async start(fileSizeLimit = spec.fileSizeLimit) {
      child = run({ ...spec, fileSizeLimit });
      await untilReady(health, child);
    },
    tellToReload: () => child.kill("SIGHUP"),
    killHard: () => end("SIGKILL"),
    async remove() {
      await end("SIGTERM");
      await rm(spec.folder, { recursive: true, force: true });
    },
  };
}

function run({ tool, parameters, fileSizeLimit }: Spec): ChildProcess {
  const program = tool.find();
  if (program === undefined) throw new Error(`${tool.name} is not installed`);
  if (fileSizeLimit === undefined) return spawn(program, parameters, { stdio: "ignore" });
  const limited = `ulimit -f ${fileSizeLimit} && exec "$0" "$@"`;
  return spawn("/bin/bash", ["-c", limited, program, ...parameters], { stdio: "ignore" });
}

async function untilReady(url: string, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + readyWithinMs;
  while (Date.now() < deadline && child.exitCode === null) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok === true) return;
    await sleep(20);
  }
  child.kill("SIGKILL");
  throw new Error(`no answer at ${url}`);
}
