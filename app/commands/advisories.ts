import type { Dirent } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import { userInfo } from "node:os";
import { basename, join } from "node:path";
import { type AdvisoryFile, besideOf, type FileOutcome, importAdvisories } from "../../api/advisories/import-advisories.ts";
import { readPublisherKeys } from "../../api/advisories/signature.ts";
import { systemClock } from "../../model/instant.ts";
import { describeError, Problem } from "../../model/problem.ts";
import { centreFiles } from "../centre/data-files.ts";
import { openOwnRecords } from "../centre/record-stores.ts";
import { centreDataFolder } from "../config/environment.ts";
import { exitCodes } from "../exit-codes.ts";
import type { RegisterCommand } from "./command.ts";

export const register: RegisterCommand = (program, finish) => {
  program
    .command("advisories")
    .description("advisories of makers, on the machine of the centre")
    .command("import")
    .argument("<path...>", "CSAF 2.0 documents, or folders of them with the hashes and signatures beside them")
    .option("--keys <folder>", "OpenPGP keys of publishers; else centre/advisory-keys in the data folder")
    .description("imports advisories; exit status 1 where one was refused. Nothing is fetched or sent out")
    .action(async (paths: readonly string[], { keys }: { keys?: string }) => {
      const counts = await importFrom(paths, keys ?? centreFiles(centreDataFolder(process.env)).advisoryKeys);
      process.stdout.write(`${[...counts].map(([outcome, count]) => `${count} ${outcome}`).join(", ") || "no document found"}\n`);
      if (counts.has("refused")) finish(exitCodes.answerIsNo);
    });
};

async function importFrom(paths: readonly string[], keyFolder: string): Promise<ReadonlyMap<string, number>> {
  const by = `command:${userInfo().username}`;
  const keys = await readPublisherKeys(keyFolder);
  const records = await openOwnRecords(process.env);
  const counts = new Map<string, number>();
  try {
    for await (const outcome of importAdvisories(documentsAt(paths), {
      records: records.advisories,
      clock: systemClock,
      keys,
      by,
    })) {
      counts.set(outcome.outcome, (counts.get(outcome.outcome) ?? 0) + 1);
      process.stdout.write(linesOf(outcome));
    }
    const detail = { paths: [...paths], ...Object.fromEntries(counts) };
    await records.audit.append({ at: systemClock.now(), actor: by, action: "advisories.import", target: "advisories", detail });
    return counts;
  } finally {
    await records.close();
  }
}

function linesOf({ file, outcome, trackingId, revision, trust, faults }: FileOutcome): string {
  const what = trackingId === null ? "" : `\t${trackingId} ${revision}`;
  const signed =
    trust === null ? "" : `\t${trust.kind}${trust.unknownSigner === true ? " (signed by a key that is not configured)" : ""}`;
  const wrong = faults.map(({ path, message }) => `\t${path === "" ? "" : `${path}: `}${message.en}\n`);
  return `${outcome}\t${file}${what}${signed}\n${wrong.join("")}`;
}

/** Files of a provider's folder that are no advisories (CSAF 2.0, 7.1). */
const otherFiles = new Set(["provider-metadata.json", "aggregator.json", "index.json"]);

/** Documents that were named, and those in folders, one at a time. */
async function* documentsAt(paths: readonly string[]): AsyncGenerator<AdvisoryFile> {
  for (const path of paths) {
    const found = await stat(path).catch((cause: unknown) => {
      throw new Problem("usage", `cannot read ${path}: ${describeError(cause)}`, { target: path, cause });
    });
    if (found.isDirectory()) yield* documentsIn(path);
    else yield await documentOf(path);
  }
}

async function* documentsIn(folder: string): AsyncGenerator<AdvisoryFile> {
  const inside: Dirent[] = await readdir(folder, { withFileTypes: true });
  for (const one of inside.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, one.name);
    if (one.isDirectory()) yield* documentsIn(path);
    else if (one.isFile() && one.name.endsWith(".json") && !otherFiles.has(one.name)) yield await documentOf(path);
  }
}

async function documentOf(path: string): Promise<AdvisoryFile> {
  const ends = ["sha256", "sha512", "asc"] as const;
  const beside = new Map(
    await Promise.all(ends.map(async (end) => [end, await readFile(`${path}.${end}`).catch(() => undefined)] as const)),
  );
  return { name: basename(path), bytes: await readFile(path), beside: besideOf((end) => beside.get(end)) };
}
