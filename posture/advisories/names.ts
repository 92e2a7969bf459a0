import { makers } from "./makers.ts";

/** How names of makers and products are compared: by their words, without case, signs and legal forms. */

const legalForms = new Set(
  "ag gmbh mbh co kg kgaa inc incorporated corp corporation ltd limited llc se sa spa srl bv nv plc oy oyj pty company pvt".split(
    " ",
  ),
);
const chineseForms = /(?:股份)?有限(?:责任)?公司$|集团$|公司$/;

/** Words of a name: letters and digits, lower case; `*` and `?` stay, they stand for characters of models. */
export function wordsOf(name: string): readonly string[] {
  return name
    .normalize("NFKC")
    .toLowerCase()
    .split(/[^\p{L}\p{N}*?]+/u)
    .filter((word) => word !== "");
}

/** Letters and digits alone, as order numbers are told apart however they are spaced. */
export function compact(name: string): string {
  return wordsOf(name).join("");
}

const keyByName = new Map(makers.flatMap(([key = "", ...others]) => [key, ...others].map((name) => [plainVendor(name), key])));

/** What two names of one maker have in common; empty for a name without letters and digits. */
export function vendorKey(name: string): string {
  const plain = plainVendor(name);
  return keyByName.get(plain) ?? plain;
}

function plainVendor(name: string): string {
  const words = wordsOf(name.replace(/[（(][^（()）]*[)）]/gu, " "));
  const last = words.findLastIndex((word) => !legalForms.has(word));
  return words
    .slice(0, last + 1)
    .join(" ")
    .replace(chineseForms, "");
}

/** A product's name, taken apart. */
export interface ProductName {
  /** Words before any bracket, the maker's name taken off. */
  readonly words: readonly string[];
  /** It means every product that begins with its words. */
  readonly family: boolean;
  /** Order numbers, compact; with `*` and `?` where they stand for others. */
  readonly models: readonly string[];
  /** A version that is part of the name (`WinCC V7.5`), with the words before it. */
  readonly versioned?: { readonly words: readonly string[]; readonly version: string };
}

const familyWords = new Set(["family", "families", "series", "系列"]);

/** Takes a product's name apart; `vendorNames` are names of its maker, any of which may stand before it. */
export function productName(name: string, vendorNames: readonly string[], models: readonly string[] = []): ProductName {
  const plain = name.normalize("NFKC");
  const inBrackets = [...plain.matchAll(/\(([^()]*)\)/g)].map(([, inner = ""]) => inner);
  const bare = plain.replace(/\([^()]*\)/g, " ");
  const words = withoutVendor(wordsOf(bare), vendorNames);
  const family = familyWords.has(words.at(-1) ?? "");
  const [, base = "", version = ""] = /^(.*\S)\s+V(\d+(?:\.\d+)*)\s*$/i.exec(bare) ?? [];
  return {
    words: family ? words.slice(0, -1) : words,
    family,
    models: [...models, ...inBrackets.flatMap(modelsIn)].map(compact).filter((model) => model !== ""),
    ...(base === "" ? {} : { versioned: { words: withoutVendor(wordsOf(base), vendorNames), version } }),
  };
}

function withoutVendor(words: readonly string[], vendorNames: readonly string[]): readonly string[] {
  for (const name of vendorNames) {
    const vendor = wordsOf(name);
    if (vendor.length > 0 && words.length > vendor.length && vendor.every((word, index) => word === words[index]))
      return words.slice(vendor.length);
  }
  return words;
}

/** Order numbers in brackets: letters and digits, or a star. What a bracket leaves out or takes in besides is no number. */
function modelsIn(bracket: string): readonly string[] {
  const [told = ""] = bracket.split(/\b(?:excl|except|without|incl)|除|含|包括/i);
  return told.split(/[\s,;、]+/).filter((word) => /^[\w*?./-]{4,}$/.test(word) && /[A-Za-z]/.test(word) && /[\d*?]/.test(word));
}

/** Whether an asset's product is what an advisory names; `similar` where only a person can tell. */
export type NameMatch = "same" | "similar" | "other";

export function compareNames(asset: ProductName, named: ProductName): NameMatch {
  const own = [...asset.models, asset.words.join("")];
  if (named.models.some((model) => own.some((one) => fits(model, one)))) return "same";
  // Two order numbers that differ are two products, however alike their names.
  if (asset.models.length > 0 && named.models.length > 0) return "other";
  if (asset.words.length === 0 || named.words.length === 0) return "other";
  if (asset.words.join("") === named.words.join("")) return "same";
  if (named.family && begins(asset.words, named.words)) return "same";
  return overlaps(asset.words, named.words) ? "similar" : "other";
}

function fits(model: string, name: string): boolean {
  if (!/[*?]/.test(model)) return model === name;
  const parts = model.split(/([*?])/).map((part) => (part === "*" ? ".*" : part === "?" ? "." : part));
  // A star alone would take in everything.
  return model.replace(/[*?]/g, "").length >= 3 && new RegExp(`^${parts.join("")}$`, "u").test(name);
}

function begins(words: readonly string[], start: readonly string[]): boolean {
  return start.length <= words.length && start.every((word, index) => word === words[index]);
}

/**
 * Whether one name stands within the other, or the end of the advisory's name is the beginning of the asset's (`S7-1500 CPU 1511` of
 * `SIMATIC S7-1500 CPU`), with a number in what they share, without which the words are a kind of product.
 */
function overlaps(asset: readonly string[], named: readonly string[]): boolean {
  const shared = (words: readonly string[]) => words.some((word) => /\d/.test(word));
  if (contains(asset, named)) return shared(named);
  if (contains(named, asset)) return shared(asset);
  for (let from = 1; from < named.length - 1; from++) {
    const end = named.slice(from);
    if (begins(asset, end)) return shared(end);
  }
  return false;
}

function contains(words: readonly string[], part: readonly string[]): boolean {
  return words.some((_, at) => begins(words.slice(at), part));
}
