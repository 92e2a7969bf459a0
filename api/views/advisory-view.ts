import type {
  AdvisoryProduct,
  AdvisoryTrust,
  ImportedAdvisory,
  NameAlias,
  Vulnerability,
} from "../../model/advisories/advisory.ts";
import type { Asset } from "../../model/inventory/inventory.ts";
import { render } from "../../model/messages/index.ts";
import type { Verdict } from "../../model/verdict.ts";
import type { Identity } from "../../posture/advisories/advisory-book.ts";
import type { PossibleVulnerability } from "../../posture/advisories/match.ts";
import type {
  AdvisoryDetail,
  AdvisorySummary,
  gapKinds,
  NameAliasView,
  UnmatchedAsset,
  VulnerabilityView,
} from "../contract/advisories.ts";
import type { InventoryEntry } from "../inventory/inventory-book.ts";
import { assetName, qualified } from "./names.ts";
import { isoTime } from "./time.ts";

export const advisoryCheck = "advisory.known-vulnerability";

/** Ids of the advisories that a failed verdict names. */
export function advisoriesIn({ status, because }: Verdict): readonly string[] {
  const ids = status === "fail" ? because.values.ids : undefined;
  return typeof ids === "string" ? ids.split(" ") : [];
}

export function summaryView(advisory: ImportedAdvisory, affectedAssets: number): AdvisorySummary {
  const { id, trackingId, title, publisher, revision, state, releasedAt, importedAt, trust, vulnerabilities, products } =
    advisory;
  const scores = vulnerabilities.flatMap(({ scores }) => scores.map(({ base }) => base));
  return {
    id,
    trackingId,
    title,
    publisher,
    vendors: [...new Set(products.map(({ vendor }) => vendor).filter((vendor) => vendor !== ""))],
    revision,
    state,
    releasedAt: isoTime(releasedAt),
    importedAt: isoTime(importedAt),
    trust: trustView(trust),
    cves: vulnerabilities.flatMap(({ cve }) => cve ?? []),
    score: scores.length === 0 ? null : Math.max(...scores),
    exploited: vulnerabilities.some(({ exploited }) => exploited),
    affectedAssets,
  };
}

/** The advisory as far as it concerns one asset: of its vulnerabilities those alone that the asset possibly has. */
export function summaryForAsset(advisory: ImportedAdvisory, possible: readonly PossibleVulnerability[]): AdvisorySummary {
  const summary = summaryView(advisory, 1);
  const scores = possible.flatMap(({ score }) => score ?? []);
  return {
    ...summary,
    cves: possible.flatMap(({ vulnerability }) => vulnerability.cve ?? []),
    score: scores.length === 0 ? null : Math.max(...scores),
    exploited: possible.some(({ vulnerability }) => vulnerability.exploited),
  };
}

/** What an asset is, as the verdict on it took it to be: in the version that it names. */
export function identityIn({ vendor, product, version }: Asset, { because }: Verdict): Identity {
  const told = because.values.version;
  return {
    vendor,
    products: product === undefined ? [] : [product],
    version: typeof told === "string" && told !== "" ? told : version,
  };
}

export function trustView({ kind, signer, unknownSigner }: AdvisoryTrust): AdvisorySummary["trust"] {
  return { kind, signer: signer ?? null, unknownSigner: unknownSigner === true };
}

/** The advisory as it holds, with what was imported of it before and the assets that it possibly concerns. */
export function detailView(
  revisions: readonly [ImportedAdvisory, ...ImportedAdvisory[]],
  affected: AdvisoryDetail["affected"],
): AdvisoryDetail {
  const [advisory] = revisions;
  const products = new Map(advisory.products.map((product) => [product.id, product]));
  return {
    ...summaryView(advisory, affected.length),
    url: advisory.url,
    file: advisory.file,
    sha256: advisory.sha256,
    importedBy: advisory.importedBy,
    firstReleasedAt: isoTime(advisory.firstReleasedAt),
    vulnerabilities: advisory.vulnerabilities.map((one) => vulnerabilityView(one, products)),
    affected,
    revisions: revisions.map(({ number, revision, importedAt, importedBy, sha256 }) => ({
      number,
      revision,
      importedAt: isoTime(importedAt),
      importedBy,
      sha256,
    })),
  };
}

/** Products of one vulnerability that are shown; the document has them all. */
const productsShown = 500;

function vulnerabilityView(one: Vulnerability, products: ReadonlyMap<string, AdvisoryProduct>): VulnerabilityView {
  const worst = one.scores.toSorted((a, b) => b.base - a.base)[0];
  const named = Object.entries(one.statuses).flatMap(([status, ids]) =>
    (ids ?? []).flatMap((id) => {
      const product = products.get(id);
      // The keys of the record are its type's: it was made from them alone.
      return product === undefined
        ? []
        : [{ name: product.name, versions: textOf(product), status: status as keyof typeof one.statuses }];
    }),
  );
  return {
    cve: one.cve,
    title: one.title,
    score: worst?.base ?? null,
    vector: worst?.vector ?? null,
    exploited: one.exploited,
    products: named.slice(0, productsShown),
    remedies: one.remedies.map(({ category, details, url = null }) => ({ category, details, url })),
  };
}

function textOf({ versions }: AdvisoryProduct): string {
  return versions.kind === "none" ? "" : versions.text;
}

export function affectedView(
  entry: InventoryEntry,
  verdict: Verdict & { readonly assetId: string },
): AdvisoryDetail["affected"][number] {
  const { assetId, because } = verdict;
  const name = assetName(entry, assetId) ?? { "zh-CN": assetId, en: assetId };
  return { enterpriseId: entry.id, assetId: qualified(entry.id, assetId), assetName: name, because: render(because) };
}

const gapOf: Readonly<Record<string, (typeof gapKinds)[number]>> = {
  "advisory.identity-missing": "identity",
  "advisory.maker-unknown": "maker",
  "advisory.product-unnamed": "product",
};

/** What keeps advisories from being compared with an asset; undefined before anything was imported. */
export function gapView(entry: InventoryEntry, verdict: Verdict): UnmatchedAsset | undefined {
  const { assetId, because, status } = verdict;
  const asset = assetId === null ? undefined : entry.assets.get(assetId);
  if (asset === undefined || status !== "unknown" || because.key === "advisory.none-imported") return undefined;
  const { vendor = null, product = null, version = null } = asset;
  const told = (name: "vendor" | "product", declared: string | null) => {
    const said = because.values[name];
    // A device may have told what the inventory does not.
    return declared ?? (gapOf[because.key] !== undefined && typeof said === "string" ? said : null);
  };
  return {
    kind: gapOf[because.key] ?? "undecided",
    enterpriseId: entry.id,
    assetId: qualified(entry.id, asset.id),
    assetName: asset.name,
    vendor: told("vendor", vendor),
    product: told("product", product),
    version,
    because: render(because),
  };
}

export function aliasView({ at, ...alias }: NameAlias): NameAliasView {
  return { ...alias, at: isoTime(at) };
}
