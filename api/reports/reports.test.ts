import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Ajv, type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";
import readExcelFile from "read-excel-file/node";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { builtinCatalogs } from "../../catalogs/index.ts";
import { loadBuiltin } from "../../catalogs/testing/load-builtin.ts";
import { canonicalJson } from "../../model/digest.ts";
import { languages } from "../../model/language.ts";
import { type ReportDocument, reportKinds } from "../../model/report.ts";
import { checks } from "../../posture/checks/index.ts";
import { scoreSheet } from "../../posture/scoring/score-sheet.ts";
import { openTestCentre, type TestCentre } from "../testing/open-centre.ts";
import { composeReport } from "./compose/compose.ts";
import { buildReport } from "./document/build-report.ts";
import { readReportGround } from "./document/read-report-ground.ts";
import { docx } from "./formats/docx/docx.ts";
import { toAssessmentResults } from "./formats/oscal/assessment-results.ts";
import { toPlanOfAction } from "./formats/oscal/plan-of-action.ts";
import { pdf } from "./formats/pdf/pdf.ts";
import { xlsx } from "./formats/xlsx/xlsx.ts";

const schemas = join(import.meta.dirname, "../../../shared/schemas/oscal");
const haveSchemas = existsSync(schemas);
if (!haveSchemas)
  process.stderr.write("\n*** NOT TESTED: no OSCAL schemas beside the checkout, reports are not validated ***\n\n");

let test: TestCentre;
const catalog = await loadBuiltin(builtinCatalogs.miit);
const at = Date.parse("2026-11-24T02:00:00Z");

beforeAll(async () => {
  test = await openTestCentre();
  await vi.waitFor(async () => expect(await test.records.verdicts.list({ enterpriseId: "waterworks" })).not.toEqual([]), 20_000);
});
afterAll(() => test.close());

async function reportOf(kind: ReportDocument["kind"] = "self-assessment"): Promise<ReportDocument> {
  const request = { enterpriseId: "waterworks", kind, catalog, checks, now: at, version: "0.0.0-test" };
  return buildReport(await readReportGround(test.records, request));
}

async function validator(model: "assessment-results" | "poam"): Promise<ValidateFunction> {
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats.default(ajv);
  return ajv.compile(JSON.parse(await readFile(join(schemas, `oscal_${model}_schema.json`), "utf8")));
}

describe("a report", () => {
  it("is the same for the same records, and its figures follow from the sheet in it", async () => {
    const report = await reportOf();
    expect(canonicalJson(await reportOf())).toBe(canonicalJson(report));
    const { root } = scoreSheet(report.sheet, catalog.profile.rules);
    expect(report.score.demonstrated).toBe(root?.demonstrated);
    expect(report.score.coverage).toBe(root?.coverage);
    expect(report.verdicts.length).toBeGreaterThan(0);
    expect(report.verdicts.some(({ status }) => status === "unknown")).toBe(true);
  });

  it("names no enterprise that is not there", async () => {
    const request = { enterpriseId: "nobody", kind: "risk", catalog, checks, now: at, version: "0" } as const;
    await expect(readReportGround(test.records, request)).rejects.toMatchObject({ code: "unknown-enterprise" });
  });

  it.each(reportKinds)("of kind %s says what is unknown, in both languages, with blanks for signatures", async (kind) => {
    const digest = "5f".repeat(32);
    const seen = {
      observationId: "o-1",
      assetId: "scada",
      endpointId: "ua",
      probe: "opcua.server",
      outcome: "answered",
      at,
      digest,
    };
    const report = { ...(await reportOf(kind)), evidence: [seen] };
    for (const language of languages) {
      const layout = composeReport(report, language);
      const text = JSON.stringify(layout);
      expect(text).toMatch({ "zh-CN": /未知/, en: /unknown/i }[language]);
      expect(text).not.toContain("undefined");
      expect(layout.mark).not.toBe("");
      if (language === "en") expect(text).not.toMatch(/[一二三四五六七八九]、/);
      expect(text).toContain(digest);
    }
  });

  it.skipIf(!haveSchemas)("validates as OSCAL", async () => {
    const report = await reportOf();
    const [isResults, isPlan] = await Promise.all([validator("assessment-results"), validator("poam")]);
    for (const language of languages) {
      isResults(JSON.parse(JSON.stringify(toAssessmentResults(report, language))));
      expect(isResults.errors).toBeNull();
      isPlan(JSON.parse(JSON.stringify(toPlanOfAction(report, language))));
      expect(isPlan.errors).toBeNull();
    }
    isPlan(JSON.parse(JSON.stringify(toPlanOfAction({ ...report, findings: [] }, "en"))));
    expect(isPlan.errors).toBeNull();
    expect(isResults({ "assessment-results": { uuid: "x" } })).toBe(false);
  });

  it("is a PDF of the same bytes each time", { timeout: 60_000 }, async () => {
    const report = await reportOf();
    const first = Buffer.from(await pdf.write(report, "zh-CN"));
    expect(first.subarray(0, 5).toString()).toBe("%PDF-");
    expect(first.includes("assessment-results.json")).toBe(true);
    expect(first.equals(await pdf.write(report, "zh-CN"))).toBe(true);
    expect(first.equals(await pdf.write({ ...report, at: at + 60_000 }, "zh-CN"))).toBe(false);
  });

  it("is a workbook with a sheet a table, and a document to edit", async () => {
    const report = await reportOf();
    const sheets = await readExcelFile(Buffer.from(await xlsx.write(report, "zh-CN")));
    const names = sheets.map(({ sheet }) => sheet);
    expect(names.some((name) => name.includes("资产清单"))).toBe(true);
    const assets = sheets.find(({ sheet }) => sheet.includes("资产清单"));
    expect(assets?.data.length).toBe(1 + report.inventory.assets.length);
    expect(
      Buffer.from(await docx.write(report, "zh-CN"))
        .subarray(0, 2)
        .toString(),
    ).toBe("PK");
  });
});
