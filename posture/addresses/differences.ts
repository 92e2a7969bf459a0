import { isIP } from "node:net";
import { type AddressRecord, missingFields, type RegisterSettings } from "../../model/addresses/address-register.ts";
import { ipNumber } from "../../model/addresses/ip-range.ts";
import { afterWorkingDays, dayText } from "../../model/addresses/working-days.ts";
import type { SweepFacts } from "../../model/discovery/sweep.ts";
import { day, type Instant } from "../../model/instant.ts";
import type { Asset, Inventory } from "../../model/inventory/inventory.ts";
import type { Message } from "../../model/messages/define.ts";
import { message } from "../../model/messages/index.ts";
import type { Seen } from "../../model/protocols/define.ts";
import type { AddressBook } from "./address-book.ts";
import { literalAddress } from "./literal-address.ts";

/** Kinds of difference between the list and the plant, each judged by the check of its name. */
export const differenceKinds = {
  unrecorded: "net.address-unrecorded",
  "partly-recorded": "net.address-partly-recorded",
  stale: "net.address-record-stale",
  wrong: "net.address-record-wrong",
} as const;
export type DifferenceKind = keyof typeof differenceKinds;

/** The kind of difference that a check judges; undefined where it judges something else. */
export function kindOfCheck(checkId: string): DifferenceKind | undefined {
  const kinds: readonly DifferenceKind[] = ["unrecorded", "partly-recorded", "stale", "wrong"];
  return kinds.find((kind) => differenceKinds[kind] === checkId);
}

/** What has no record, or a wrong one, is to be cut off at once and reported (工信管函〔2019〕621号). */
export function demandsCutOff(kind: DifferenceKind): boolean {
  return kind === "unrecorded" || kind === "wrong";
}

/** An address that an endpoint has, or a record that no endpoint's address falls into. */
export interface AddressSubject {
  readonly address: string;
  readonly asset: Asset | null;
  readonly endpointId: string | null;
  readonly record: AddressRecord | null;
}

/** Found by a sweep: the observation that says so, and which of its devices it is. */
export interface SweptAddress extends AddressSubject {
  readonly evidence: { readonly observationId: string; readonly index: number };
}

export interface AddressDifference extends AddressSubject {
  readonly kind: DifferenceKind;
  readonly because: Message;
}

/** What the list is compared with. */
export interface AddressGround {
  readonly book: AddressBook;
  readonly inventory: Inventory;
  readonly now: Instant;
}

/**
 * The addresses of an asset that are to be recorded: what its endpoints declare, or where nothing is declared, the address that
 * is dialled.
 */
export function addressesOf({ book }: Pick<AddressGround, "book">, asset: Asset): readonly AddressSubject[] {
  const ofBook = subjectsOf.get(book) ?? new WeakMap<Asset, readonly AddressSubject[]>();
  subjectsOf.set(book, ofBook);
  const known = ofBook.get(asset) ?? readAddresses(book, asset);
  ofBook.set(asset, known);
  return known;
}

/** Several checks ask for the addresses of the same asset by the same list. */
const subjectsOf = new WeakMap<AddressBook, WeakMap<Asset, readonly AddressSubject[]>>();

function readAddresses(book: AddressBook, asset: Asset): readonly AddressSubject[] {
  return asset.endpoints.flatMap(({ id, address, url }): readonly AddressSubject[] => {
    const own = address ?? literalAddress(url);
    if (own === undefined || !book.demands(own)) return [];
    return [{ address: own, asset, endpointId: id, record: book.recordOf(own) ?? null }];
  });
}

/** Records that are to be judged though no asset's address falls into them. */
export function unusedRecords({ book, inventory }: AddressGround): readonly AddressSubject[] {
  const used = new Set(inventory.assets.flatMap((asset) => addressesOf({ book }, asset)).map(({ record }) => record));
  return book.demanded
    .filter((record) => !used.has(record))
    .map((record) => ({ address: textOf(record), asset: null, endpointId: null, record }));
}

/** The newest sweep of a discovery range that a site declares. */
export type SweepLookup = (siteId: string, rangeId: string) => Seen<SweepFacts> | undefined;

/** Addresses that a sweep found and no asset of the inventory has, that are to be recorded. */
export function sweptAddresses({ book, inventory }: AddressGround, sweep: SweepLookup): readonly SweptAddress[] {
  const known = new Set(
    inventory.assets.flatMap((asset) => addressesOf({ book }, asset)).map(({ address }) => ipNumber(address)),
  );
  const swept = inventory.sites.flatMap((site) => site.discovery.flatMap(({ id }) => sweep(site.id, id) ?? []));
  const found = swept.flatMap(({ observationId, facts }) =>
    facts.found.map(({ host, kind }, index) => ({ host, kind, observationId, index })),
  );
  return found
    .filter(({ host, kind }) => kind !== "registered" && isIP(host) !== 0 && book.demands(host) && !known.has(ipNumber(host)))
    .map(({ host, observationId, index }) => {
      const evidence = { observationId, index };
      return { address: host, asset: null, endpointId: null, record: book.recordOf(host) ?? null, evidence };
    });
}

/** Everything that is wrong with an address or a record, the worst first. */
export function differencesOf(ground: AddressGround, subject: AddressSubject): readonly AddressDifference[] {
  const kinds = ["unrecorded", "wrong", "stale", "partly-recorded"] as const;
  return kinds.flatMap((kind) => differenceOf(ground, subject, kind) ?? []);
}

/** A difference of one kind; only staleness looks at the time. */
export function differenceOf(
  ground: AddressGround,
  subject: AddressSubject,
  kind: DifferenceKind,
): AddressDifference | undefined {
  const because = reasonOf(ground, subject, kind);
  return because && { ...subject, kind, because };
}

function reasonOf(ground: AddressGround, subject: AddressSubject, kind: DifferenceKind): Message | undefined {
  const { record, address } = subject;
  if (record === null) return kind === "unrecorded" ? message("address.unrecorded", { address }) : undefined;
  switch (kind) {
    case "wrong":
      return contradiction(ground, subject, record);
    case "stale":
      return staleness(ground.book.settings, record, ground.now, address);
    case "partly-recorded":
      return incompleteness(record, address);
    case "unrecorded":
      return undefined;
  }
}

/** What the record says of asset, place and use against what the inventory and the endpoint show. */
function contradiction(
  { inventory }: Pick<AddressGround, "inventory">,
  { address, asset }: AddressSubject,
  record: AddressRecord,
): Message | undefined {
  const { assetId, place, use } = record;
  if (assetId !== null && !assetIdsOf(inventory).has(assetId)) {
    return message("address.asset-unknown", { address, recorded: assetId });
  }
  if (asset === null) return undefined;
  if (assetId !== null && assetId !== asset.id) {
    return message("address.other-asset", { address, recorded: assetId, seen: asset.id });
  }
  if (use !== "in-use") return message("address.not-in-use", { address, use });
  const site = siteNamed(inventory, place);
  if (site !== undefined && site !== asset.site) {
    return message("address.other-place", { address, recorded: place, seen: asset.site });
  }
  return undefined;
}

const assetIds = new WeakMap<Inventory, ReadonlySet<string>>();

function assetIdsOf(inventory: Inventory): ReadonlySet<string> {
  const known = assetIds.get(inventory) ?? new Set(inventory.assets.map(({ id }) => id));
  assetIds.set(inventory, known);
  return known;
}

/** Whether record and plant could be compared at all. */
export function isComparable({ inventory }: Pick<AddressGround, "inventory">, record: AddressRecord): boolean {
  return record.assetId !== null || siteNamed(inventory, record.place) !== undefined;
}

/** The site that a place names, by its id or a name of it, alone or before further particulars. */
function siteNamed({ sites }: Inventory, place: string): string | undefined {
  const [start = ""] = place.split(/[\s,，/·]/);
  return sites.find(({ id, name }) => [place, start].some((text) => text === id || text === name["zh-CN"] || text === name.en))
    ?.id;
}

/** Too late entered after a change, or not looked at again for too long. */
function staleness(
  { updateWithinWorkingDays, verifyEveryDays }: RegisterSettings,
  { changedOn, recordedOn, verifiedOn }: AddressRecord,
  now: Instant,
  address: string,
): Message | undefined {
  if (changedOn !== null && (recordedOn === null || recordedOn < changedOn)) {
    if (now > afterWorkingDays(changedOn, updateWithinWorkingDays)) {
      return message("address.change-not-entered", { address, changed: dayText(changedOn), days: updateWithinWorkingDays });
    }
  }
  const looked = Math.max(recordedOn ?? 0, verifiedOn ?? 0);
  if (looked > 0 && now - looked > verifyEveryDays * day) {
    return message("address.not-verified", { address, last: dayText(looked), days: verifyEveryDays });
  }
  return undefined;
}

function incompleteness(record: AddressRecord, address: string): Message | undefined {
  const missing = missingFields(record);
  return missing.length === 0 ? undefined : message("address.partly-recorded", { address, fields: missing.join(",") });
}

function textOf({ first, last }: AddressRecord): string {
  return first === last ? first : `${first}-${last}`;
}
