import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parentPort, workerData } from "node:worker_threads";
import { NodeCompiler } from "@myriaddreamin/typst-ts-node-compiler";
import type { Block, ReportLayout } from "../../compose/layout.ts";

/** What the thread is given: pages, and the files that the PDF carries. */
export interface PdfJob {
  readonly layout: ReportLayout;
  readonly carried: { readonly data: string; readonly assessmentResults: string } | null;
}

const workspace = import.meta.dirname;
const fonts = dirname(fileURLToPath(import.meta.resolve("@expo-google-fonts/noto-sans-sc/package.json")));

/** Texts reach Typst as data alone, never as source. Whatever it warns of, a missing font say, fails the report. */
function makePdf({ layout, carried }: PdfJob): Uint8Array {
  const compiler = NodeCompiler.create({
    workspace,
    fontArgs: [{ fontPaths: [join(fonts, "400Regular"), join(fonts, "700Bold")] }],
  });
  const shadow = (name: string, content: string) => compiler.mapShadow(join(workspace, name), Buffer.from(content));
  let figures = 0;
  // The font draws curly quotes as wide as a Chinese character.
  const quoted = (words: string) => (layout.language === "en" ? words.replaceAll(/[“”]/g, '"') : words);
  const prepared = (block: Block) => {
    if (block.kind === "table") return { ...block, rows: block.rows.map((row) => row.map((cell) => breakable(quoted(cell)))) };
    if (block.kind === "text") return { ...block, text: quoted(block.text) };
    const file = `/figure-${++figures}.svg`;
    shadow(file, block.svg);
    return { ...block, file };
  };
  const sections = layout.sections.map((section) => ({ ...section, blocks: section.blocks.map(prepared) }));
  shadow(
    "report.json",
    JSON.stringify({ ...layout, sections, date: dateParts(layout.at), attached: carried === null ? null : attachedWords }),
  );
  if (carried !== null) {
    shadow("report-data.json", carried.data);
    shadow("assessment-results.json", carried.assessmentResults);
  }
  const result = compiler.compile({ mainFileContent: readFileSync(join(workspace, "report.typ"), "utf8") });
  const compiled = result.result;
  if (result.hasError() || compiled === null) throw new Error(JSON.stringify(result.takeDiagnostics()?.shortDiagnostics));
  const warnings = result.takeWarnings()?.shortDiagnostics ?? [];
  if (warnings.length > 0) throw new Error(JSON.stringify(warnings));
  return compiler.pdf(compiled, { pdfStandard: "a-3b", creationTimestamp: Math.floor(layout.at / 1000) });
}

/** Identifiers and digests have no spaces: they may break between any two pairs of characters. */
function breakable(words: string): string {
  return words.replaceAll(/[0-9A-Za-z_.:/=;+-]{18,}/g, (long) => long.replaceAll(/(..)(?=.)/g, "$1\u200b"));
}

const attachedWords = { data: "Data of this report", oscal: "OSCAL assessment results" };

function dateParts(time: number): number[] {
  const date = new Date(time);
  return [
    date.getUTCFullYear(),
    date.getUTCMonth() + 1,
    date.getUTCDate(),
    date.getUTCHours(),
    date.getUTCMinutes(),
    date.getUTCSeconds(),
  ];
}

try {
  // Only pdf.ts starts this thread, with such a job.
  parentPort?.postMessage({ pdf: new Uint8Array(makePdf(workerData as PdfJob)) });
} catch (error) {
  parentPort?.postMessage({ problem: error instanceof Error ? error.message : String(error) });
}
