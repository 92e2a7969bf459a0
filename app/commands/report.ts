import { writeFile } from "node:fs/promises";
import { sha256 } from "../../api/reports/digest.ts";
import { buildReport } from "../../api/reports/document/build-report.ts";
import { readReportGround } from "../../api/reports/document/read-report-ground.ts";
import { reportFormats } from "../../api/reports/formats/index.ts";
import { systemClock } from "../../model/instant.ts";
import { type Language, languages } from "../../model/language.ts";
import { describeError, Problem } from "../../model/problem.ts";
import { type ReportKind, reportKinds } from "../../model/report.ts";
import { checks } from "../../posture/checks/index.ts";
import { readCatalog } from "../centre/read-catalog.ts";
import { openOwnRecords } from "../centre/record-stores.ts";
import { version } from "../version.ts";
import type { RegisterCommand } from "./command.ts";
import { choice, languageOption } from "./options.ts";

interface ReportOptions {
  readonly kind: ReportKind;
  readonly catalog: string;
  readonly format: string;
  readonly lang: Language;
  readonly out: string;
}

export const register: RegisterCommand = (program) => {
  const formats = reportFormats.map(({ id }) => id);
  program
    .command("report <enterprise>")
    .description("a report to the authority, on the machine of the centre")
    .addOption(choice("--kind <kind>", "which report", reportKinds).default("self-assessment"))
    .option("--catalog <id>", "catalogue to report against", "miit")
    .addOption(choice("--format <format>", "form of the file", formats).default("pdf"))
    .addOption(languageOption(languages))
    .requiredOption("--out <file>", "file to write")
    .action(async (enterprise: string, options: ReportOptions) => {
      process.stdout.write(await writeReport(enterprise, options));
    });
};

/** @throws Problem `no-centre-here`, `unknown-enterprise`, `report-failed` or `file-unwritable` */
async function writeReport(
  enterpriseId: string,
  { kind, catalog: id, format: wanted, lang, out }: ReportOptions,
): Promise<string> {
  const format = reportFormats.find((one) => one.id === wanted);
  if (format === undefined) throw new Problem("usage", `there is no format "${wanted}"`);
  const catalog = await readCatalog(id);
  const records = await openOwnRecords(process.env);
  try {
    const request = { enterpriseId, kind, catalog, checks, now: systemClock.now(), version };
    const report = buildReport(await readReportGround(records, request));
    const bytes = await format.write(report, lang);
    await writeFile(out, bytes).catch((cause: unknown) => {
      throw new Problem("file-unwritable", `cannot write ${out}: ${describeError(cause)}`, { target: out, cause });
    });
    return `${out}  ${bytes.length} bytes  sha256 ${sha256(bytes)}\n`;
  } finally {
    await records.close();
  }
}
