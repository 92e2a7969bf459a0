import { text } from "./define.ts";

/** Reasons given by the checks that compare assets with imported advisories. */

interface Named {
  readonly advisory: string;
  /** As the advisory names product and versions. */
  readonly product: string;
  readonly versions: string;
}
type Values<V> = { readonly [K in keyof V]: V[K] };

const zhProduct = ({ product, versions }: Pick<Named, "product" | "versions">) =>
  versions === "" ? product : `${product}（${versions}）`;
const enProduct = ({ product, versions }: Pick<Named, "product" | "versions">) =>
  versions === "" ? product : `${product} (${versions})`;
const zhScore = (score: number) => (score < 0 ? "通报未给出 CVSS 分值" : `CVSS ${score.toFixed(1)}`);
const enScore = (score: number) => (score < 0 ? "no CVSS score" : `CVSS ${score.toFixed(1)}`);

export const advisoryMessages = {
  "advisory.none-imported": text(
    () => "尚未导入漏洞通报，不能判定。请在“漏洞通报”页面导入厂商的 CSAF 2.0 文件。",
    () => "No advisories have been imported, so nothing can be said. Import the makers' CSAF 2.0 files on the page Advisories.",
  ),
  /** `ids` are those of the records of all advisories that match, with blanks between; `score` is -1 where there is none; `exploited` is 1 where the advisory says so; `by` is `device` or `inventory`; `more` others also match. */
  "advisory.possibly-vulnerable": text<
    Values<Named & { cves: string; score: number; exploited: number; version: string; by: string; more: number; ids: string }>
  >(
    (said) =>
      `可能存在已知漏洞：通报 ${said.advisory}（${said.cves === "" ? "" : `${said.cves}，`}${zhScore(said.score)}${said.exploited === 1 ? "，通报称已有在野利用" : ""}）涉及 ${zhProduct(said)}；${said.version === "" ? "该资产版本不详，但通报涉及所有版本" : `该资产版本为 ${said.version}（${said.by === "device" ? "设备自报" : "资产清单"}）`}。${said.more === 0 ? "" : `另有 ${said.more} 份通报也可能涉及该资产。`}`,
    (said) =>
      `Possibly vulnerable: the advisory ${said.advisory} (${said.cves === "" ? "" : `${said.cves}, `}${enScore(said.score)}${said.exploited === 1 ? ", exploited in the wild as it says" : ""}) speaks of ${enProduct(said)}; ${said.version === "" ? "the asset's version is not known, but it speaks of all versions" : `the asset has version ${said.version} (as ${said.by === "device" ? "the device says" : "the inventory says"})`}.${said.more === 0 ? "" : ` Other advisories that possibly concern it: ${said.more}.`}`,
  ),
  "advisory.remedy": text<{ advisory: string; details: string }>(
    ({ advisory, details }) => `通报 ${advisory} 的处置建议：${details}`,
    ({ advisory, details }) => `What the advisory ${advisory} says to do: ${details}`,
  ),
  "advisory.also-possible": text<{ advisory: string; cves: string; score: number }>(
    ({ advisory, cves, score }) => `通报 ${advisory} 也可能涉及该资产（${cves === "" ? "" : `${cves}，`}${zhScore(score)}）。`,
    ({ advisory, cves, score }) =>
      `The advisory ${advisory} possibly concerns it, too (${cves === "" ? "" : `${cves}, `}${enScore(score)}).`,
  ),
  "advisory.not-affected": text<{ product: string; version: string; count: number }>(
    ({ product, version, count }) =>
      `已导入的通报中有 ${count} 份提到 ${product}，${version === "" ? "均不涉及它" : `均不涉及版本 ${version}`}。`,
    ({ product, version, count }) =>
      `Of the imported advisories ${count} name ${product}; none of them speaks of ${version === "" ? "it as vulnerable" : `version ${version}`}.`,
  ),
  "advisory.known-by-no-name": text<{ product: string }>(
    ({ product }) => `已有人确认：已导入的通报都不涉及 ${product}。`,
    ({ product }) => `A person said that none of the imported advisories means ${product}.`,
  ),
  "advisory.identity-missing": text<{ fields: string }>(
    ({ fields }) => `资产清单和设备自报信息都缺少 ${fields}，无法与漏洞通报比对。请补全这些字段。`,
    ({ fields }) => `Neither the inventory nor the device tells ${fields}, so no advisory can be compared. Fill them in.`,
  ),
  "advisory.maker-unknown": text<{ vendor: string }>(
    ({ vendor }) => `没有导入过 ${vendor} 的漏洞通报，无法比对。请导入该厂商的通报；如厂商名称写法不同，请添加别名。`,
    ({ vendor }) =>
      `No advisories of ${vendor} have been imported, so there is nothing to compare with. Import the maker's, or add an alias where the maker goes by another name.`,
  ),
  "advisory.product-unnamed": text<{ vendor: string; product: string }>(
    ({ vendor, product }) => `已导入的 ${vendor} 通报都没有提到“${product}”。请核对型号写法并添加别名，或确认没有通报涉及它。`,
    ({ vendor, product }) =>
      `No imported advisory of ${vendor} names "${product}". Add an alias where they call it otherwise, or say that none means it.`,
  ),
  "advisory.version-unknown": text<Values<Named>>(
    (said) => `通报 ${said.advisory} 涉及 ${zhProduct(said)}，但该资产的版本不详，不能判定。请补全版本。`,
    (said) => `The advisory ${said.advisory} speaks of ${enProduct(said)}, and the asset's version is not known. Fill it in.`,
  ),
  "advisory.version-not-comparable": text<Values<Named & { version: string }>>(
    (said) => `通报 ${said.advisory} 涉及 ${zhProduct(said)}，无法与该资产的版本 ${said.version} 比较大小，请人工核对。`,
    (said) =>
      `The advisory ${said.advisory} speaks of ${enProduct(said)}, which cannot be compared with version ${said.version}. Compare them by hand.`,
  ),
  "advisory.range-unclear": text<Values<Named>>(
    (said) => `通报 ${said.advisory} 涉及 ${zhProduct(said)}，版本范围或条件无法自动判读，请人工核对。`,
    (said) =>
      `The advisory ${said.advisory} speaks of ${enProduct(said)}; its versions or conditions cannot be read by a program. Compare them by hand.`,
  ),
  "advisory.name-similar": text<Values<Named & { own: string }>>(
    (said) =>
      `通报 ${said.advisory} 涉及 ${zhProduct(said)}，与该资产的型号“${said.own}”相近但不能确定是同一产品。请添加别名予以确认或排除。`,
    (said) =>
      `The advisory ${said.advisory} speaks of ${enProduct(said)}, a name like "${said.own}"; whether they are one product cannot be told. Add an alias that says so, or that says not.`,
  ),
  "advisory.under-investigation": text<Values<Named>>(
    (said) => `通报 ${said.advisory} 称厂商仍在调查 ${zhProduct(said)} 是否受影响。`,
    (said) => `The advisory ${said.advisory} says that the maker still looks whether ${enProduct(said)} is affected.`,
  ),
  "advisory.contradiction": text<Values<Named>>(
    (said) => `通报 ${said.advisory} 对 ${zhProduct(said)} 的说法自相矛盾，请人工核对。`,
    (said) => `What the advisory ${said.advisory} says of ${enProduct(said)} contradicts itself. Compare it by hand.`,
  ),
  "advisory.part-unknown": text<Values<Named>>(
    (said) => `通报 ${said.advisory} 涉及 ${zhProduct(said)}，该资产中是否有此部件及其版本不详，请人工核对。`,
    (said) =>
      `The advisory ${said.advisory} speaks of ${enProduct(said)}; whether the asset holds that part, and in which version, is not known. Compare it by hand.`,
  ),
  "advisory.import-recent": text<{ on: string; days: number }>(
    ({ on, days }) => `最近一次导入漏洞通报在 ${on}，在 ${days} 天的期限内。`,
    ({ on, days }) => `Advisories were imported last on ${on}, within the limit of ${days} days.`,
  ),
  "advisory.import-old": text<{ on: string; days: number }>(
    ({ on, days }) => `最近一次导入漏洞通报在 ${on}，已超过 ${days} 天的期限。`,
    ({ on, days }) => `Advisories were imported last on ${on}, longer ago than the limit of ${days} days.`,
  ),
};
