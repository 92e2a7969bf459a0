import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { Problem } from "../../model/problem.ts";

/** The folder for everything that is kept: PLANTWATCH_DATA, else `data` where the command runs. */
export function dataFolder(environment: NodeJS.ProcessEnv): string {
  return resolve(environment.PLANTWATCH_DATA ?? "data");
}

/** The demonstration keeps its things apart, below the data folder. */
export function demoFolder(environment: NodeJS.ProcessEnv): string {
  return join(dataFolder(environment), "demo");
}

/**
 * The records of a centre on this machine: in the data folder, else the demonstration's.
 * @throws Problem `no-centre-here` where neither has any.
 */
export function recordsFile(environment: NodeJS.ProcessEnv): string {
  const candidates = [dataFolder(environment), demoFolder(environment)].map((folder) => join(folder, "centre", "records.sqlite"));
  const found = candidates.find((file) => existsSync(file));
  if (found !== undefined) return found;
  throw new Problem("no-centre-here", "no centre keeps its records here", {
    target: candidates.join(", "),
    advice: "Run this on the machine of the centre and set PLANTWATCH_DATA to its data folder, or start one with `npm start`.",
  });
}
