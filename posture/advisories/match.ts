import {
  type AdvisoryProduct,
  baseScoreOf,
  type ImportedAdvisory,
  type NamedVersions,
  type ProductStatus,
  type Remedy,
  type Vulnerability,
} from "../../model/advisories/advisory.ts";
import { compareVersions, parseVersion, type Version } from "./version.ts";
import { exactly, parseRange, takesIn, type VersionRange } from "./version-range.ts";

/** Why an advisory can neither be said to concern an asset nor not to. */
export type Doubt =
  | "version-unknown"
  | "version-not-comparable"
  | "range-unclear"
  | "name-similar"
  | "under-investigation"
  | "contradiction"
  | "part-unknown";

/** A vulnerability that an asset possibly has. */
export interface PossibleVulnerability {
  readonly vulnerability: Vulnerability;
  /** CVSS base score; undefined where the advisory has none for the product. */
  readonly score: number | undefined;
  readonly remedies: readonly Remedy[];
}

/** What one advisory says of an asset; there is none where it names other products alone. */
export type AdvisoryMatch = {
  readonly advisory: ImportedAdvisory;
  /** What decided, in the advisory's own words. */
  readonly product: string;
  readonly versions: string;
} & (
  | { readonly result: "affected"; readonly possible: readonly PossibleVulnerability[]; readonly score: number | undefined }
  | { readonly result: "not-affected" }
  | { readonly result: "undecided"; readonly doubt: Doubt }
);

/** How a product of an advisory was found to be the asset's. */
export interface FoundProduct {
  readonly product: AdvisoryProduct;
  readonly by: "own" | "host" | "similar";
}

const ranges = new WeakMap<NamedVersions, VersionRange>();

function rangeOf(versions: NamedVersions): VersionRange {
  const known = ranges.get(versions);
  if (known !== undefined) return known;
  const range: VersionRange =
    versions.kind === "none" ? { kind: "all" } : versions.kind === "version" ? exactly(versions.text) : parseRange(versions.text);
  ranges.set(versions, range);
  return range;
}

/** Judges an advisory by those of its products that are the asset's. */
export function judgeAdvisory(
  advisory: ImportedAdvisory,
  found: readonly FoundProduct[],
  version: string | undefined,
): AdvisoryMatch | undefined {
  const certain = found.filter(({ by }) => by !== "similar");
  const judged = judgeProducts(advisory, certain.length > 0 ? certain : found, version);
  if (certain.length > 0 || judged === undefined) return judged;
  // Of another product it would not matter what is said; of this one it would.
  if (judged.result === "not-affected") return undefined;
  const { product, versions } = judged;
  return { advisory, product, versions, result: "undecided", doubt: "name-similar" };
}

function judgeProducts(
  advisory: ImportedAdvisory,
  found: readonly FoundProduct[],
  version: string | undefined,
): AdvisoryMatch | undefined {
  const byId = new Map(found.map((one) => [one.product.id, one]));
  const ids = new Set(byId.keys());
  const own = version === undefined ? undefined : parseVersion(version);
  const judged = advisory.vulnerabilities.flatMap((vulnerability) => {
    const answer = judgeVulnerability(vulnerability, byId, version === undefined ? "unknown" : own);
    return answer === undefined ? [] : [{ vulnerability, ...answer }];
  });
  const name = ({ product }: FoundProduct) => ({ product: product.name, versions: textOf(product.versions) });
  const affected = judged.filter(({ is }) => is === "affected");
  const [first] = affected;
  if (first !== undefined) {
    const possible = affected.map(({ vulnerability }) => possibly(vulnerability, ids)).toSorted(worseFirst);
    return { advisory, ...name(first.by), result: "affected", possible, score: possible[0]?.score };
  }
  const open = judged.find(({ is }) => is !== "not-affected") ?? judged[0];
  if (open === undefined) return undefined;
  if (open.is === "affected" || open.is === "not-affected") return { advisory, ...name(open.by), result: "not-affected" };
  return { advisory, ...name(open.by), result: "undecided", doubt: open.is };
}

function textOf(versions: NamedVersions): string {
  return versions.kind === "none" ? "" : versions.text;
}

function possibly(vulnerability: Vulnerability, ids: ReadonlySet<string>): PossibleVulnerability {
  const remedies = vulnerability.remedies.filter(({ products }) => products.length === 0 || products.some((id) => ids.has(id)));
  return { vulnerability, score: baseScoreOf(vulnerability, ids), remedies };
}

function worseFirst(a: PossibleVulnerability, b: PossibleVulnerability): number {
  return (b.score ?? 0) - (a.score ?? 0);
}

interface Answer {
  readonly is: "affected" | "not-affected" | Doubt;
  readonly by: FoundProduct;
}

/** What is said of a version, and how closely: 3 of this one version, 2 of a range, 1 of the product or all versions. */
interface Statement extends Answer {
  readonly weight: number;
}

type Own = Version | "unknown" | undefined;

const affectedBy: readonly ProductStatus[] = ["known_affected", "first_affected", "last_affected"];
const clearedBy: readonly ProductStatus[] = ["known_not_affected", "fixed", "first_fixed"];

/** undefined where the vulnerability does not name any of the products. */
function judgeVulnerability({ statuses }: Vulnerability, byId: ReadonlyMap<string, FoundProduct>, own: Own): Answer | undefined {
  const named = (names: readonly ProductStatus[]) =>
    names.flatMap((status) => (statuses[status] ?? []).flatMap((id) => (byId.has(id) ? [{ status, by: byId.get(id) }] : [])));
  const affecting = named(affectedBy).flatMap(({ by }) => (by === undefined ? [] : [affects(by, own)]));
  const clearing = named(clearedBy).flatMap(({ by, status }) => (by === undefined ? [] : clears(by, status, own)));
  const open = named(["under_investigation"]).flatMap(({ by }) => by ?? []);
  const worst = heaviest(affecting.filter(({ is }) => is === "affected"));
  const best = heaviest(clearing);
  if (worst !== undefined && best !== undefined && worst.weight === best.weight) return { is: "contradiction", by: worst.by };
  if (worst !== undefined && (best === undefined || worst.weight > best.weight)) return worst;
  const doubtful = affecting.find(({ is }) => is !== "affected" && is !== "not-affected");
  if (best !== undefined && (doubtful === undefined || best.weight === 3)) return best;
  if (doubtful !== undefined) return doubtful;
  const looking = open.find((by) => takes(by, own) !== false);
  if (looking !== undefined) return { is: "under-investigation", by: looking };
  const [other] = affecting;
  return other;
}

function heaviest(statements: readonly Statement[]): Statement | undefined {
  return statements.toSorted((a, b) => b.weight - a.weight)[0];
}

function weightOf({ product }: FoundProduct): number {
  const range = rangeOf(product.versions);
  if (range.kind === "all") return 1;
  return product.versions.kind === "version" ? 3 : 2;
}

function takes({ product }: FoundProduct, own: Own): boolean | undefined {
  const range = rangeOf(product.versions);
  if (range.kind === "all") return true;
  return own === undefined || own === "unknown" ? undefined : takesIn(range, own);
}

/** The version of an asset is its firmware's; of other parts inside it nothing is known. */
function isForeignPart({ product, by }: FoundProduct): boolean {
  if (product.host === undefined) return false;
  return by === "own" || !product.names.some((name) => /firmware|固件|\bfw\b/i.test(name));
}

function affects(by: FoundProduct, own: Own): Statement {
  const weight = weightOf(by);
  if (isForeignPart(by)) return { is: "part-unknown", by, weight };
  const taken = takes(by, own);
  if (taken !== undefined) return { is: taken ? "affected" : "not-affected", by, weight };
  const doubt =
    rangeOf(by.product.versions).kind === "unclear"
      ? "range-unclear"
      : own === "unknown"
        ? "version-unknown"
        : "version-not-comparable";
  return { is: doubt, by, weight };
}

/** A later version of the same line has the fix, too; that says less than what is said of the version itself. */
function clears(by: FoundProduct, status: ProductStatus, own: Own): Statement[] {
  if (isForeignPart(by)) return [];
  if (takes(by, own) === true) return [{ is: "not-affected", by, weight: weightOf(by) }];
  if (status === "known_not_affected" || by.product.versions.kind !== "version") return [];
  const fixed = parseVersion(by.product.versions.text);
  if (fixed?.kind !== "numbers" || own === undefined || own === "unknown" || own.kind !== "numbers") return [];
  const isLater = (compareVersions(own, fixed) ?? -1) > 0 && own.numbers[0] === fixed.numbers[0];
  return isLater ? [{ is: "not-affected", by, weight: 1.5 }] : [];
}
