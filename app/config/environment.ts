import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { Problem } from "../../model/problem.ts";
import { centreFiles } from "../centre/data-files.ts";

/** The folder for everything that is kept: PLANTWATCH_DATA, else `data` where the command runs. */
export function dataFolder(environment: NodeJS.ProcessEnv): string {
  return resolve(environment.PLANTWATCH_DATA ?? "data");
}

/** The demonstration keeps its things apart, below the data folder. */
export function demoFolder(environment: NodeJS.ProcessEnv): string {
  return join(dataFolder(environment), "demo");
}

/**
 * The data folder of a centre on this machine: PLANTWATCH_DATA, else `data`, else the demonstration's.
 * @throws Problem `no-centre-here` where neither has any records.
 */
export function centreDataFolder(environment: NodeJS.ProcessEnv): string {
  const candidates = [dataFolder(environment), demoFolder(environment)];
  const found = candidates.find((folder) => {
    const { records, recordsPlace } = centreFiles(folder);
    return existsSync(records) || existsSync(recordsPlace);
  });
  if (found !== undefined) return found;
  throw new Problem("no-centre-here", "no centre keeps its records here", {
    target: candidates.map((folder) => centreFiles(folder).records).join(", "),
    advice: "Run this on the machine of the centre and set PLANTWATCH_DATA to its data folder, or start one with `npm start`.",
  });
}
