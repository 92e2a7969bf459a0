import type { Instant } from "../instant.ts";

/** Statuses of a product in an advisory (CSAF 2.0, 3.2.3.9), without `recommended` and `last_affected`'s finer shades. */
export const productStatuses = [
  "known_affected",
  "first_affected",
  "last_affected",
  "known_not_affected",
  "fixed",
  "first_fixed",
  "recommended",
  "under_investigation",
] as const;
export type ProductStatus = (typeof productStatuses)[number];

/** Which versions an advisory means: one, or those that a range takes in. `text` is the maker's own. */
export type NamedVersions =
  | { readonly kind: "version"; readonly text: string }
  | { readonly kind: "range"; readonly text: string }
  /** The advisory names the product alone. */
  | { readonly kind: "none" };

/** Something that an advisory speaks of: a product of a maker in some versions, or one on which another is installed. */
export interface AdvisoryProduct {
  /** Within the advisory. */
  readonly id: string;
  /** As a person reads it. */
  readonly name: string;
  /** The maker; empty where only the whole name tells. */
  readonly vendor: string;
  /** Names under which the product goes: its own, its family's where it has none, of a CPE or purl. */
  readonly names: readonly string[];
  /** Model, stock and order numbers; `*` and `?` stand for characters. */
  readonly models: readonly string[];
  readonly versions: NamedVersions;
  /** What it is installed on or part of: an asset that is the host has the product inside. */
  readonly host?: { readonly vendor: string; readonly names: readonly string[]; readonly models: readonly string[] };
}

export interface AdvisoryScore {
  /** Of CVSS: `2.0`, `3.0` or `3.1`. */
  readonly version: string;
  readonly base: number;
  readonly vector: string;
  readonly products: readonly string[];
}

/** What the maker says can be done. */
export interface Remedy {
  /** CSAF's category, such as `vendor_fix`, `mitigation`, `workaround`, `none_available`, `no_fix_planned`. */
  readonly category: string;
  readonly details: string;
  readonly url?: string;
  /** Empty: for all products of the vulnerability. */
  readonly products: readonly string[];
}

export interface Vulnerability {
  readonly cve: string | null;
  readonly title: string;
  readonly statuses: Readonly<Partial<Record<ProductStatus, readonly string[]>>>;
  readonly scores: readonly AdvisoryScore[];
  readonly remedies: readonly Remedy[];
  /** Whether the document says that it is exploited; it may say so for some products alone, which counts for all. */
  readonly exploited: boolean;
}

/** What is read from one advisory document. */
export interface Advisory {
  /** The publisher's own id, such as `SSA-123456`; unique within the publisher's namespace. */
  readonly trackingId: string;
  readonly namespace: string;
  readonly publisher: string;
  readonly title: string;
  /** Revision as the publisher counts. */
  readonly revision: string;
  readonly state: "draft" | "interim" | "final";
  readonly firstReleasedAt: Instant;
  readonly releasedAt: Instant;
  /** Where the publisher keeps it; empty where the document does not say. It is never fetched. */
  readonly url: string;
  readonly products: readonly AdvisoryProduct[];
  readonly vulnerabilities: readonly Vulnerability[];
}

/**
 * How far the file is known to be the publisher's: `verified`, a signature holds by a key of the configured folder; `hashed`, the hash
 * that lay beside it is right, which shows that it came whole, not from whom; `unsigned`, neither was there.
 */
export interface AdvisoryTrust {
  readonly kind: "verified" | "hashed" | "unsigned";
  /** Fingerprint of the key that signed it. */
  readonly signer?: string;
  /** A signature lay beside it that no configured key made. */
  readonly unknownSigner?: true;
}

/** An advisory as it was imported. */
export interface ImportedAdvisory extends Advisory {
  /** One for all revisions of the advisory. */
  readonly id: string;
  /** Counts what was imported of it, from 1. */
  readonly number: number;
  readonly file: string;
  /** Of the document's bytes. */
  readonly sha256: string;
  readonly trust: AdvisoryTrust;
  readonly importedAt: Instant;
  readonly importedBy: string;
}

/** What a person said about names: that one means another, or (null) that no advisory means it. */
export interface NameAlias {
  readonly id: string;
  readonly kind: "vendor" | "product";
  /** The maker of a product; empty for a maker's own name. */
  readonly vendor: string;
  readonly name: string;
  readonly means: string | null;
  readonly by: string;
  readonly at: Instant;
}

/** All that advisories and people say. The same object for as long as nothing of it changes. */
export interface AdvisorySet {
  /** Counts changes of any kind. */
  readonly revision: number;
  /** The newest of every advisory. */
  readonly advisories: readonly ImportedAdvisory[];
  readonly aliases: readonly NameAlias[];
  /** When anything was imported last, also where it was known before; null where nothing ever was. */
  readonly importedAt: Instant | null;
  /** Days after which advisories count as old. */
  readonly maxAgeDays: number;
}

export const defaultMaxAgeDays = 30;
/** Before the first import. */
export const noAdvisories: AdvisorySet = {
  revision: 0,
  advisories: [],
  aliases: [],
  importedAt: null,
  maxAgeDays: defaultMaxAgeDays,
};

/** The worst CVSS base score of a vulnerability for a product: the newest version of CVSS that scores it; undefined where none does. */
export function baseScoreOf(vulnerability: Vulnerability, productIds: ReadonlySet<string>): number | undefined {
  const scores = vulnerability.scores.filter(({ products }) => products.some((id) => productIds.has(id)));
  const newest = scores.map(({ version }) => version).sort()[scores.length - 1];
  const bases = scores.flatMap(({ version, base }) => (version === newest ? [base] : []));
  return bases.length === 0 ? undefined : Math.max(...bases);
}
