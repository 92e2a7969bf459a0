import { stat } from "node:fs/promises";
import { loadCatalog } from "../../catalogs/load-catalog.ts";
import { Problem } from "../../model/problem.ts";
import { formatIssue } from "../../model/yaml/parse-yaml.ts";
import { checks } from "../../posture/checks/index.ts";
import { exitCodes } from "../exit-codes.ts";
import type { RegisterCommand } from "./command.ts";

export const register: RegisterCommand = (program, finish) => {
  program
    .command("catalog")
    .description("regulation as data")
    .command("check <folder>")
    .description("says what is wrong in a catalogue's folder: file, line, path and the expected form")
    .action(async (folder: string) => {
      if (!(await stat(folder).catch(() => undefined))?.isDirectory())
        throw new Problem("usage", `${folder} is not a folder`, { target: folder });
      const parsed = await loadCatalog(folder, { knownChecks: new Set(checks.map(({ id }) => id)) });
      if (parsed.ok) {
        const controls = parsed.value.tasks.flatMap((task) => task.controls);
        const objectives = controls.flatMap((control) => control.objectives);
        process.stdout.write(
          `${folder}: nothing wrong (${parsed.value.tasks.length} tasks, ${controls.length} controls, ${objectives.length} objectives)\n`,
        );
        return;
      }
      for (const issue of parsed.issues) process.stdout.write(`${formatIssue(issue)}\n`);
      finish(exitCodes.wrongUsage);
    });
};
