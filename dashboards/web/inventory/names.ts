import type { Bilingual } from "../../../model/language.ts";

/** A name as two fields: the English one is empty where one name holds for both languages. */
export function nameFields(name: Bilingual | undefined): { readonly name: string; readonly nameEn: string } {
  if (name === undefined) return { name: "", nameEn: "" };
  return { name: name["zh-CN"], nameEn: name.en === name["zh-CN"] ? "" : name.en };
}

export function nameFrom({ name, nameEn }: { readonly name: string; readonly nameEn: string }): Bilingual {
  const zh = name.trim();
  return { "zh-CN": zh, en: nameEn.trim() === "" ? zh : nameEn.trim() };
}

/** An id that a name suggests: its Latin letters and digits, else the fallback; `taken` ones get a number. */
export function suggestId(name: string, fallback: string, taken: readonly string[] = []): string {
  const latin = name
    .toLowerCase()
    .normalize("NFKD")
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(0, 40);
  const base = latin === "" ? fallback : latin;
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? base : `${base}-${number}`;
    if (!taken.includes(id)) return id;
  }
}
