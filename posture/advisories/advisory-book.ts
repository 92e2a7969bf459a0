import type { AdvisoryProduct, AdvisorySet, ImportedAdvisory, NameAlias } from "../../model/advisories/advisory.ts";
import { type AdvisoryMatch, type FoundProduct, judgeAdvisory } from "./match.ts";
import { compareNames, type NameMatch, type ProductName, productName, vendorKey, wordsOf } from "./names.ts";
import { parseVersion } from "./version.ts";

/** Vendor, product and version as the inventory or the device itself tells them. */
export interface Identity {
  readonly vendor: string | undefined;
  /** Several where a device tells several names of what it is. */
  readonly products: readonly string[];
  readonly version: string | undefined;
}

/** What the advisories say of an identity. */
export interface Compared {
  /** Whether advisories of this maker were there to compare with. */
  readonly makerKnown: boolean;
  /** Whether a product of the identity is named for certain by any of them, or a person said that none does. */
  readonly productKnown: boolean;
  readonly matches: readonly AdvisoryMatch[];
}

/** A name in the advisories of one maker, with everything that bears it. */
interface NamedProducts {
  readonly name: ProductName;
  readonly at: readonly { readonly advisory: ImportedAdvisory; readonly product: AdvisoryProduct; readonly by: "own" | "host" }[];
}

/** A name that is found; one with a version in it is the asset's product only in that line of versions. */
type NameFind = { readonly named: NamedProducts } & ({ readonly match: "same" | "similar" } | { readonly line: string });

interface Maker {
  readonly advisories: readonly ImportedAdvisory[];
  readonly names: readonly NamedProducts[];
  /** What was found for a product's name: many assets share one. */
  readonly found: Map<string, readonly NameFind[]>;
}

const books = new WeakMap<AdvisorySet, AdvisoryBook>();

/** Imported advisories and aliases, looked up by maker. */
export class AdvisoryBook {
  readonly set: AdvisorySet;
  readonly #byVendor: ReadonlyMap<string, readonly ImportedAdvisory[]>;
  readonly #makers = new Map<string, Maker>();
  readonly #vendorAliases: ReadonlyMap<string, string>;
  readonly #productAliases: ReadonlyMap<string, readonly NameAlias[]>;

  private constructor(set: AdvisorySet) {
    this.set = set;
    const pairs = set.advisories.flatMap((advisory) => vendorsOf(advisory).map((vendor) => ({ vendor, advisory })));
    this.#byVendor = new Map(
      [...Map.groupBy(pairs, ({ vendor }) => vendor)].map(([vendor, some]) => [vendor, some.map(({ advisory }) => advisory)]),
    );
    this.#vendorAliases = new Map(
      set.aliases.flatMap(({ kind, name, means }) =>
        kind === "vendor" && means !== null ? [[vendorKey(name), vendorKey(means)]] : [],
      ),
    );
    this.#productAliases = Map.groupBy(
      set.aliases.filter(({ kind }) => kind === "product"),
      ({ vendor }) => this.makerOf(vendor),
    );
  }

  /** The book of a set; one for all who ask. */
  static of(set: AdvisorySet): AdvisoryBook {
    const book = books.get(set) ?? new AdvisoryBook(set);
    books.set(set, book);
    return book;
  }

  /** The key of a maker's name, aliases applied. */
  makerOf(vendor: string): string {
    const key = vendorKey(vendor);
    return this.#vendorAliases.get(key) ?? key;
  }

  /** Makers of which something else is said than in another book. */
  changedMakers(before: AdvisoryBook): ReadonlySet<string> {
    const all = new Set([...this.#keys(), ...before.#keys()]);
    return new Set([...all].filter((key) => this.#signature(key) !== before.#signature(key)));
  }

  #keys(): readonly string[] {
    return [...this.#byVendor.keys(), ...this.#vendorAliases.keys(), ...this.#productAliases.keys()];
  }

  #signature(key: string): string {
    const advisories = (this.#byVendor.get(key) ?? []).map(({ id, number }) => `${id} ${number}`);
    const aliases = (this.#productAliases.get(key) ?? []).map(({ id }) => id);
    return JSON.stringify([advisories.toSorted(), aliases.toSorted(), this.#vendorAliases.get(key)]);
  }

  /** Names of products in the advisories of a maker. */
  productNames(vendor: string): readonly string[] {
    const products = (this.#byVendor.get(this.makerOf(vendor)) ?? []).flatMap((advisory) => advisory.products);
    return [...new Set(products.flatMap(({ names, host }) => [...names, ...(host?.names ?? [])]))].sort();
  }

  /** What the advisories say of an identity; undefined where it lacks maker or product. */
  compare({ vendor, products, version }: Identity): Compared | undefined {
    const key = vendor === undefined ? "" : this.makerOf(vendor);
    if (vendor === undefined || key === "" || products.length === 0) return undefined;
    const maker = this.#maker(key);
    const settled = products.map((product) => this.#meant(key, product));
    const finds = settled
      .flatMap((meant) => (meant === null ? [] : findsOf(maker, meant, [vendor, key])))
      .map((find) => ({ named: find.named, match: inVersion(find, version) }))
      .filter(({ match }) => match !== "other");
    const certain = finds.some(({ match }) => match === "same");
    const byAdvisory = Map.groupBy(
      finds.flatMap(({ named, match }) =>
        named.at.map(({ advisory, product, by }) => ({
          advisory,
          found: { product, by: match === "similar" ? match : by } as FoundProduct,
        })),
      ),
      ({ advisory }) => advisory,
    );
    const matches = [...byAdvisory].flatMap(
      ([advisory, found]) => judgeAdvisory(advisory, surest(found.map((one) => one.found)), version) ?? [],
    );
    return { makerKnown: maker.advisories.length > 0, productKnown: certain || settled.includes(null), matches };
  }

  /** The product that a person said is meant; null where it was said that no advisory means it. */
  #meant(key: string, product: string): string | null {
    const words = wordsOf(product).join(" ");
    const alias = this.#productAliases.get(key)?.findLast(({ name }) => wordsOf(name).join(" ") === words);
    return alias === undefined ? product : alias.means;
  }

  #maker(key: string): Maker {
    const known = this.#makers.get(key);
    if (known !== undefined) return known;
    const advisories = this.#byVendor.get(key) ?? [];
    const made = { advisories, names: namesIn(advisories, key, (vendor) => vendorKey(vendor)), found: new Map() };
    this.#makers.set(key, made);
    return made;
  }
}

function vendorsOf({ products }: ImportedAdvisory): readonly string[] {
  return [...new Set(products.flatMap(({ vendor, host }) => [vendorKey(vendor), vendorKey(host?.vendor ?? "")]))].filter(
    (key) => key !== "",
  );
}

/** Every name that advisories give to products of one maker. */
function namesIn(
  advisories: readonly ImportedAdvisory[],
  key: string,
  keyOf: (vendor: string) => string,
): readonly NamedProducts[] {
  const borne = advisories.flatMap((advisory) =>
    advisory.products.flatMap((product) => {
      const own = keyOf(product.vendor) === key ? [{ ...product, by: "own" as const }] : [];
      const { host } = product;
      const outer = host !== undefined && keyOf(host.vendor) === key ? [{ ...host, by: "host" as const }] : [];
      return [...own, ...outer].flatMap(({ vendor, names, models, by }) =>
        names.map((name) => ({ text: JSON.stringify([name, models]), name, models, vendor, at: { advisory, product, by } })),
      );
    }),
  );
  return [...Map.groupBy(borne, ({ text }) => text).values()].flatMap((some) => {
    const [first] = some;
    if (first === undefined) return [];
    return [{ name: productName(first.name, [first.vendor, key], first.models), at: some.map(({ at }) => at) }];
  });
}

/** What a product's name finds in any version; looked through once, since many assets share a name. */
function findsOf(maker: Maker, product: string, vendorNames: readonly string[]): readonly NameFind[] {
  const cached = JSON.stringify([product, vendorNames[0]]);
  const known = maker.found.get(cached);
  if (known !== undefined) return known;
  const own = productName(product, vendorNames);
  const finds = maker.names.flatMap((named): NameFind[] => {
    const match = compareNames(own, named.name);
    const { versioned } = named.name;
    if (match !== "same" && versioned !== undefined && own.versioned === undefined && isSame(own.words, versioned.words)) {
      return [{ named, line: versioned.version }];
    }
    return match === "other" ? [] : [{ named, match }];
  });
  maker.found.set(cached, finds);
  return finds;
}

function isSame(words: readonly string[], others: readonly string[]): boolean {
  return words.join("") === others.join("");
}

/** `WinCC` in version 7.5 is what an advisory calls `WinCC V7.5`. */
function inVersion(find: NameFind, version: string | undefined): NameMatch {
  if ("match" in find) return find.match;
  const [read, line] = [version === undefined ? undefined : parseVersion(version), parseVersion(find.line)];
  if (read?.kind !== "numbers" || line?.kind !== "numbers") return "similar";
  return line.numbers.every((number, at) => (read.numbers[at] ?? 0) === number) ? "same" : "other";
}

/** One product may be found by several names: by what is surest. */
function surest(found: readonly FoundProduct[]): readonly FoundProduct[] {
  const order = { own: 0, host: 1, similar: 2 } as const;
  const best = new Map<string, FoundProduct>();
  for (const one of found.toSorted((a, b) => order[b.by] - order[a.by])) best.set(one.product.id, one);
  return [...best.values()];
}
