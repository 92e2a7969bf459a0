import { Command, CommanderError } from "commander";
import { describeError, Problem } from "../model/problem.ts";
import { commandsFor } from "./commands/index.ts";
import { type ExitCode, exitCodes } from "./exit-codes.ts";
import { tellSupervisor } from "./processes/messages.ts";
import { version } from "./version.ts";

/** Runs the command line and answers the exit status. */
export async function main(parameters: readonly string[]): Promise<ExitCode> {
  let code: ExitCode = exitCodes.done;
  const program = new Command("plantwatch")
    .description("Watches the security posture of plants and scores it against the MIIT guiding opinions.")
    .version(version)
    .exitOverride()
    .showHelpAfterError("(plantwatch help shows every command)");
  for (const register of await commandsFor(parameters[0])) {
    register(program, (answer) => {
      code = answer;
    });
  }
  try {
    await program.parseAsync([...parameters], { from: "user" });
    return code;
  } catch (error) {
    return explain(error);
  }
}

function explain(error: unknown): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.wrongUsage;
  const advice = error instanceof Problem && error.advice !== undefined ? `\n${error.advice}` : "";
  process.stderr.write(`${describeError(error)}${advice}\n`);
  if (error instanceof Problem) tellSupervisor({ kind: "failed", code: error.code, message: `${error.message}${advice}` });
  else if (error instanceof Error && process.env.PLANTWATCH_LOG === "debug") process.stderr.write(`${error.stack}\n`);
  return error instanceof Problem && error.code === "not-reachable" ? exitCodes.notReachable : exitCodes.wrongUsage;
}
