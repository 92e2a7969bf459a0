import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { libmodbus, pythonPeers } from "../support/tools.ts";

/** A server that nobody here wrote, in a process of its own. */
export interface PeerProcess {
  /** Where it listens: `port`, or the ports of several servers by their names. */
  readonly ports: Readonly<Record<string, number>>;
  stop(): Promise<void>;
}

const longestStartMs = 45_000;

/** Starts a Python peer of this folder with its configuration as one JSON argument, and waits until it listens. */
export function startPythonPeer(script: string, configuration: unknown): Promise<PeerProcess> {
  return startPeer(pythonProgram(), [pathOf(script), JSON.stringify(configuration)]);
}

/** Compiles a C peer of this folder, which uses libmodbus, and starts it. */
export function startCompiledPeer(source: string, folder: string): Promise<PeerProcess> {
  const compiler = libmodbus.find();
  if (compiler === undefined) throw new Error(`${libmodbus.name} is not installed`);
  const program = join(folder, source.replace(/\.c$/, ""));
  const { status, stderr } = spawnSync(compiler, [pathOf(source), "-o", program, "-lmodbus"], { encoding: "utf8" });
  if (status !== 0) throw new Error(`${source} does not compile: ${stderr.slice(-2000)}`);
  return startPeer(program, []);
}

/** Runs a script of this folder to its end. */
export function runPython(script: string, configuration: unknown): void {
  const { status, stderr } = spawnSync(pythonProgram(), [pathOf(script), JSON.stringify(configuration)], { encoding: "utf8" });
  if (status !== 0) throw new Error(`${script} ended with ${status}: ${stderr.slice(-2000)}`);
}

/** Starts a program that prints "ready" and its ports once it listens, and ends with its standard input. */
async function startPeer(program: string, parameters: readonly string[]): Promise<PeerProcess> {
  const child = spawn(program, parameters, { stdio: ["pipe", "pipe", "pipe"] });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  child.stdin.on("error", () => undefined);
  const ports = await untilReady(child).catch((error: unknown) => {
    child.kill("SIGKILL");
    throw error;
  });
  return {
    ports,
    async stop() {
      child.stdin.end();
      const killer = setTimeout(() => child.kill("SIGKILL"), 2000);
      await ended;
      clearTimeout(killer);
    },
  };
}

const portsSchema = z.record(z.string(), z.int().positive());

function untilReady(child: ChildProcess): Promise<PeerProcess["ports"]> {
  let output = "";
  let errors = "";
  return new Promise((resolve, reject) => {
    const give = (reason: string) => reject(new Error(`the peer ${reason}: ${errors.slice(-2000)}`));
    const timer = setTimeout(() => give("did not become ready"), longestStartMs);
    child.stderr?.on("data", (chunk: Buffer) => {
      errors += chunk.toString();
    });
    child.stdout?.on("data", (chunk: Buffer) => {
      output += chunk.toString();
      if (!output.includes("\n")) return;
      clearTimeout(timer);
      if (output.startsWith("ready ")) resolve(portsSchema.parse(JSON.parse(output.slice("ready ".length))));
      else give(`said "${output.trim()}"`);
    });
    child.once("exit", (code) => {
      clearTimeout(timer);
      give(`ended with ${code}`);
    });
  });
}

function pathOf(script: string): string {
  return fileURLToPath(new URL(script, import.meta.url));
}

let python: string | undefined;

/** Looked for once, since that takes a second. */
function pythonProgram(): string {
  python ??= pythonPeers.find();
  if (python === undefined) throw new Error(`${pythonPeers.name} is not installed`);
  return python;
}
