import { parentPort, workerData } from "node:worker_threads";
import type { Instant } from "../../model/instant.ts";
import type { SpoolLimits, SpoolReport, SpoolStreamName } from "../../model/spool.ts";
import { SpoolFile } from "./spool-file.ts";

export type SpoolCall =
  | { readonly do: "open" | "close" }
  | { readonly do: "report"; readonly now: Instant }
  | { readonly do: "append"; readonly stream: SpoolStreamName; readonly bodies: readonly string[]; readonly now: Instant }
  | { readonly do: "oldest"; readonly stream: SpoolStreamName; readonly limit: number }
  | { readonly do: "forget"; readonly stream: SpoolStreamName; readonly seq: number };

export interface SpoolAnswer {
  readonly id: number;
  readonly value: {
    readonly spoolId?: string;
    readonly rows?: readonly { readonly seq: number; readonly body: string }[];
    readonly report?: SpoolReport;
  };
  readonly error?: { readonly code: string; readonly message: string };
}

const { file, limits }: { file: string; limits: SpoolLimits } = workerData;
const spool = new SpoolFile(file, limits);

function answer(call: SpoolCall): SpoolAnswer["value"] {
  switch (call.do) {
    case "open":
      return { spoolId: spool.id };
    case "append":
      spool.append(call.stream, call.bodies, call.now);
      return {};
    case "oldest":
      return { rows: spool.oldest(call.stream, call.limit) };
    case "forget":
      spool.forget(call.stream, call.seq);
      return {};
    case "report":
      return { report: spool.report(call.now) };
    case "close":
      spool.close();
      return {};
  }
}

const sqliteFull = 13;

parentPort?.on("message", (call: SpoolCall & { id: number }) => {
  try {
    parentPort?.postMessage({ id: call.id, value: answer(call) } satisfies SpoolAnswer);
  } catch (error) {
    const full = error instanceof Error && "errcode" in error && error.errcode === sqliteFull;
    const message = error instanceof Error ? error.message : String(error);
    parentPort?.postMessage({
      id: call.id,
      value: {},
      error: { code: full ? "spool-full" : "spool-unavailable", message },
    } satisfies SpoolAnswer);
  }
});
