import { netSweep } from "../../../model/discovery/sweep.ts";
import type { Message } from "../../../model/messages/define.ts";
import { message } from "../../../model/messages/index.ts";
import {
  type AddressGround,
  type AddressSubject,
  addressesOf,
  type DifferenceKind,
  differenceOf,
  type SweptAddress,
  sweptAddresses,
  unusedRecords,
} from "../../addresses/differences.ts";
import { isPublic } from "../../addresses/is-public.ts";
import type { AssetContext, CheckResult, EnterpriseContext, Pointer, Reference } from "../define.ts";
import { fail, notApplicable, seen, unknown } from "../results.ts";

/** The circular and the order that it rests on. */
export const addressReferences: readonly Reference[] = [
  { source: "MIIT", clause: "工信管函〔2019〕621号" },
  { source: "MIIT", clause: "信息产业部令第34号" },
];

/** Subjects of one kind of check that carry no difference of that kind. */
export interface Agreeing {
  readonly subjects: readonly AddressSubject[];
  readonly recorded: readonly (AddressSubject & { readonly record: NonNullable<AddressSubject["record"]> })[];
  readonly evidence: readonly Pointer[];
}

/** The time is asked for only where it matters, so that a verdict that does not rest on it can be kept. */
export function groundOf(context: EnterpriseContext): AddressGround {
  return {
    book: context.addresses,
    inventory: context.inventory,
    get now() {
      return context.now;
    },
  };
}

/**
 * Judges the addresses of an asset by one kind of difference from the list. A difference fails also before the endpoint has
 * answered, since the plant itself declares the address; `otherwise` judges where there is none.
 */
export function judgeAddresses(
  context: AssetContext,
  kind: DifferenceKind,
  otherwise: (agreeing: Agreeing) => CheckResult,
): CheckResult {
  const { asset, addresses } = context;
  if (asset.endpoints.length === 0) return notApplicable(message("common.not-applicable"));
  const subjects = addressesOf({ book: addresses }, asset);
  if (subjects.length === 0) {
    const undeclared = asset.endpoints.some(({ address }) => address === undefined);
    return undeclared ? unknown(message("address.undeclared")) : notApplicable(message("address.not-demanded"));
  }
  if (addresses.register === undefined) return unknown(message("address.no-list"));
  return judgeSubjects(groundOf(context), subjects, kind, (agreeing) => otherwise(agreeing), context);
}

/** Judges the records that no asset's address falls into. */
export function judgeOtherRecords(
  context: EnterpriseContext,
  kind: DifferenceKind,
  otherwise: (agreeing: Agreeing) => CheckResult,
): CheckResult {
  if (context.addresses.register === undefined) return unknown(message("address.no-list"));
  const ground = groundOf(context);
  const subjects = unusedRecords(ground);
  if (subjects.length === 0) return notApplicable(message("address.no-other-records"));
  return judgeSubjects(ground, subjects, kind, otherwise);
}

export interface SweptAsEvidence extends SweptAddress {
  readonly pointer: Pointer;
}

/** Addresses that a sweep found beyond the assets, each with where it says so. */
export function sweptOf(context: EnterpriseContext): readonly SweptAsEvidence[] {
  return sweptAddresses(groundOf(context), context.sweep).map((swept) => {
    const { observationId, index } = swept.evidence;
    return { ...swept, pointer: { ...seen(netSweep, "found", index), observationId } };
  });
}

function judgeSubjects(
  ground: AddressGround,
  subjects: readonly AddressSubject[],
  kind: DifferenceKind,
  otherwise: (agreeing: Agreeing) => CheckResult,
  context?: AssetContext,
): CheckResult {
  const contacts = (of: readonly AddressSubject[]) => of.flatMap((subject) => contactWith(subject, context) ?? []);
  const differing = subjects.flatMap((subject) => differenceOf(ground, subject, kind) ?? []);
  const [first, ...others] = differing.toSorted(publicFirst);
  if (first !== undefined) {
    const notices: Message[] = others.length === 0 ? [] : [message("address.others", { count: others.length })];
    return fail(first.because, contacts([first]), { notices, ...severityOf(first) });
  }
  const recorded = subjects.flatMap((subject) => (subject.record === null ? [] : [{ ...subject, record: subject.record }]));
  return otherwise({ subjects, recorded, evidence: contacts(subjects) });
}

export function publicFirst(a: AddressSubject, b: AddressSubject): number {
  return Number(isPublic(b.address)) - Number(isPublic(a.address));
}

/** To record private addresses is a house rule, which never caps a score: without a record they are no worse than medium. */
export function severityOf({ address }: AddressSubject): { severity?: "medium" } {
  return isPublic(address) ? {} : { severity: "medium" };
}

/** The youngest answer of the endpoint that has the address. */
function contactWith({ endpointId }: AddressSubject, context: AssetContext | undefined): Pointer | undefined {
  const [youngest] = (context?.latest ?? [])
    .flatMap((row) => (row.endpointId === endpointId && row.answered ? [{ probe: row.probe, answered: row.answered }] : []))
    .sort((a, b) => b.answered.lastSeen - a.answered.lastSeen);
  return youngest && { ...seen({ id: youngest.probe }), observationId: youngest.answered.observationId };
}
