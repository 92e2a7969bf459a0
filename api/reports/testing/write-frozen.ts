import { readFile } from "node:fs/promises";
import { languages } from "../../../model/language.ts";
import type { ReportDocument } from "../../../model/report.ts";
import { sha256 } from "../digest.ts";
import { reportFormats } from "../formats/index.ts";

/** Writes the frozen forms of a report's data in a process of its own, and prints their digests: `node write-frozen.ts FILE LANGUAGE`. */
const [file = "", wanted] = process.argv.slice(2);
const language = languages.find((one) => one === wanted) ?? "zh-CN";
// The file is the data of a stored report.
const report = JSON.parse(await readFile(file, "utf8")) as ReportDocument;
const frozen = reportFormats.filter((format) => format.frozen);
const digests = await Promise.all(frozen.map(async ({ id, write }) => [id, sha256(await write(report, language))] as const));
process.stdout.write(JSON.stringify(Object.fromEntries(digests)));
