import type { Bilingual } from "../../language.ts";
import { baseScore, severityWord } from "./cvss.ts";
import { type Branch, type CsafDocument, type CsafVulnerability, deepestBranch, type FullProduct } from "./document.ts";

/** What is wrong in a document, by path. */
export interface CsafFault {
  readonly path: readonly PropertyKey[];
  readonly message: Bilingual;
}

/** Tells of something wrong at a place. */
type Report = (path: CsafFault["path"], zhCN: string, en: string) => void;
type MandatoryTest = (document: CsafDocument, report: Report) => void;

/** Of the mandatory tests (CSAF 2.0, 6.1) those on which matching rests; the numbers are the sections'. */
const tests: readonly MandatoryTest[] = [
  productIdsAndGroups, // 6.1.1 to 6.1.5
  contradictingStatuses, // 6.1.6
  scores, // 6.1.7 to 6.1.10
  revisions, // 6.1.14 to 6.1.19, 6.1.22
  cves, // 6.1.23
  versionsThatAreRanges, // 6.1.31
];

/** Everything that the mandatory tests find, by path. */
export function failedTests(document: CsafDocument): readonly CsafFault[] {
  const faults: CsafFault[] = [];
  for (const test of tests) test(document, (path, zhCN, en) => faults.push({ path, message: { "zh-CN": zhCN, en } }));
  return faults;
}

interface Placed<T> {
  readonly path: CsafFault["path"];
  readonly value: T;
}

function* walk(branches: readonly Branch[], path: CsafFault["path"], depth = 0): Generator<Placed<Branch>> {
  for (const [index, branch] of branches.entries()) {
    const here = [...path, index];
    yield { path: here, value: branch };
    if (depth < deepestBranch) yield* walk(branch.branches ?? [], [...here, "branches"], depth + 1);
  }
}

function* definedProducts({ product_tree: tree }: CsafDocument): Generator<Placed<FullProduct>> {
  for (const { path, value } of walk(tree.branches, ["product_tree", "branches"])) {
    if (value.product !== undefined) yield { path: [...path, "product"], value: value.product };
  }
  for (const [index, value] of tree.full_product_names.entries())
    yield { path: ["product_tree", "full_product_names", index], value };
  for (const [index, { full_product_name: value }] of tree.relationships.entries())
    yield { path: ["product_tree", "relationships", index, "full_product_name"], value };
}

/** Every use of product ids and groups, outside of their definitions. */
function* usedIds({
  product_tree: tree,
  vulnerabilities,
}: CsafDocument): Generator<Placed<string> & { readonly kind: "product" | "group" }> {
  const all = function* (path: CsafFault["path"], ids: readonly string[], kind: "product" | "group" = "product") {
    for (const [index, value] of ids.entries()) yield { kind, path: [...path, index], value };
  };
  for (const [index, one] of tree.relationships.entries()) {
    for (const key of ["product_reference", "relates_to_product_reference"] as const)
      yield { kind: "product", path: ["product_tree", "relationships", index, key], value: one[key] };
  }
  for (const [index, group] of tree.product_groups.entries())
    yield* all(["product_tree", "product_groups", index, "product_ids"], group.product_ids);
  for (const [index, one] of vulnerabilities.entries()) {
    const path = ["vulnerabilities", index];
    for (const [status, ids] of Object.entries(one.product_status ?? {}))
      yield* all([...path, "product_status", status], ids ?? []);
    for (const [at, score] of one.scores.entries()) yield* all([...path, "scores", at, "products"], score.products);
    for (const part of ["remediations", "threats"] as const) {
      for (const [at, about] of one[part].entries()) {
        yield* all([...path, part, at, "product_ids"], about.product_ids ?? []);
        yield* all([...path, part, at, "group_ids"], about.group_ids ?? [], "group");
      }
    }
  }
}

function productIdsAndGroups(document: CsafDocument, report: Report): void {
  const { product_tree: tree } = document;
  const products = new Set<string>();
  for (const { path, value } of definedProducts(document)) {
    if (products.has(value.product_id))
      report(
        [...path, "product_id"],
        `产品标识 ${value.product_id} 重复定义`,
        `the product id ${value.product_id} is defined twice`,
      );
    products.add(value.product_id);
  }
  const groups = new Set<string>();
  for (const [index, { group_id: id }] of tree.product_groups.entries()) {
    if (groups.has(id))
      report(["product_tree", "product_groups", index, "group_id"], `产品组 ${id} 重复定义`, `the group ${id} is defined twice`);
    groups.add(id);
  }
  for (const { path, value, kind } of usedIds(document)) {
    if (!(kind === "product" ? products : groups).has(value))
      report(
        path,
        `产品树中没有定义${kind === "product" ? "产品" : "产品组"} ${value}`,
        `the ${kind} ${value} is not defined in the product tree`,
      );
  }
  for (const { path } of walk(tree.branches, ["product_tree", "branches"])) {
    if (path.length > 2 * deepestBranch + 2)
      report(path, `产品树最多 ${deepestBranch} 层`, `branches may be ${deepestBranch} deep`);
  }
  circles(document, report);
}

/** A product that a relationship makes must not rest on itself. */
function circles({ product_tree: { relationships } }: CsafDocument, report: Report): void {
  const restsOn = new Map(
    relationships.map((one) => [one.full_product_name.product_id, [one.product_reference, one.relates_to_product_reference]]),
  );
  const done = new Set<string>();
  const reaches = (id: string, path: ReadonlySet<string>): boolean => {
    if (path.has(id)) return true;
    if (done.has(id)) return false;
    const found = (restsOn.get(id) ?? []).some((next) => reaches(next, new Set([...path, id])));
    done.add(id);
    return found;
  };
  for (const [index, one] of relationships.entries()) {
    const { product_id: id } = one.full_product_name;
    if (reaches(id, new Set()))
      report(["product_tree", "relationships", index], `产品 ${id} 引用了自身`, `the product ${id} rests on itself`);
  }
}

const statusGroups = [
  ["first_affected", "known_affected", "last_affected"],
  ["known_not_affected"],
  ["first_fixed", "fixed"],
  ["under_investigation"],
] as const;

function contradictingStatuses({ vulnerabilities }: CsafDocument, report: Report): void {
  for (const [index, { product_status: statuses }] of vulnerabilities.entries()) {
    const groupOf = new Map<string, number>();
    for (const [group, names] of statusGroups.entries()) {
      for (const status of names) {
        for (const [at, id] of (statuses?.[status] ?? []).entries()) {
          if ((groupOf.get(id) ?? group) !== group)
            report(
              ["vulnerabilities", index, "product_status", status, at],
              `产品 ${id} 的状态相互矛盾`,
              `the product ${id} has statuses that contradict each other`,
            );
          groupOf.set(id, group);
        }
      }
    }
  }
}

function scores({ vulnerabilities }: CsafDocument, report: Report): void {
  for (const [index, vulnerability] of vulnerabilities.entries())
    scoresOf(vulnerability, ["vulnerabilities", index, "scores"], report);
}

function scoresOf(vulnerability: CsafVulnerability, path: CsafFault["path"], report: Report): void {
  const scored = new Set<string>();
  for (const [at, score] of vulnerability.scores.entries()) {
    for (const [key, cvss] of [
      ["cvss_v3", score.cvss_v3],
      ["cvss_v2", score.cvss_v2],
    ] as const) {
      if (cvss === undefined) continue;
      const here = [...path, at, key];
      const base = baseScore(cvss.version, cvss.vectorString);
      if (base === undefined)
        report([...here, "vectorString"], `不是有效的 CVSS ${cvss.version} 向量`, `expected a vector of CVSS ${cvss.version}`);
      else if (base !== cvss.baseScore)
        report(
          [...here, "baseScore"],
          `为 ${cvss.baseScore}，按向量计算应为 ${base}`,
          `is ${cvss.baseScore}; the vector comes to ${base}`,
        );
      if ("baseSeverity" in cvss && cvss.baseSeverity !== severityWord(cvss.baseScore))
        report(
          [...here, "baseSeverity"],
          `为 ${cvss.baseSeverity}，${cvss.baseScore} 分应为 ${severityWord(cvss.baseScore)}`,
          `is ${cvss.baseSeverity}; ${cvss.baseScore} is ${severityWord(cvss.baseScore)}`,
        );
      for (const id of score.products) {
        const once = `${cvss.version} ${id}`;
        if (scored.has(once))
          report(here, `产品 ${id} 有两个 CVSS ${cvss.version} 分值`, `the product ${id} has two scores of CVSS ${cvss.version}`);
        scored.add(once);
      }
    }
  }
}

function revisions({ document: { tracking } }: CsafDocument, report: Report): void {
  const path = ["document", "tracking"];
  const history = tracking.revision_history;
  const numbers = history.map(({ number }) => number);
  for (const [index, number] of numbers.entries()) {
    if (numbers.indexOf(number) < index)
      report([...path, "revision_history", index, "number"], `修订版 ${number} 重复出现`, `the revision ${number} stands twice`);
  }
  const newestFirst = history.toSorted((a, b) => b.date - a.date || compareRevisions(b.number, a.number));
  const byNumber = numbers.toSorted(compareRevisions).reverse();
  if (newestFirst.some(({ number }, index) => number !== byNumber[index]))
    report(
      [...path, "revision_history"],
      "各修订版的日期与编号顺序不一致",
      "the dates and the numbers of the revisions are not in the same order",
    );
  const newest = newestFirst[0]?.number ?? "";
  if (withoutBuild(newest) !== withoutBuild(tracking.version))
    report(
      [...path, "version"],
      `为 ${tracking.version}，而最新修订版是 ${newest}`,
      `is ${tracking.version}; the newest revision is ${newest}`,
    );
  if (tracking.status !== "draft" && /^0(\.|$)|-/.test(withoutBuild(tracking.version)))
    report(
      [...path, "version"],
      `${tracking.version} 是草案的版本号，而状态为 ${tracking.status}`,
      `${tracking.version} is a draft's version, the status is ${tracking.status}`,
    );
}

function withoutBuild(revision: string): string {
  return revision.split("+")[0] ?? "";
}

/** Orders revisions, integers or semantic versions. */
export function compareRevisions(a: string, b: string): number {
  const parts = (revision: string) => {
    const [numbers = "", ...early] = withoutBuild(revision).split("-");
    return { numbers: numbers.split(".").map(Number), early: early.join("-") };
  };
  const [left, right] = [parts(a), parts(b)];
  for (let at = 0; at < Math.max(left.numbers.length, right.numbers.length); at++) {
    const difference = (left.numbers[at] ?? 0) - (right.numbers[at] ?? 0);
    if (difference !== 0) return difference;
  }
  if (left.early === right.early) return 0;
  if (left.early === "" || right.early === "") return left.early === "" ? 1 : -1;
  return left.early < right.early ? -1 : 1;
}

function cves({ vulnerabilities }: CsafDocument, report: Report): void {
  const seen = new Set<string>();
  for (const [index, { cve }] of vulnerabilities.entries()) {
    if (cve === undefined) continue;
    if (seen.has(cve)) report(["vulnerabilities", index, "cve"], `${cve} 重复出现`, `${cve} stands twice`);
    seen.add(cve);
  }
}

const rangeWords = /[<>]|\b(after|all|before|earlier|later|prior|versions)\b/i;

function versionsThatAreRanges({ product_tree: tree }: CsafDocument, report: Report): void {
  for (const { path, value } of walk(tree.branches, ["product_tree", "branches"])) {
    if (value.category === "product_version" && rangeWords.test(value.name))
      report(
        [...path, "name"],
        `“${value.name}”是版本范围而不是单个版本，类别应为 product_version_range`,
        `"${value.name}" is a range and not one version; its category is product_version_range`,
      );
  }
}
