import { second, systemClock } from "../../model/instant.ts";
import { type Language, languages } from "../../model/language.ts";
import { evaluate } from "../evaluate/evaluate.ts";
import { evaluationTable } from "../evaluate/format.ts";
import { exitCodes } from "../exit-codes.ts";
import { createLog } from "../log.ts";
import type { RegisterCommand } from "./command.ts";
import { choice, languageOption, speedFrom, wholeNumber } from "./options.ts";

interface EvaluateOptions {
  readonly format: "table" | "json";
  readonly seed: string;
  readonly speed: string;
  readonly within: string;
  readonly lang: Language;
}

export const register: RegisterCommand = (program, finish) => {
  program
    .command("evaluate <scenario>")
    .description("runs a scenario and a whole monitor together and compares what the monitor says with the truth")
    .addOption(choice("--format <format>", "how to answer", ["table", "json"]).default("table"))
    .option("--seed <number>", 'seed of everything that moves or is drawn; "daily" takes one from the date', "7")
    .option("--speed <number>", "how many times closer together the events come; no faster than each can be detected", "1")
    .option("--within <seconds>", "how long the monitor may take", "90")
    .addOption(languageOption(languages))
    .action(async (scenario: string, options: EvaluateOptions) => {
      process.env.PLANTWATCH_LOG ??= "error";
      const result = await evaluate({
        scenario,
        seed: seedFrom(options.seed),
        speed: speedFrom(options.speed),
        withinMs: wholeNumber("--within", options.within) * second,
        log: createLog("evaluate"),
        progress: (line) => process.stderr.write(`${line}\n`),
      });
      process.stdout.write(
        options.format === "json" ? `${JSON.stringify(result, null, 2)}\n` : evaluationTable(result, options.lang),
      );
      if (result.precision < 1 || result.recall < 1) finish(exitCodes.answerIsNo);
    });
};

/** The number, or for `daily` the date in UTC as YYYYMMDD, so that a failure of a night can be run again. */
function seedFrom(text: string): number {
  if (text !== "daily") return wholeNumber("--seed", text);
  return Number(new Date(systemClock.now()).toISOString().slice(0, 10).replaceAll("-", ""));
}
