import { type ChildProcess, fork } from "node:child_process";
import { randomInt } from "node:crypto";
import { once } from "node:events";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { stringify } from "yaml";
import { processMessageSchema } from "../../app/processes/messages.ts";

const program = fileURLToPath(new URL("../../app/bin.mjs", import.meta.url));

/** A process of the program under test. */
export interface RunningProcess {
  readonly child: ChildProcess;
  readonly lines: readonly string[];
  /** Everything it wrote to standard error so far. */
  errors(): string;
  /** SIGKILL: no chance to tidy up. */
  killHard(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a command of the program and waits until it says that it is ready. */
export async function startProcess(
  parameters: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<RunningProcess> {
  const child = fork(program, parameters, { stdio: ["ignore", "pipe", "pipe", "ipc"], env: { ...process.env, ...environment } });
  let errors = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    errors += chunk.toString();
  });
  child.stdout?.resume();
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const lines = await new Promise<readonly string[]>((resolve, reject) => {
    child.on("message", (raw) => {
      const message = processMessageSchema.parse(raw);
      if (message.kind === "ready") resolve(message.lines);
      else reject(new Error(`${parameters[0]}: ${message.code}: ${message.message}`));
    });
    void exited.then(() => reject(new Error(`${parameters[0]} ended before it was ready: ${errors.slice(-2000)}`)));
  });
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    await exited;
  };
  return { child, lines, errors: () => errors, killHard: () => end("SIGKILL"), stop: () => end("SIGTERM") };
}

/** Runs a command of the program to its end. */
export async function runCommand(
  parameters: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<{ readonly status: number | null; readonly output: string; readonly errors: string }> {
  const child = fork(program, parameters, { stdio: ["ignore", "pipe", "pipe", "ipc"], env: { ...process.env, ...environment } });
  let output = "";
  let errors = "";
  child.stdout?.on("data", (chunk: Buffer) => {
    output += chunk.toString();
  });
  child.stderr?.on("data", (chunk: Buffer) => {
    errors += chunk.toString();
  });
  // A command that runs under a supervisor says there why it failed.
  child.on("message", (raw) => {
    const message = processMessageSchema.parse(raw);
    if (message.kind === "failed") errors += `${message.message}\n`;
  });
  const status = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { status, output, errors };
}

/** Ports that tests of this machine have taken, a file a port. A server that a test stops for a while must find its port free. */
const takenPorts = join(tmpdir(), "plantwatch-test-ports");

/** A port of loopback that nothing listens on, and that no other test gets as long as this process lives. */
export async function freePort(): Promise<number> {
  await mkdir(takenPorts, { recursive: true });
  for (let attempt = 0; attempt < 1000; attempt++) {
    const port = randomInt(26_000, 32_000);
    if ((await isUnused(port)) && (await take(port))) return port;
  }
  throw new Error(`no port is free; look at ${takenPorts}`);
}

async function take(port: number): Promise<boolean> {
  const file = join(takenPorts, String(port));
  try {
    await writeFile(file, String(process.pid), { flag: "wx" });
    return true;
  } catch {
    if (lives(Number(await readFile(file, "utf8").catch(() => "0")))) return false;
    await writeFile(file, String(process.pid));
    return true;
  }
}

function lives(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Below the range from which the system gives ports to connections, so that none of these takes it while its server is down. */
async function isUnused(port: number): Promise<boolean> {
  const server = createServer();
  try {
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
    return true;
  } catch {
    return false;
  } finally {
    server.close();
  }
}

/** A folder with a configuration for one collector and one centre on a free port, removed by `remove`. */
export async function makeInstallation(collector: Readonly<Record<string, unknown>> = {}): Promise<{
  readonly folder: string;
  readonly config: string;
  readonly baseUrl: string;
  readonly inventory: string;
  remove(): Promise<void>;
}> {
  const folder = await mkdtemp(join(tmpdir(), "plantwatch-"));
  const port = await freePort();
  const baseUrl = `http://127.0.0.1:${port}`;
  const config = join(folder, "plantwatch.yaml");
  await writeFile(
    config,
    stringify({
      data: ".",
      demo: true,
      centre: { port, inventory: "inventory" },
      collector: { id: "c1", centre: baseUrl, mayContact: ["127.0.0.0/8"], startSpread: "1s", ...collector },
    }),
  );
  return {
    folder,
    config,
    baseUrl,
    inventory: join(folder, "inventory"),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
