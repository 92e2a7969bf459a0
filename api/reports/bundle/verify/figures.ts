import type { Catalog } from "../../../../catalogs/catalog.ts";
import { canonicalJson } from "../../../../model/digest.ts";
import { message } from "../../../../model/messages/index.ts";
import { describeError } from "../../../../model/problem.ts";
import { displayPercent, type ScoreNode, sheetSchema } from "../../../../model/score.ts";
import { scoreSheet } from "../../../../posture/scoring/score-sheet.ts";
import { readJson } from "../json-bytes.ts";
import { bundleNames, type Manifest } from "../manifest.ts";
import type { BundleFiles } from "../pack.ts";
import { checkOscal } from "./oscal.ts";
import { checkPdfData } from "./pdf-data.ts";
import { checkProfile } from "./profile.ts";
import { compare, type Figures, type Reckoned, whole } from "./reckoned.ts";
import { type ReportFacts, reportFactsSchema } from "./report-facts.ts";
import { checkSheet } from "./sheet.ts";
import { fails, holds, type Statement } from "./statement.ts";

/** Whether every figure follows from the enclosed sheet, and the sheet from the results in the report. */
export function checkFigures(files: BundleFiles, manifest: Manifest, catalogs: readonly Catalog[]): readonly Statement[] {
  const report = readJson(files.get(bundleNames.data), reportFactsSchema);
  const sheet = readJson(files.get(bundleNames.sheet), sheetSchema);
  if (report === undefined) return [fails(message("verify.unreadable", { name: bundleNames.data }))];
  if (sheet === undefined || canonicalJson(sheet) !== canonicalJson(report.sheet)) {
    return [fails(message("verify.unreadable", { name: bundleNames.sheet }))];
  }
  const reckoned = reckon(sheet, manifest);
  if (reckoned === undefined) return [fails(message("verify.unreadable", { name: bundleNames.sheet }))];
  const wrong = [
    ...checkManifestFacts(manifest, report),
    ...checkSheet(report),
    ...compare(bundleNames.manifest, new Map([[whole, manifest.score]]), reckoned),
    ...compare(bundleNames.data, figuresOfReport(report), reckoned),
    ...checkOscal(files, reckoned, report),
  ];
  return [
    ...(wrong.length > 0 ? wrong.slice(0, mostNamed) : [follows(manifest)]),
    ...checkProfile(manifest, sheet, report.inventory.enterprise, catalogs),
    ...checkPdfData(files.get(bundleNames.report), files.get(bundleNames.data)),
  ];
}

/** Where much is wrong, the first few say enough. */
const mostNamed = 20;

function follows({ score }: Manifest): Statement {
  const text = (value: number | null) => (value === null ? "–" : displayPercent(value));
  const { demonstrated, potential, coverage } = score;
  return holds(
    message("verify.score-follows", {
      demonstrated: text(demonstrated),
      potential: text(potential),
      coverage: text(coverage),
    }),
  );
}

function reckon(sheet: ReportFacts["sheet"], { catalog: { rules } }: Manifest): Reckoned | undefined {
  try {
    const { root } = scoreSheet(sheet, rules);
    if (root === null) return new Map();
    return new Map([...levels(root)].map((node, index) => [index === 0 ? whole : node.id, figuresOf(node)]));
  } catch (error) {
    // A sheet that contradicts itself has no score.
    if (describeError(error) === "") throw error;
    return undefined;
  }
}

function* levels(node: ScoreNode): Generator<ScoreNode> {
  yield node;
  for (const child of node.children) if (child.kind !== "pair") yield* levels(child);
}

function figuresOf({ demonstrated, potential, coverage, cap }: ScoreNode): Figures {
  return { demonstrated, potential, coverage, capAt: cap?.at ?? null };
}

function figuresOfReport({ score, lines }: ReportFacts): Reckoned {
  const read = ({ cap, demonstrated, potential, coverage }: ReportFacts["score"]): Figures => ({
    demonstrated,
    potential,
    coverage,
    capAt: cap?.at ?? null,
  });
  return new Map([[whole, read(score)], ...lines.map((line) => [line.id, read(line)] as const)]);
}

/** The manifest says of the report what the report says of itself. */
function checkManifestFacts(manifest: Manifest, report: ReportFacts): readonly Statement[] {
  const { id, name, types, grade, industry, simulated } = report.inventory.enterprise;
  const { id: catalogId, documentNo, profileVersion } = report.catalog;
  const pairs: Readonly<Record<string, readonly [unknown, unknown]>> = {
    kind: [manifest.kind, report.kind],
    asOf: [manifest.asOf, report.at],
    enterprise: [manifest.enterprise, { id, name, types, grade, industry: industry ?? null, simulated }],
    catalog: [
      { ...manifest.catalog, rules: null },
      { id: catalogId, documentNo, profileVersion, rules: null },
    ],
  };
  return Object.entries(pairs)
    .filter(([, [said, expected]]) => canonicalJson(said) !== canonicalJson(expected))
    .map(([field]) => fails(message("verify.manifest-differs", { field })));
}
