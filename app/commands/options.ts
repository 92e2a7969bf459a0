import { Option } from "commander";
import { Problem } from "../../model/problem.ts";

/** An option that takes one of a list of words. */
export function choice(flags: string, description: string, words: readonly string[]): Option {
  return new Option(flags, description).choices(words);
}

/** The language of what is printed; by the environment where it is not named. */
export function languageOption(languages: readonly string[]): Option {
  const chinese = /^zh/i.test(process.env.LC_ALL ?? process.env.LC_MESSAGES ?? process.env.LANG ?? "");
  return choice("--lang <language>", "language of the answer", languages).default(chinese ? "zh-CN" : "en");
}

/**
 * The value of an option that takes a whole number.
 * @throws Problem `usage`
 */
export function wholeNumber(option: string, text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  throw new Problem("usage", `${option} is "${text}"; expected a whole number`);
}

/**
 * How many times faster than written the events of a scenario come, such as 2 or 2.5.
 * @throws Problem `usage`
 */
export function speedFrom(text: string): number {
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text);
  throw new Problem("usage", `--speed is "${text}"; expected a number such as 2 or 2.5`);
}
