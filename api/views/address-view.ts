import type { AddressRecord, AddressRegister, AddressStep } from "../../model/addresses/address-register.ts";
import { ipNumber } from "../../model/addresses/ip-range.ts";
import { afterWorkingDays } from "../../model/addresses/working-days.ts";
import { netSweep, sweptSite } from "../../model/discovery/sweep.ts";
import type { Finding } from "../../model/finding.ts";
import { day, type Instant } from "../../model/instant.ts";
import { render } from "../../model/messages/index.ts";
import type { StoredObservation } from "../../model/observation.ts";
import { AddressBook } from "../../posture/addresses/address-book.ts";
import {
  type AddressDifference,
  type AddressGround,
  type AddressSubject,
  addressesOf,
  demandsCutOff,
  differenceKinds,
  differencesOf,
  type SweepLookup,
  sweptAddresses,
  unusedRecords,
} from "../../posture/addresses/differences.ts";
import type {
  AddressDifferenceView,
  AddressListView,
  AddressRecordView,
  AddressRow,
  AddressStepView,
} from "../contract/addresses.ts";
import type { InventoryEntry } from "../inventory/inventory-book.ts";
import { qualifiedOrNull } from "./names.ts";
import { isoTime, isoTimeOrNull } from "./time.ts";

export interface AddressSurroundings {
  readonly entry: InventoryEntry;
  readonly register: AddressRegister | undefined;
  readonly steps: readonly AddressStep[];
  /** Unresolved findings of the enterprise. */
  readonly findings: readonly Finding[];
  readonly sweep: SweepLookup;
  readonly now: Instant;
}

/** Every address in use and every record, with what differs, its clock and what was done about it. */
export function addressListView(around: AddressSurroundings): Omit<AddressListView, "statutoryUpdateDays"> {
  const { entry, register, steps } = around;
  const book = new AddressBook(register);
  return {
    enterpriseId: entry.id,
    version: register === undefined ? null : versionView(register),
    recordCount: register?.records.length ?? 0,
    settings: book.settings,
    rows: rowsOf(around, book),
    steps: steps.map(stepView).toReversed(),
  };
}

/** The newest readable sweep of every range among stored observations. */
export function sweepLookup(rows: readonly StoredObservation[]): SweepLookup {
  return (siteId, rangeId) => {
    const [newest] = rows
      .filter(({ assetId, endpointId }) => assetId === sweptSite(siteId) && endpointId === rangeId)
      .filter(({ probe, outcome }) => probe === netSweep.id && outcome === "answered")
      .sort((a, b) => b.lastSeen - a.lastSeen);
    const read = netSweep.schema.safeParse(newest?.facts);
    if (newest === undefined || !read.success) return undefined;
    return { observationId: newest.id, at: newest.at, lastSeen: newest.lastSeen, facts: read.data };
  };
}

function versionView({ version, source, sha256, by, at }: AddressRegister) {
  return { version, source, sha256, by, at: isoTime(at) };
}

function rowsOf(around: AddressSurroundings, book: AddressBook): AddressRow[] {
  const { inventory } = around.entry.record;
  const ground: AddressGround = { book, inventory, now: around.now };
  // Also what nobody wants to be judged is shown, marked as such.
  const whole: AddressGround = { ...ground, book: new AddressBook(around.register, { coversPrivate: true }) };
  const known = {
    endpoint: inventory.assets.flatMap((asset) => addressesOf(whole, asset)),
    sweep: sweptAddresses(whole, around.sweep),
    list: unusedRecords(whole),
  };
  return (["endpoint", "sweep", "list"] as const).flatMap((from) =>
    known[from].map((subject) => rowOf(around, ground, subject, from)),
  );
}

function rowOf(
  around: AddressSurroundings,
  ground: AddressGround,
  subject: AddressSubject,
  known: AddressRow["known"],
): AddressRow {
  const { entry } = around;
  const { address, asset, record } = subject;
  const judged = ground.book.demands(record?.first ?? address);
  const differences = judged && ground.book.register !== undefined ? differencesOf(ground, subject) : [];
  return {
    address,
    assetId: qualifiedOrNull(entry.id, asset?.id ?? null),
    assetName: asset?.name ?? null,
    siteName: entry.record.inventory.sites.find(({ id }) => id === asset?.site)?.name ?? null,
    known,
    judged,
    record: record === null ? null : recordView(record, entry.id),
    differences: differences.map((difference) => differenceView(around, ground, difference)),
  };
}

function differenceView(
  around: AddressSurroundings,
  { book }: AddressGround,
  difference: AddressDifference,
): AddressDifferenceView {
  const { kind, because, asset, record, address } = difference;
  const { settings } = book;
  const checkId = differenceKinds[kind];
  const finding = around.findings.find((one) => one.checkId === checkId && one.assetId === (asset?.id ?? null));
  const dueAt = finding === undefined ? null : afterWorkingDays(finding.firstSeen, settings.updateWithinWorkingDays);
  const done = (step: AddressStep["kind"]) => lastStep(around.steps, address, step, finding?.firstSeen ?? 0);
  const assignee = finding?.rectification?.assignee ?? null;
  return {
    kind,
    checkId,
    because: render(because),
    findingId: finding?.id ?? null,
    since: finding === undefined ? null : isoTime(finding.firstSeen),
    dueAt: isoTimeOrNull(dueAt),
    overdue: dueAt !== null && around.now > dueAt,
    responsible: [assignee, record?.responsible, settings.responsible].find((name) => name) ?? null,
    cutOffDemanded: demandsCutOff(kind),
    cutOff: done("cut-off"),
    reported: done("reported"),
  };
}

/** What was done since the difference was found; what was done about an earlier one does not count. */
function lastStep(
  steps: readonly AddressStep[],
  address: string,
  kind: AddressStep["kind"],
  since: Instant,
): AddressStepView | null {
  // A person may write down the day alone.
  const from = since - day;
  const number = ipNumber(address);
  const found = steps.findLast(
    (step) => step.kind === kind && step.doneAt >= from && number !== undefined && ipNumber(step.address) === number,
  );
  return found === undefined ? null : stepView(found);
}

export function stepView({ enterpriseId: _enterpriseId, doneAt, recordedAt, ...step }: AddressStep): AddressStepView {
  return { ...step, doneAt: isoTime(doneAt), recordedAt: isoTime(recordedAt) };
}

function recordView(record: AddressRecord, enterpriseId: string): AddressRecordView {
  return {
    ...record,
    assetId: qualifiedOrNull(enterpriseId, record.assetId),
    allocatedOn: isoTimeOrNull(record.allocatedOn),
    recordedOn: isoTimeOrNull(record.recordedOn),
    verifiedOn: isoTimeOrNull(record.verifiedOn),
    changedOn: isoTimeOrNull(record.changedOn),
  };
}
