import type { AdvisoryProduct, NamedVersions } from "../advisory.ts";
import { type Branch, deepestBranch, type FullProduct, type ProductTree, type Relationship } from "./document.ts";

/** What the branches above a product say of it. */
interface Above {
  readonly vendor: string;
  readonly family: string;
  readonly product: string;
  readonly versions: NamedVersions;
  /** Service packs and patch levels below a version, in their order. */
  readonly additions: readonly string[];
}

const nothingAbove: Above = { vendor: "", family: "", product: "", versions: { kind: "none" }, additions: [] };

/** Products of a tree, those of relationships last. Branches beyond `deepestBranch` are left out; the checks refuse them before. */
export function productsOf(tree: ProductTree, publisherAsVendor: string): readonly AdvisoryProduct[] {
  const single = [
    ...tree.branches.flatMap((branch) => fromBranch(branch, nothingAbove, 0)),
    ...tree.full_product_names.map((product) => flatProduct(product, publisherAsVendor)),
  ];
  const known = new Map(single.map((product) => [product.id, product]));
  return [...single, ...combinedProducts(tree.relationships, known)];
}

function fromBranch(branch: Branch, above: Above, depth: number): readonly AdvisoryProduct[] {
  if (depth > deepestBranch) return [];
  const here = below(above, branch);
  if (branch.product !== undefined) return [branchProduct(branch.product, here)];
  return (branch.branches ?? []).flatMap((inner) => fromBranch(inner, here, depth + 1));
}

function below(above: Above, { category, name }: Branch): Above {
  switch (category) {
    case "vendor":
      return { ...above, vendor: name };
    case "product_family":
      return { ...above, family: name };
    case "product_name":
      return { ...above, product: name };
    case "product_version":
      return { ...above, versions: { kind: "version", text: name } };
    case "product_version_range":
      return { ...above, versions: { kind: "range", text: name } };
    case "patch_level":
    case "service_pack":
      return { ...above, additions: [...above.additions, name] };
    default:
      return above;
  }
}

function branchProduct(product: FullProduct, above: Above): AdvisoryProduct {
  const called = above.product === "" ? above.family : above.product;
  if (called === "") return flatProduct(product, above.vendor);
  const identified = identityOf(product);
  return {
    id: product.product_id,
    name: product.name,
    vendor: above.vendor === "" ? identified.vendor : above.vendor,
    names: unique([called, ...identified.names]),
    models: identified.models,
    versions: withAdditions(above),
  };
}

function withAdditions({ versions, additions }: Above): NamedVersions {
  if (additions.length === 0) return versions;
  if (versions.kind === "none") return { kind: "version", text: additions.join(" ") };
  return { ...versions, text: [versions.text, ...additions].join(" ") };
}

/** What marks off the versions at the end of a whole name, such as `<`, `prior to`, `V2.1`. */
const versionsAtEnd =
  /^(.+?)[\s,:]+((?:vers:|[<>]=?|all versions|versions?\b|firmware versions?\b|prior\b|before\b|up to\b|所有版本|v?\d+(?:\.\d+)+).*)$/i;

/** A product that only its whole name describes. */
function flatProduct(product: FullProduct, vendor: string): AdvisoryProduct {
  const identified = identityOf(product);
  const [, called = product.name, written] = versionsAtEnd.exec(product.name) ?? [];
  const told: NamedVersions =
    written === undefined ? { kind: "none" } : { kind: isOneVersion(written) ? "version" : "range", text: written };
  return {
    id: product.product_id,
    name: product.name,
    vendor: identified.vendor === "" ? vendor : identified.vendor,
    names: unique([called, ...identified.names]),
    models: identified.models,
    versions: told.kind === "none" && identified.version !== "" ? { kind: "version", text: identified.version } : told,
  };
}

function isOneVersion(written: string): boolean {
  return /^v?\d[\w.-]*$/i.test(written);
}

interface Identity {
  readonly vendor: string;
  readonly names: readonly string[];
  readonly models: readonly string[];
  readonly version: string;
}

function identityOf({ product_identification_helper: helper }: FullProduct): Identity {
  const cpe = helper?.cpe === undefined ? undefined : readCpe(helper.cpe);
  const purl = helper?.purl === undefined ? undefined : readPurl(helper.purl);
  return {
    vendor: cpe?.vendor ?? "",
    names: [cpe?.product ?? [], purl?.name ?? []].flat(),
    models: [...(helper?.model_numbers ?? []), ...(helper?.skus ?? [])],
    version: cpe?.version ?? purl?.version ?? "",
  };
}

/** Vendor, product and version of a CPE, as a URI (2.2) or a formatted string (2.3); undefined where it is neither. */
export function readCpe(cpe: string): { vendor: string; product: string; version: string | undefined } | undefined {
  const parts = cpe.startsWith("cpe:2.3:")
    ? cpe.slice(8).split(/(?<!\\):/)
    : cpe.startsWith("cpe:/")
      ? cpe.slice(5).split(":")
      : [];
  const [, vendor = "", product = "", version = ""] = parts.map(plainCpe);
  if (vendor === "" || product === "") return undefined;
  return { vendor, product, version: version === "" ? undefined : version };
}

/** `*` and `-` say nothing; underscores stand for blanks, a backslash before what it protects. */
function plainCpe(part: string): string {
  if (part === "*" || part === "-") return "";
  return decoded(part).replace(/\\(.)/g, "$1").replaceAll("_", " ");
}

/** Name and version of a package URL; undefined where it is none. */
export function readPurl(purl: string): { name: string; version: string | undefined } | undefined {
  const [, path = "", version] = /^pkg:\/*[\w.+-]+\/([^?#@]+)(?:@([^?#]+))?/.exec(purl) ?? [];
  const name = decoded(path.split("/").at(-1) ?? "");
  return name === "" ? undefined : { name, version: version === undefined ? undefined : decoded(version) };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Products of relationships; one may rest on another, in any order. */
function combinedProducts(
  relationships: readonly Relationship[],
  single: ReadonlyMap<string, AdvisoryProduct>,
): readonly AdvisoryProduct[] {
  const known = new Map(single);
  const combined: AdvisoryProduct[] = [];
  let waiting = relationships;
  for (;;) {
    const left = waiting.filter((relationship) => {
      const made = combine(relationship, known);
      if (made === undefined) return true;
      known.set(made.id, made);
      combined.push(made);
      return false;
    });
    if (left.length === waiting.length) return combined;
    waiting = left;
  }
}

function combine(relationship: Relationship, known: ReadonlyMap<string, AdvisoryProduct>): AdvisoryProduct | undefined {
  const part = known.get(relationship.product_reference);
  const host = known.get(relationship.relates_to_product_reference);
  if (part === undefined || host === undefined) return undefined;
  const { product_id: id, name } = relationship.full_product_name;
  const { vendor, names, models } = host;
  const versions = part.versions.kind === "none" ? host.versions : part.versions;
  return { id, name, vendor: part.vendor, names: part.names, models: part.models, versions, host: { vendor, names, models } };
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}
