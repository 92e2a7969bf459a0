import type { Command } from "commander";
import type { ExitCode } from "../exit-codes.ts";

/** Adds one command to the program; its action answers with an exit status through `finish`. */
export type RegisterCommand = (program: Command, finish: (code: ExitCode) => void) => void;
