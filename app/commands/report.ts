import { writeFile } from "node:fs/promises";
import { makeBundle } from "../../api/reports/bundle/make-bundle.ts";
import { readBundleInput } from "../../api/reports/bundle/read-bundle-input.ts";
import { readRedactionProfile } from "../../api/reports/bundle/redaction/profile.ts";
import { sha256 } from "../../api/reports/digest.ts";
import { buildReport } from "../../api/reports/document/build-report.ts";
import { readReportGround } from "../../api/reports/document/read-report-ground.ts";
import { reportFormats } from "../../api/reports/formats/index.ts";
import type { Catalog } from "../../catalogs/catalog.ts";
import { systemClock } from "../../model/instant.ts";
import { type Language, languages } from "../../model/language.ts";
import { describeError, Problem } from "../../model/problem.ts";
import { type ReportDocument, type ReportKind, reportKinds } from "../../model/report.ts";
import { checks } from "../../posture/checks/index.ts";
import { openFileDocuments } from "../../store/documents/files/file-documents.ts";
import type { RecordStore } from "../../store/records/port.ts";
import { centreFiles } from "../centre/data-files.ts";
import { readCatalog } from "../centre/read-catalog.ts";
import { openOwnRecords } from "../centre/record-stores.ts";
import { centreDataFolder } from "../config/environment.ts";
import { version } from "../version.ts";
import type { RegisterCommand } from "./command.ts";
import { choice, languageOption } from "./options.ts";

interface ReportOptions {
  readonly kind: ReportKind;
  readonly catalog: string;
  readonly format: string;
  readonly lang: Language;
  readonly redaction: string;
  readonly out: string;
}

/** The bundle that `sign` signs and `verify` checks: the report in every frozen form, with what it rests on. */
const bundleFormat = "bundle";

export const register: RegisterCommand = (program) => {
  const formats = [...reportFormats.map(({ id }) => id), bundleFormat];
  program
    .command("report <enterprise>")
    .description("a report to the authority, on the machine of the centre")
    .addOption(choice("--kind <kind>", "which report", reportKinds).default("self-assessment"))
    .option("--catalog <id>", "catalogue to report against", "miit")
    .addOption(choice("--format <format>", "form of the file", formats).default("pdf"))
    .addOption(languageOption(languages))
    .option("--redaction <profile>", "what a bundle masks: none, authority, public, or a YAML file", "none")
    .requiredOption("--out <file>", "file to write")
    .action(async (enterprise: string, options: ReportOptions) => {
      process.stdout.write(await writeReport(enterprise, options));
    });
};

/** @throws Problem `no-centre-here`, `unknown-enterprise`, `redaction-unknown`, `report-failed` or `file-unwritable` */
async function writeReport(enterpriseId: string, options: ReportOptions): Promise<string> {
  const { kind, catalog: id, out } = options;
  const catalog = await readCatalog(id);
  const records = await openOwnRecords(process.env);
  try {
    const request = { enterpriseId, kind, catalog, checks, now: systemClock.now(), version };
    const report = buildReport(await readReportGround(records, request));
    const bytes = await bytesOf(report, { ...options, records, catalog });
    await writeFile(out, bytes).catch((cause: unknown) => {
      throw new Problem("file-unwritable", `cannot write ${out}: ${describeError(cause)}`, { target: out, cause });
    });
    return `${out}  ${bytes.length} bytes  sha256 ${sha256(bytes)}\n`;
  } finally {
    await records.close();
  }
}

interface Wanted extends Pick<ReportOptions, "format" | "lang" | "redaction"> {
  readonly records: RecordStore;
  readonly catalog: Catalog;
}

async function bytesOf(report: ReportDocument, { format: wanted, lang, redaction, records, catalog }: Wanted) {
  if (wanted === bundleFormat) {
    const documents = await openFileDocuments({ folder: centreFiles(centreDataFolder(process.env)).documents });
    const profile = await readRedactionProfile(redaction);
    const request = { language: lang, catalog, redaction: profile };
    return makeBundle(await readBundleInput({ records, documents }, report, request));
  }
  const format = reportFormats.find((one) => one.id === wanted);
  if (format === undefined) throw new Problem("usage", `there is no format "${wanted}"`);
  return format.write(report, lang);
}
