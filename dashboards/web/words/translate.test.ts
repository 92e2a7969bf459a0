import { describe, expect, it } from "vitest";
import type { Language } from "../../../model/language.ts";
import { en } from "./en.ts";
import { startLanguage } from "./start-language.ts";
import { translator } from "./translate.ts";
import { zhCN } from "./zh-CN.ts";

/** Parameters that hold words; all others hold figures. */
const words: readonly unknown[] = [
  "age",
  "asset",
  "authority",
  "by",
  "day",
  "document",
  "endings",
  "enterprise",
  "name",
  "severity",
  "since",
  "site",
  "span",
  "time",
  "title",
  "until",
  "what",
  "who",
  "whom",
];

/** Every text of a dictionary, those with parameters filled in. */
function texts(dictionary: Readonly<Record<string, unknown>>): readonly (readonly [key: string, text: string])[] {
  const word = dictionary === zhCN ? "某某" : "it";
  const values = new Proxy({}, { get: (_, name) => (words.includes(name) ? word : 2) });
  return Object.entries(dictionary).map(([key, text]) => [key, typeof text === "function" ? String(text(values)) : String(text)]);
}

/** They hold numbers of official documents, which stand to the letter in both languages. */
const official: readonly string[] = ["enterprise.tasks-hint", "basis.G", "basis.C"];

const cjk = "\\p{Script=Han}";

describe("dictionaries", () => {
  it("have the same keys in both languages, in the same order", () => {
    expect(Object.keys(en)).toEqual(Object.keys(zhCN));
  });

  it("leave no text empty and no parameter unused in one language alone", () => {
    for (const [key, text] of [...texts(zhCN), ...texts(en)]) {
      expect(text.trim(), key).not.toBe("");
      expect(text, key).not.toContain("undefined");
    }
    const kinds = (dictionary: object) => Object.entries(dictionary).map(([key, text]) => `${key} ${typeof text}`);
    expect(kinds(en)).toEqual(kinds(zhCN));
  });

  it("keep Chinese out of English but for the language switch and the official document number", () => {
    const mixed = texts(en).filter(([, text]) => new RegExp(cjk, "u").test(text));
    expect(mixed.map(([key]) => key).sort()).toEqual([...official, "shell.language", "shell.language-label"].sort());
  });

  it("write Chinese as the house does: spaces beside Latin letters and digits, no exclamation marks, full-width commas", () => {
    for (const [key, text] of texts(zhCN)) {
      if (official.includes(key)) continue;
      expect(text, key).not.toMatch(new RegExp(`${cjk}[A-Za-z0-9]|[A-Za-z0-9]${cjk}`, "u"));
      expect(text, key).not.toMatch(/[!！]/);
      expect(text, key).not.toMatch(new RegExp(`${cjk}[,;:?]`, "u"));
    }
  });
});

describe("translator", () => {
  it("gives fixed texts and fills in others", () => {
    expect(translator(zhCN)("severity.critical")).toBe("严重");
    expect(translator(en)("grade", { grade: 2 })).toBe("Grade 2");
    expect(translator(zhCN)("grade", { grade: 2 })).toBe("二级");
  });
});

describe("startLanguage", () => {
  it.each<[string | null, string[], Language]>([
    ["en", ["zh-CN"], "en"],
    [null, ["zh-TW", "en"], "zh-CN"],
    [null, ["de", "en-GB"], "en"],
    [null, ["fr"], "zh-CN"],
    ["xx", ["en"], "en"],
  ])("kept %s, browser %j: %s", (kept, browser, language) => {
    expect(startLanguage(kept, browser)).toBe(language);
  });
});
