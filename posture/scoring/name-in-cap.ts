import type { Bilingual } from "../../model/language.ts";
import type { CapLine } from "../../model/score.ts";

/** Why a cap holds, with asset and check by name: the engine knows them by their ids, a reader by their names. */
export function becauseByName(
  { because, causes }: Pick<CapLine, "because" | "causes">,
  nameOf: NameOf,
  demandOf: DemandOf = () => undefined,
): Bilingual {
  const [id = null, checkId = ""] = causes[0] ?? [];
  const name = id === null ? undefined : nameOf(id);
  const demand = demandOf(checkId);
  let { "zh-CN": zh, en } = because;
  if (name !== undefined) {
    zh = zh.replace(`资产 ${id} `, () => `“${name["zh-CN"]}”`);
    en = en.replace(` on ${id}`, () => ` on ${name.en}`);
  }
  if (demand !== undefined) {
    zh = zh.replace(` ${checkId}`, () => `（不符合“${demand["zh-CN"]}”）`);
    en = en.replace(` ${checkId}`, () => ` (this does not hold: “${demand.en}”)`);
  }
  return { "zh-CN": zh, en };
}

/** What checks demand, by their titles. */
export function demandsOf(checks: readonly { readonly id: string; readonly title: Bilingual }[]): DemandOf {
  const titles = new Map(checks.map(({ id, title }) => [id, title]));
  return (checkId) => {
    const title = titles.get(checkId);
    return title && { "zh-CN": title["zh-CN"].replace(/。$/, ""), en: title.en.replace(/\.$/, "") };
  };
}

/** What a check demands, without a full stop. */
export type DemandOf = (checkId: string) => Bilingual | undefined;
export type NameOf = (assetId: string) => Bilingual | undefined;
