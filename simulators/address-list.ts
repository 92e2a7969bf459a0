import { toCsv } from "../model/csv/to-csv.ts";
import { day, type Instant } from "../model/instant.ts";
import type { Asset, Inventory } from "../model/inventory/inventory.ts";
import { type AddressFault, addressFaults, type SimulatedAddressList } from "../model/truth/address-list.ts";
import type { TruthLine } from "../model/truth/scenario.ts";
import type { VerdictStatus } from "../model/verdict.ts";

/** The list of a plant as a file that a person would import. */
export interface AddressListFile {
  readonly enterpriseId: string;
  readonly fileName: string;
  /** CSV, headings in English. */
  readonly text: string;
}

const columns = [
  "First address",
  "Allocated to",
  "Allocation method",
  "Allocated on",
  "User",
  "Purpose",
  "Place",
  "Use",
  "Asset",
  "Contact",
  "Recorded on",
  "Last verified on",
  "Changed on",
] as const;
type Row = Partial<Record<(typeof columns)[number], string>>;

/** What a fault does to a right record, and the check that must fail for it. */
const table: Readonly<Record<AddressFault, { readonly check: string; spoil(row: Row, at: Ground): Row | undefined }>> = {
  unrecorded: { check: "net.address-unrecorded", spoil: () => undefined },
  "no-place": { check: "net.address-partly-recorded", spoil: (row) => ({ ...row, Place: "" }) },
  "no-allocation-date": { check: "net.address-partly-recorded", spoil: (row) => ({ ...row, "Allocated on": "" }) },
  "not-verified": {
    check: "net.address-record-stale",
    spoil: (row, { ago }) => ({ ...row, "Recorded on": ago(900), "Last verified on": ago(500) }),
  },
  "change-not-entered": {
    check: "net.address-record-stale",
    spoil: (row, { ago }) => ({ ...row, "Recorded on": ago(90), "Last verified on": ago(40), "Changed on": ago(30) }),
  },
  "other-asset": { check: "net.address-record-wrong", spoil: (row, { other }) => ({ ...row, Asset: other }) },
  released: { check: "net.address-record-wrong", spoil: (row) => ({ ...row, Use: "released" }) },
};

interface Ground {
  /** A day so many days before now, as people write days. */
  ago(days: number): string;
  /** Another asset than the one that has the address. */
  readonly other: string;
}

/** Writes the list with the faults that are declared. */
export function addressListFile(inventory: Inventory, list: SimulatedAddressList, now: Instant): AddressListFile {
  const ago = (days: number) => new Date(now - days * day).toISOString().slice(0, 10);
  const { assets, sites, enterprise } = inventory;
  const right: Row = {
    "Allocated to": enterprise.name.en,
    "Allocation method": "static",
    "Allocated on": ago(700),
    User: enterprise.name.en,
    Use: "in use",
    Contact: "0571-5550100",
    "Recorded on": ago(60),
    "Last verified on": ago(20),
  };
  const ofAssets = assets.flatMap((asset) => {
    const place = sites.find(({ id }) => id === asset.site)?.name.en ?? "";
    const other = assets.find(({ id }) => id !== asset.id)?.id ?? "nobody";
    return addressesOf(asset).map((address) =>
      spoiled(
        { ...right, "First address": address, Purpose: asset.name.en, Place: place, Asset: asset.id },
        list.faults[asset.id],
        {
          ago,
          other,
        },
      ),
    );
  });
  const ofOthers = list.others.map(({ range, faults }) =>
    spoiled({ ...right, "First address": range, Purpose: "reserve", Place: "store", Use: "in use" }, faults, {
      ago,
      other: "nobody",
    }),
  );
  const rows = [...ofAssets, ...ofOthers].filter((row) => row !== undefined);
  const text = toCsv(
    columns.map((title) => ({ title, value: (row: Row) => row[title] ?? "" })),
    rows,
  );
  return { enterpriseId: enterprise.id, fileName: `${enterprise.id}-addresses.csv`, text };
}

function spoiled(row: Row, faults: readonly AddressFault[] = [], ground: Ground): Row | undefined {
  return faults.reduce<Row | undefined>((spoilt, fault) => spoilt && table[fault].spoil(spoilt, ground), row);
}

function addressesOf({ endpoints }: Asset): readonly string[] {
  return endpoints.flatMap(({ address }) => address ?? []);
}

const unrecordedCheck = table.unrecorded.check;
const checks = [...new Set(addressFaults.map((fault) => table[fault].check))];
/** Checks that pass only where the endpoint was seen. */
const needSight: readonly string[] = [unrecordedCheck, table.released.check];

/** What a right monitor says of the list: of every asset by its faults, and once of the records that no asset stands in. */
export function addressListTruth(
  inventory: Inventory,
  { faults, others }: SimulatedAddressList,
  isSeen: (assetId: string) => boolean,
): readonly TruthLine[] {
  const enterprise = inventory.enterprise.id;
  const ofAssets = inventory.assets
    .filter((asset) => asset.endpoints.length > 0 && addressesOf(asset).length === asset.endpoints.length)
    .flatMap(({ id }) =>
      checks.map((check): TruthLine => ({ enterprise, asset: id, check, ...expected(check, faults[id] ?? [], isSeen(id)) })),
    );
  const rest = checks.filter((check) => check !== unrecordedCheck);
  return [...ofAssets, ...rest.map((check): TruthLine => ({ enterprise, check, ...expectedOfOthers(check, others) }))];
}

type Expected = Pick<TruthLine, "status" | "weakness">;

function expected(check: string, faults: readonly AddressFault[], isSeen: boolean): Expected {
  const fault = faults.find((one) => table[one].check === check);
  if (fault !== undefined && (fault === "unrecorded" || !faults.includes("unrecorded")))
    return { status: "fail", weakness: fault };
  // Without a record there is nothing to be complete, current or right.
  if (faults.includes("unrecorded")) return { status: "not-applicable" };
  return { status: good(check, isSeen) };
}

function good(check: string, isSeen: boolean): VerdictStatus {
  return isSeen || !needSight.includes(check) ? "pass" : "unknown";
}

/** A range that nobody stands in cannot be used by another asset than recorded, and may be released. */
function expectedOfOthers(check: string, others: SimulatedAddressList["others"]): Expected {
  if (others.length === 0) return { status: "not-applicable" };
  const fault = others.flatMap(({ faults }) => faults).find((one) => one !== "released" && table[one].check === check);
  return fault === undefined ? { status: "pass" } : { status: "fail", weakness: fault };
}
