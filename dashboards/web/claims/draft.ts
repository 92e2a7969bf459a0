import type { AttestationEdit, AttestationView, DocumentView } from "../../../api/contract/attestations.ts";
import type { TableClaim } from "../../../api/contract/claim-table.ts";
import type { AttestationSubject } from "../../../model/attestation.ts";
import type { Instant } from "../../../model/instant.ts";

/** What a person has written of a statement before it is sent. Days are `YYYY-MM-DD`, local; empty where none is given. */
export interface ClaimDraft {
  /** Of objectives alone; undefined until something is chosen. */
  readonly claim: TableClaim | undefined;
  readonly documents: readonly DocumentView[];
  readonly remark: string;
  /** The day on the document. */
  readonly issued: string;
  /** The last day on which the document is good. */
  readonly lastDay: string;
}

export const emptyDraft: ClaimDraft = { claim: undefined, documents: [], remark: "", issued: "", lastDay: "" };

/** A statement as it stands, to be changed. */
export function draftOf({ about, documents, remark, issuedAt, validUntil }: Omit<AttestationView, "mayReview">): ClaimDraft {
  return {
    claim: about.kind === "objective" ? about.claim : undefined,
    documents,
    remark,
    issued: localDay(Date.parse(issuedAt)),
    // Good until the day after its last one begins.
    lastDay: validUntil === null ? "" : localDay(Date.parse(validUntil) - 1),
  };
}

/** What is sent of a draft. */
export function contentOf({ documents, remark, issued, lastDay }: ClaimDraft): Omit<AttestationEdit, "version"> {
  return {
    documents: documents.map(({ sha256 }) => sha256),
    remark: remark.trim(),
    issuedAt: issued === "" ? null : startOfDay(issued, 0),
    validUntil: lastDay === "" ? null : startOfDay(lastDay, 1),
  };
}

export type DraftField = "documents" | "remark" | "issued" | "lastDay";
const compared: readonly DraftField[] = ["documents", "remark", "issued", "lastDay"];

/** Where two drafts differ. */
export function draftDifferences(one: ClaimDraft, other: ClaimDraft): readonly DraftField[] {
  return compared.filter((field) => comparable(one, field) !== comparable(other, field));
}

function comparable(draft: ClaimDraft, field: DraftField): string {
  if (field !== "documents") return draft[field].trim();
  return draft.documents
    .map(({ sha256 }) => sha256)
    .sort()
    .join(" ");
}

export type DraftFault = "claim-missing" | "issued-ahead" | "last-day-missing" | "last-day-past";

/** What the centre would refuse of a draft on a day (`YYYY-MM-DD`, local). */
export function draftFaults(
  draft: ClaimDraft,
  { about, needsEnd, today }: { about: AttestationSubject["kind"]; needsEnd: boolean; today: string },
): readonly DraftFault[] {
  const { claim, issued, lastDay } = draft;
  const endOwed = needsEnd && (about !== "objective" || (claim !== undefined && raises(claim)));
  return [
    ...(about === "objective" && claim === undefined ? (["claim-missing"] as const) : []),
    ...(issued > today ? (["issued-ahead"] as const) : []),
    ...(endOwed && lastDay === "" ? (["last-day-missing"] as const) : []),
    ...(lastDay !== "" && lastDay < today ? (["last-day-past"] as const) : []),
  ];
}

/** An honest "not satisfied" and "no such asset" need no paper; everything that raises a number does. */
export function raises(claim: TableClaim): boolean {
  return claim !== "not-satisfied" && claim !== "no-such-asset";
}

/** Whether a statement is accepted only with a document. */
export function needsDocument(about: AttestationSubject): boolean {
  return about.kind !== "objective" || raises(about.claim);
}

/** The local day of a moment. */
export function localDay(at: Instant): string {
  const date = new Date(at);
  const two = (part: number) => String(part).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

function startOfDay(day: string, later: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(year, month - 1, date + later).toISOString();
}
