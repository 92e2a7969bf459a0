import { execFile } from "node:child_process";
import { mbpoll } from "../support/tools.ts";

/** What one call of mbpoll brought: values by address as it prints them, or its words of failure. */
export interface Polled {
  readonly status: number;
  readonly values: Readonly<Record<string, string>>;
  readonly failure: string;
}

export interface PollRequest {
  readonly port: number;
  readonly unit?: number;
  /** mbpoll's own words: 0 coils, 1 discrete inputs, 3 input registers, 4 holding registers, with `:float` and the like. */
  readonly type: string;
  /** First address, counted from 0. */
  readonly address: number;
  readonly count?: number;
  /** High word first. */
  readonly bigEndian?: boolean;
  /** Writes instead of reading. */
  readonly values?: readonly number[];
}

const valueLine = /^\[(\d+)\]:\s+(\S+)/gm;

/** Asks once by an independent client. */
export function poll({ port, unit = 1, type, address, count = 1, bigEndian = false, values = [] }: PollRequest): Promise<Polled> {
  const parameters = ["-m", "tcp", "-p", `${port}`, "-a", `${unit}`, "-0", "-r", `${address}`, "-t", type];
  const reading = values.length === 0 ? ["-1", "-c", `${count}`] : [];
  const order = bigEndian ? ["-B"] : [];
  const words = [...parameters, ...reading, ...order, "127.0.0.1", ...values.map(String)];
  return new Promise((resolve) => {
    const child = execFile(mbpoll.find() ?? "mbpoll", words, (_error, stdout, stderr) => {
      const found = [...stdout.matchAll(valueLine)].map(([, at = "", value = ""]) => [at, value] as const);
      resolve({ status: child.exitCode ?? 1, values: Object.fromEntries(found), failure: stderr.trim() });
    });
  });
}
