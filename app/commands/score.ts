import { languages } from "../../model/language.ts";
import { exitCodes } from "../exit-codes.ts";
import { type SheetAnswer, scoreOfEnterprise, scoreOfSheet } from "../score/score.ts";
import type { RegisterCommand } from "./command.ts";
import { choice, languageOption } from "./options.ts";

export const register: RegisterCommand = (program, finish) => {
  const score = program
    .command("score [enterprise]")
    .description("the score of an enterprise, its explanation and the best next repairs, on the machine of the centre")
    .option("--catalog <id>", "catalogue to score against, or the folder of one of your own", "miit")
    .addOption(
      choice("--format <format>", "how to answer; `sheet` is what `score sheet` reckons again", [
        "table",
        "json",
        "sheet",
      ]).default("table"),
    )
    .option("--explain", "show every line down to the verdicts")
    .option("--what-if", "show what each repair gains")
    .addOption(languageOption(languages))
    .action(async (enterprise: string | undefined, options: SheetAnswer & { catalog: string }) => {
      if (enterprise === undefined) {
        process.stderr.write(score.helpInformation());
        finish(exitCodes.wrongUsage);
        return;
      }
      process.stdout.write(await scoreOfEnterprise(enterprise, options));
    });

  score
    .command("sheet <file>")
    .description("scores a sheet of verdicts and claims without any device")
    .addOption(choice("--format <format>", "how to answer", ["table", "json"]).default("table"))
    .option("--explain", "show every line down to the verdicts")
    .option("--what-if", "show what each repair gains")
    .addOption(languageOption(languages))
    .action(async (file: string, _options: unknown, command: { optsWithGlobals(): SheetAnswer }) => {
      process.stdout.write(await scoreOfSheet(file, command.optsWithGlobals()));
    });
};
