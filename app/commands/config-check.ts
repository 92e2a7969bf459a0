import { readFile } from "node:fs/promises";
import { parse } from "yaml";
import { likelyMistakes } from "../../model/inventory/likely-mistakes.ts";
import { parseInventory } from "../../model/inventory/parse-inventory.ts";
import { describeError, Problem } from "../../model/problem.ts";
import { formatIssue, type Parsed, parseYaml } from "../../model/yaml/parse-yaml.ts";
import { configSchema } from "../config/config.ts";
import { exitCodes } from "../exit-codes.ts";
import type { RegisterCommand } from "./command.ts";

export const register: RegisterCommand = (program, finish) => {
  program
    .command("config")
    .description("configuration and inventory files")
    .command("check <file>")
    .description(
      "says what is wrong in a configuration or inventory file: line, path and the expected form; warns of what is probably a mistake",
    )
    .action(async (file: string) => {
      const text = await read(file);
      const inventory = isInventory(text);
      const parsed: Parsed<unknown> = inventory ? parseInventory(text, file) : parseYaml(text, file, configSchema);
      if (parsed.ok) {
        const warnings = inventory ? likelyMistakes(text, file) : [];
        for (const warning of warnings) process.stdout.write(`warning: ${formatIssue(warning)}\n`);
        process.stdout.write(`${file}: nothing wrong${warnings.length === 0 ? "" : ` (warnings: ${warnings.length})`}\n`);
        return;
      }
      for (const issue of parsed.issues) process.stdout.write(`${formatIssue(issue)}\n`);
      finish(exitCodes.wrongUsage);
    });
};

/** An inventory begins with an enterprise; everything else is taken for a configuration. */
function isInventory(text: string): boolean {
  try {
    const content: unknown = parse(text);
    return (
      typeof content === "object" && content !== null && ("enterprise" in content || "assets" in content || "sites" in content)
    );
  } catch {
    return false;
  }
}

async function read(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (cause) {
    throw new Problem("config-unreadable", `cannot read ${file}: ${describeError(cause)}`, { target: file, cause });
  }
}
