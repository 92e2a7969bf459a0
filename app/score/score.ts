import { readFile } from "node:fs/promises";
import { readScoreGround } from "../../api/judging/score-ground.ts";
import type { Catalog } from "../../catalogs/catalog.ts";
import { defaultCatalogs } from "../../catalogs/index.ts";
import { systemClock } from "../../model/instant.ts";
import type { Bilingual, Language } from "../../model/language.ts";
import { describeError, Problem } from "../../model/problem.ts";
import { type Sheet, sheetSchema } from "../../model/score.ts";
import { formatIssue, parseYaml } from "../../model/yaml/parse-yaml.ts";
import { checks } from "../../posture/checks/index.ts";
import { buildSheet } from "../../posture/scoring/build-sheet.ts";
import type { NameOf } from "../../posture/scoring/name-in-cap.ts";
import { renderExplanation, renderWhatIf } from "../../posture/scoring/render-text.ts";
import { scoreSheet } from "../../posture/scoring/score-sheet.ts";
import { sheetResult } from "../../posture/scoring/sheet-result.ts";
import { whatIf } from "../../posture/scoring/what-if.ts";
import type { RecordStore } from "../../store/records/port.ts";
import { readCatalog } from "../centre/read-catalog.ts";
import { openOwnRecords } from "../centre/record-stores.ts";

/** How a scored sheet is answered. */
export interface SheetAnswer {
  readonly format: "table" | "json" | "sheet";
  readonly explain?: boolean;
  readonly whatIf?: boolean;
  readonly lang: Language;
}

/**
 * Scores a sheet from a file (JSON or YAML), by the figures of the default catalogue's profile.
 * @throws Problem `config-invalid` with a line for every mistake.
 */
export async function scoreOfSheet(file: string, answer: SheetAnswer): Promise<string> {
  const text = await readFile(file, "utf8").catch((cause: unknown) => {
    throw new Problem("config-unreadable", `cannot read ${file}: ${describeError(cause)}`, { target: file, cause });
  });
  // JSON is YAML, and this parser tells the line of a mistake.
  const parsed = parseYaml(text, file, sheetSchema);
  if (!parsed.ok) throw new Problem("config-invalid", parsed.issues.map(formatIssue).join("\n"), { target: file });
  return formatSheet(parsed.value, await readCatalog(defaultCatalogs[0] ?? "miit"), answer);
}

/**
 * The score of an enterprise as its records stand now.
 * @throws Problem `no-centre-here` or `unknown-enterprise`.
 */
export async function scoreOfEnterprise(enterpriseId: string, answer: SheetAnswer & { catalog: string }): Promise<string> {
  const catalog = await readCatalog(answer.catalog);
  const records = await openOwnRecords(process.env);
  try {
    const { sheet, assetName } = await sheetFromRecords(records, enterpriseId, catalog);
    return formatSheet(sheet, catalog, answer, assetName);
  } finally {
    await records.close();
  }
}

interface NamedSheet {
  readonly sheet: Sheet;
  readonly assetName: NameOf;
}

async function sheetFromRecords(records: RecordStore, enterpriseId: string, catalog: Catalog): Promise<NamedSheet> {
  const ground = await readScoreGround(records, enterpriseId);
  if (ground === undefined) {
    const known = (await records.inventories.all()).map(({ inventory }) => inventory.enterprise.id);
    throw new Problem("unknown-enterprise", `there is no enterprise "${enterpriseId}"`, {
      target: enterpriseId,
      advice: `Known here: ${known.join(", ")}.`,
    });
  }
  const names = new Map([...ground.leftoverAssets, ...ground.inventory.assets].map(({ id, name }) => [id, name]));
  return { sheet: buildSheet({ ...ground, catalog, checks, now: systemClock.now() }), assetName: (id) => names.get(id) };
}

function formatSheet(sheet: Sheet, catalog: Catalog, answer: SheetAnswer, assetName: NameOf = () => undefined): string {
  if (answer.format === "sheet") return `${JSON.stringify(sheet, null, 2)}\n`;
  const { rules } = catalog.profile;
  const scored = scoreSheet(sheet, rules);
  const repairs = answer.whatIf === true ? whatIf({ sheet, rules, checks }) : undefined;
  if (answer.format === "json") {
    const result = sheetResult(sheet, scored);
    return `${JSON.stringify({ ...result, ...(answer.explain === true ? { explanation: scored.root } : {}), ...(repairs === undefined ? {} : { repairs }) }, null, 2)}\n`;
  }
  const depth = answer.explain === true ? "pair" : "control";
  const table = renderExplanation(scored, answer.lang, { depth, titles: titlesOf(catalog), assetName });
  return repairs === undefined ? table : `${table}\n${renderWhatIf(repairs, answer.lang, assetName)}`;
}

function titlesOf(catalog: Catalog): ReadonlyMap<string, Bilingual> {
  const controls = catalog.tasks.flatMap((task) => task.controls);
  const objectives = controls.flatMap((control) => control.objectives);
  return new Map([
    ...[...catalog.tasks, ...controls].map(({ id, title }) => [id, title] as const),
    ...objectives.map(({ id, text }) => [id, text] as const),
  ]);
}
