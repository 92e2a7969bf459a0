import { readFile } from "node:fs/promises";
import { ceilingEntrySchema } from "../../collector/schedule/ceiling.ts";
import type { Inventory } from "../../model/inventory/inventory.ts";
import { parseInventory } from "../../model/inventory/parse-inventory.ts";
import { type Language, languages } from "../../model/language.ts";
import { describeError, Problem } from "../../model/problem.ts";
import { formatIssue } from "../../model/yaml/parse-yaml.ts";
import { discover } from "../discover/discover.ts";
import { portsIn } from "../discover/ports.ts";
import { proposeServices, stoppedByPerson } from "../propose/services.ts";
import { speaker } from "../propose/words.ts";
import type { RegisterCommand } from "./command.ts";
import { languageOption, wholeNumber } from "./options.ts";

interface DiscoverOptions {
  readonly range?: string;
  readonly ports: string;
  readonly discoveryServer?: string;
  readonly mayContact?: string;
  readonly gap: string;
  readonly timeout: string;
  readonly inventory: readonly string[];
  readonly site: string;
  readonly lang: Language;
}

export const register: RegisterCommand = (program) => {
  program
    .command("discover")
    .description("finds devices in a range that you name, or by an OPC UA discovery server, and proposes inventory entries")
    .option("--range <range>", "addresses to contact, such as 10.1.2.0/28; at most 256")
    .option(
      "--ports <ports>",
      "ports to contact: 4840 and 502, others with their protocol (opcua:48010, modbus:1502)",
      "4840,502",
    )
    .option("--discovery-server <url>", "OPC UA discovery server to ask: opc.tcp://host:port")
    .option("--may-contact <ranges>", "contact nothing outside these addresses and ranges (default: the range itself)")
    .option("--gap <ms>", "pause between two connections", "100")
    .option("--timeout <ms>", "how long one address may take at one port", "3000")
    .option(
      "--inventory <file>",
      "inventory to compare with; may be repeated",
      (file, files: readonly string[]) => [...files, file],
      [],
    )
    .option("--site <id>", "the site of your inventory to which the devices belong", "main")
    .addOption(languageOption(languages))
    .action(run);
};

async function run(options: DiscoverOptions): Promise<void> {
  const { range, discoveryServer, site } = options;
  if (range === undefined && discoveryServer === undefined) {
    throw new Problem("usage", "nothing to look at: name a --range or a --discovery-server");
  }
  const { signal, release } = stoppedByPerson();
  try {
    const request = {
      range,
      discoveryServer,
      ports: portsIn(options.ports),
      mayContact: ceilingFrom(options.mayContact ?? range ?? ""),
      gapMs: wholeNumber("--gap", options.gap),
      timeoutMs: wholeNumber("--timeout", options.timeout),
      inventories: await Promise.all(options.inventory.map(readInventory)),
      site,
      say: speaker(options.lang),
      tell: (line: string) => process.stderr.write(`${line}\n`),
      signal,
    };
    process.stdout.write(await discover(request, await proposeServices()));
  } finally {
    release();
  }
}

function ceilingFrom(text: string): readonly string[] {
  const entries = text.split(",").flatMap((entry) => (entry.trim() === "" ? [] : [entry.trim()]));
  const wrong = entries.find((entry) => !ceilingEntrySchema.safeParse(entry).success);
  if (wrong === undefined) return entries;
  throw new Problem("usage", `--may-contact or --range names "${wrong}"; expected an address or a range such as 10.20.0.0/16`);
}

async function readInventory(file: string): Promise<Inventory> {
  const text = await readFile(file, "utf8").catch((cause: unknown) => {
    throw new Problem("config-unreadable", `cannot read ${file}: ${describeError(cause)}`, { target: file, cause });
  });
  const parsed = parseInventory(text, file);
  if (parsed.ok) return parsed.value;
  throw new Problem("config-invalid", parsed.issues.map(formatIssue).join("\n"), { target: file });
}
