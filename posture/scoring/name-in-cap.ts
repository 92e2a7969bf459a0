import type { Bilingual } from "../../model/language.ts";
import type { CapLine } from "../../model/score.ts";

/** Why a cap holds, with its asset by name: the engine knows assets by their ids, a reader by their names. */
export function becauseByName({ because, causes }: Pick<CapLine, "because" | "causes">, nameOf: NameOf): Bilingual {
  const id = causes[0]?.[0] ?? null;
  const name = id === null ? undefined : nameOf(id);
  if (name === undefined) return { ...because };
  return {
    "zh-CN": because["zh-CN"].replace(`资产 ${id} `, () => `“${name["zh-CN"]}”`),
    en: because.en.replace(` on ${id}`, () => ` on ${name.en}`),
  };
}

export type NameOf = (assetId: string) => Bilingual | undefined;
