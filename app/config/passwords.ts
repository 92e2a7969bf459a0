import { readFile } from "node:fs/promises";
import { describeError, Problem } from "../../model/problem.ts";

/** Whose login it is, for what is told where it is missing. */
export interface LoginUser {
  readonly store: string;
  /** Section of the configuration that names it. */
  readonly section: string;
}

/** @throws Problem `config-invalid` where the variable is not set. */
export function passwordInVariable(variable: string, environment: NodeJS.ProcessEnv, { store, section }: LoginUser): string {
  const value = environment[variable];
  if (value !== undefined && value !== "") return value;
  throw new Problem("config-invalid", `the ${store}'s login stands in ${variable}, which is not set`, {
    target: variable,
    advice: `Set it where the centre is started, or take it out of the configuration's ${section} section.`,
  });
}

/**
 * The password of a file: its text without the line end that editors add.
 * @throws Problem `config-invalid` where it cannot be read or is not one line.
 */
export async function passwordInFile(file: string, { store }: LoginUser): Promise<string> {
  const unusable = (why: string, cause?: unknown) =>
    new Problem("config-invalid", `the ${store}'s password stands in ${file}, ${why}`, {
      target: file,
      advice: "Put the password alone into this file, readable by the account of the centre and by nobody else.",
      cause,
    });
  const text = await readFile(file, "utf8").catch((error: unknown) => {
    throw unusable(`which cannot be read: ${describeError(error)}`, error);
  });
  const password = text.replace(/\r?\n$/, "");
  if (password === "" || /[\r\n]/.test(password)) throw unusable("which is not one line");
  return password;
}
