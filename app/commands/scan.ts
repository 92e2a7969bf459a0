import { join } from "node:path";
import { identityOnDemand, loadOrMakeIdentity } from "../../collector/identity/client-identity.ts";
import { systemClock } from "../../model/instant.ts";
import { type Language, languages } from "../../model/language.ts";
import { Problem } from "../../model/problem.ts";
import { type Severity, severities } from "../../model/severity.ts";
import { checks } from "../../posture/checks/index.ts";
import { dataFolder } from "../config/environment.ts";
import { type ExitCode, exitCodes } from "../exit-codes.ts";
import { toJson, toSarif, toTable } from "../scan/format.ts";
import { scan, type TargetReport } from "../scan/scan.ts";
import { type Credentials, targetFromUrl, targetsFromFile } from "../scan/targets.ts";
import type { RegisterCommand } from "./command.ts";
import { choice, languageOption } from "./options.ts";

const formats = ["table", "json", "sarif"] as const;

interface ScanOptions {
  readonly format: (typeof formats)[number];
  readonly failOn?: Severity;
  readonly targets?: string;
  readonly user?: string;
  readonly passwordEnv?: string;
  readonly pin?: string;
  readonly lang: Language;
}

export const register: RegisterCommand = (program, finish) => {
  program
    .command("scan [urls...]")
    .description(
      "assesses devices once: opc.tcp://host:port/path and modbus://host:port/unit; nothing but these addresses is contacted",
    )
    .addOption(choice("--format <format>", "how to answer", formats).default("table"))
    .addOption(choice("--fail-on <severity>", "exit with 1 where a finding is at least this severe", severities))
    .option("--targets <file>", "endpoints from a file (YAML), which alone may allow probes on request")
    .option("--user <name>", "log in to OPC UA servers as this user")
    .option("--password-env <variable>", "environment variable that holds the password")
    .option("--pin <sha256>", "the server certificate to which the password may be sent")
    .addOption(languageOption(languages))
    .action(async (urls: string[], options: ScanOptions) => {
      const credentials = credentialsFrom(options);
      const typed = await Promise.all(urls.map((url) => targetFromUrl(url, credentials)));
      const targets = [...typed, ...(options.targets === undefined ? [] : await targetsFromFile(options.targets))];
      if (targets.length === 0) throw new Problem("usage", "no target: name a URL or a --targets file");
      const identityFolder = join(dataFolder(process.env), "scan", "identity");
      const reports = await scan(targets, {
        identity: await loadOrMakeIdentity(identityFolder, "scan", "client"),
        strangerIdentity: identityOnDemand(identityFolder, "scan", "stranger"),
        clock: systemClock,
        checks,
        progress: (line) => process.stderr.isTTY && process.stderr.write(`${line}\n`),
      });
      process.stdout.write(format(reports, options));
      finish(exitCodeOf(reports, options.failOn));
    });
};

function credentialsFrom({ user, passwordEnv, pin }: ScanOptions): Credentials | undefined {
  if (user === undefined && passwordEnv === undefined) return undefined;
  if (user === undefined || passwordEnv === undefined || pin === undefined) {
    throw new Problem(
      "usage",
      "--user needs --password-env and --pin: a password goes only to a server whose certificate is known",
      {
        advice: "Scan once without --user; the certificate's SHA-256 stands in the facts of --format json.",
      },
    );
  }
  return { user, passwordEnv, pin };
}

function format(reports: readonly TargetReport[], options: ScanOptions): string {
  if (options.format === "json") return toJson(reports);
  if (options.format === "sarif") return toSarif(reports, checks, options.lang);
  return toTable(reports, new Map(checks.map((check) => [check.id, check])), options.lang);
}

function exitCodeOf(reports: readonly TargetReport[], failOn: Severity | undefined): ExitCode {
  const worst = failOn === undefined ? -1 : severities.indexOf(failOn);
  const failed = reports.some(({ verdicts }) =>
    verdicts.some(({ status, severity }) => status === "fail" && severities.indexOf(severity) <= worst),
  );
  if (failed) return exitCodes.answerIsNo;
  return reports.some(({ outcome }) => outcome === "unreachable") ? exitCodes.notReachable : exitCodes.done;
}
