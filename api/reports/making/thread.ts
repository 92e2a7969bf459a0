import { parentPort, workerData } from "node:worker_threads";
import { canonicalJson } from "../../../model/digest.ts";
import { describeError, Problem } from "../../../model/problem.ts";
import type { ReportDocument } from "../../../model/report.ts";
import { checks } from "../../../posture/checks/index.ts";
import { buildReport, type ReportGround } from "../document/build-report.ts";
import { reportFormats } from "../formats/index.ts";
import { pdf } from "../formats/pdf/pdf.ts";
import { compareReports, contentDigest } from "./compare-reports.ts";
import type { FromThread, GroundRest, LongList, MadeFile, ThreadStart, ToThread } from "./thread-messages.ts";

/** Thread that makes one report: whatever that costs, the centre goes on answering. */

const tell = (message: FromThread, transfer: readonly ArrayBuffer[] = []): void =>
  parentPort?.postMessage(message, [...transfer]);

async function make(ground: ReportGround, { language, previous, stem }: ThreadStart): Promise<void> {
  tell({ kind: "step", step: "composing" });
  const report = buildReport(ground);
  const content = contentDigest(report);
  if (content === previous?.content) return tell({ kind: "unchanged" });
  tell({ kind: "step", step: "comparing" });
  const differences = previous === null ? null : compareReports(readReport(previous.data), report);
  const data = new TextEncoder().encode(canonicalJson(report));
  tellFile({ format: "data", name: `${stem}-data.json`, mediaType: "application/json", bytes: data });
  // It has a thread of its own, in which it takes longest: the others are made beside it.
  const typeset = pdf.write(report, language);
  typeset.catch(() => undefined);
  for (const format of [...reportFormats.filter((one) => one !== pdf), pdf]) {
    tell({ kind: "step", step: format.id });
    const bytes = await (format === pdf ? typeset : format.write(report, language));
    const name = format.ending === "json" ? `${stem}-${format.id}.json` : `${stem}.${format.ending}`;
    tellFile({ format: format.id, name, mediaType: format.mediaType, bytes });
  }
  const { simulated } = report.inventory.enterprise;
  tell({ kind: "done", content, score: report.score, simulated, differences });
}

function tellFile(file: MadeFile): void {
  tell({ kind: "file", file }, [file.bytes.buffer]);
}

/** Written by this thread and found by its digest, so it is a report. */
function readReport(data: Uint8Array): ReportDocument {
  return JSON.parse(new TextDecoder().decode(data)) as ReportDocument;
}

async function makeOrTell(rest: GroundRest): Promise<void> {
  try {
    // Only render-report.ts starts this thread, with such a start.
    await make({ ...rest, ...lists, checks }, workerData as ThreadStart);
  } catch (error) {
    tell({ kind: "failed", code: error instanceof Problem ? error.code : "report-failed", message: describeError(error) });
  } finally {
    parentPort?.close();
  }
}

const lists: { [K in LongList]: ReportGround[K][number][] } = { verdicts: [], findings: [], observations: [] };

parentPort?.on("message", (message: ToThread) => {
  switch (message.kind) {
    case "rest":
      void makeOrTell(message.rest);
      break;
    case "verdicts":
      lists.verdicts.push(...message.items);
      break;
    case "findings":
      lists.findings.push(...message.items);
      break;
    case "observations":
      lists.observations.push(...message.items);
      break;
  }
});
