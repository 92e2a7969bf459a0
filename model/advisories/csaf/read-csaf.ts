import { describeError } from "../../problem.ts";
import { schemaFaults } from "../../yaml/parse-yaml.ts";
import type { Advisory, AdvisoryScore, Remedy, Vulnerability } from "../advisory.ts";
import { type CsafDocument, type CsafVulnerability, csafSchema } from "./document.ts";
import { exploitedInTheWild } from "./exploited.ts";
import { type CsafFault, failedTests } from "./mandatory-tests.ts";
import { productsOf } from "./products.ts";

export type ReadAdvisory =
  | { readonly ok: true; readonly advisory: Advisory }
  | { readonly ok: false; readonly faults: readonly CsafFault[] };

/** Characters of the largest document that is read. */
export const largestDocument = 16 * 1024 * 1024;

/** Reads a CSAF 2.0 document. Never throws: whatever is wrong becomes a fault with its path. */
export function readCsaf(text: string): ReadAdvisory {
  if (text.length > largestDocument)
    return refused(`超过 ${largestDocument} 个字符`, `is larger than ${largestDocument} characters`);
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    return refused(`不是 JSON：${describeError(error)}`, `is no JSON: ${describeError(error)}`);
  }
  if (deeperThan(json, 100)) return refused("嵌套层数过多", "is nested too deeply");
  const read = csafSchema.safeParse(json);
  if (!read.success) return { ok: false, faults: schemaFaults(read.error).map(ofForm) };
  const faults = failedTests(read.data);
  return faults.length > 0 ? { ok: false, faults } : { ok: true, advisory: advisoryOf(read.data) };
}

function refused(zhCN: string, en: string): ReadAdvisory {
  return { ok: false, faults: [{ path: [], message: { "zh-CN": zhCN, en } }] };
}

/** The form that is expected is told in the words of the schema. */
function ofForm({ path, message }: { readonly path: CsafFault["path"]; readonly message: string }): CsafFault {
  return { path, message: { "zh-CN": `不符合 CSAF 2.0 的格式：${message}`, en: message } };
}

/** Looked at level by level, so that the depth of a hostile file costs no stack. */
function deeperThan(value: unknown, levels: number): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > levels) return true;
    level = level.flatMap((one): unknown[] => (typeof one === "object" && one !== null ? Object.values(one) : []));
  }
  return false;
}

function advisoryOf({ document, product_tree: tree, vulnerabilities }: CsafDocument): Advisory {
  const { tracking, publisher } = document;
  const groups = new Map(tree.product_groups.map(({ group_id, product_ids }) => [group_id, product_ids]));
  return {
    trackingId: tracking.id,
    namespace: publisher.namespace,
    publisher: publisher.name,
    title: document.title,
    revision: tracking.version,
    state: tracking.status,
    firstReleasedAt: tracking.initial_release_date,
    releasedAt: tracking.current_release_date,
    url: document.references.find(({ category }) => category === "self")?.url ?? "",
    products: productsOf(tree, publisher.category === "vendor" ? publisher.name : ""),
    vulnerabilities: vulnerabilities.map((one) => vulnerabilityOf(one, groups)),
  };
}

type Groups = ReadonlyMap<string, readonly string[]>;

function vulnerabilityOf(one: CsafVulnerability, groups: Groups): Vulnerability {
  const [first] = one.ids ?? [];
  return {
    cve: one.cve ?? null,
    title: one.title ?? one.cve ?? first?.text ?? "",
    statuses: definedOnly(one.product_status ?? {}),
    scores: one.scores.flatMap(scoresOf),
    remedies: one.remediations.map((remedy) => remedyOf(remedy, groups)),
    exploited: one.threats.some(({ category, details }) => category === "exploit_status" && exploitedInTheWild(details)),
  };
}

function definedOnly(statuses: NonNullable<CsafVulnerability["product_status"]>): Vulnerability["statuses"] {
  return Object.fromEntries(Object.entries(statuses).filter(([, ids]) => ids !== undefined));
}

function scoresOf({ products, cvss_v3, cvss_v2 }: CsafVulnerability["scores"][number]): readonly AdvisoryScore[] {
  return [cvss_v3, cvss_v2].flatMap((cvss) =>
    cvss === undefined ? [] : [{ version: cvss.version, base: cvss.baseScore, vector: cvss.vectorString, products }],
  );
}

function remedyOf(remedy: CsafVulnerability["remediations"][number], groups: Groups): Remedy {
  const { category, details, url, product_ids = [], group_ids = [] } = remedy;
  const products = [...product_ids, ...group_ids.flatMap((id) => groups.get(id) ?? [])];
  return { category, details, ...(url === undefined ? {} : { url }), products };
}
