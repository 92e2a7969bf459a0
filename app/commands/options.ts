import { Option } from "commander";

/** An option that takes one of a list of words. */
export function choice(flags: string, description: string, words: readonly string[]): Option {
  return new Option(flags, description).choices(words);
}

/** The language of what is printed; by the environment where it is not named. */
export function languageOption(languages: readonly string[]): Option {
  const chinese = /^zh/i.test(process.env.LC_ALL ?? process.env.LC_MESSAGES ?? process.env.LANG ?? "");
  return choice("--lang <language>", "language of the answer", languages).default(chinese ? "zh-CN" : "en");
}
