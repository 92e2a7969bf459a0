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

async function explain(error: unknown): Promise<ExitCode> {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.wrongUsage;
  const code = error instanceof Problem ? error.code : "unexpected";
  const advice = error instanceof Problem && error.advice !== undefined ? `\n${error.advice}` : "";
  const stack = error instanceof Error && !(error instanceof Problem) ? `\n${error.stack}` : "";
  const message = `${describeError(error)}${advice}${stack}`;
  // A supervisor says it to the person; said here as well it would stand there twice.
  if (process.send === undefined) process.stderr.write(`${message}\n`);
  else await tellSupervisor({ kind: "failed", code, message });
  return code === "not-reachable" ? exitCodes.notReachable : exitCodes.wrongUsage;
}
