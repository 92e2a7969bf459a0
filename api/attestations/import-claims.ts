import { randomUUID } from "node:crypto";
import type { Attestation } from "../../model/attestation.ts";
import { Problem } from "../../model/problem.ts";
import { submit } from "../../posture/attestations/life-cycle.ts";
import type { DocumentRecord } from "../../store/records/compliance-port.ts";
import { attestationRefusals } from "../contract/attestation-refusals.ts";
import type { ImportRowError } from "../contract/attestations.ts";
import type { InventoryEntry } from "../inventory/inventory-book.ts";
import type { Services } from "../services.ts";
import { type ClaimRow, type ReadClaims, readClaimTable } from "./claim-table.ts";
import { rowError } from "./row-error.ts";
import { demandClaimable, refusal, subjectKey, waitingSubjects } from "./subject-rules.ts";
import { tableRows } from "./table-rows.ts";

export type CheckedClaims =
  | { readonly ok: true; readonly claims: readonly CheckedClaim[]; readonly skipped: number }
  | { readonly ok: false; readonly errors: readonly ImportRowError[] };

export interface CheckedClaim {
  /** As a spreadsheet counts. */
  readonly row: number;
  readonly attestation: Attestation;
}

/** The claims of a table, a CSV file or an Excel workbook, as they would be submitted; none where a row is wrong. */
export async function checkClaims(
  services: Services,
  entry: InventoryEntry,
  table: Uint8Array,
  by: string,
): Promise<CheckedClaims> {
  const { rows, errors, skipped, nameOf } = readClaimTable(await tableRows(table));
  const documents = await services.records.documents.list(entry.id);
  const waiting = await waitingSubjects(services, entry.id);
  const claims: CheckedClaim[] = [];
  const found: ImportRowError[] = [...errors];
  const subjects = new Set<string>();
  for (const row of rows) {
    const result = claimOfRow(services, { entry, documents, waiting, subjects, by, nameOf }, row);
    if ("error" in result) found.push(result.error);
    else claims.push({ row: row.row, attestation: result.attestation });
  }
  return found.length > 0 ? { ok: false, errors: found.sort((a, b) => a.row - b.row) } : { ok: true, claims, skipped };
}

/** Submits every claim of a table, or none where a row is wrong. Each waits for its own review. */
export async function importClaims(
  services: Services,
  entry: InventoryEntry,
  table: Uint8Array,
  by: string,
): Promise<CheckedClaims> {
  const checked = await checkClaims(services, entry, table, by);
  if (!checked.ok) return checked;
  const at = services.clock.now();
  const versions = checked.claims.map(({ attestation }) => ({ attestation, change: "submitted", by, at }) as const);
  await services.records.attestations.save(versions);
  return checked;
}

interface Ground {
  readonly entry: InventoryEntry;
  readonly documents: readonly DocumentRecord[];
  /** Subjects of which a statement waits already. */
  readonly waiting: ReadonlySet<string>;
  /** What rows before were about. */
  readonly subjects: Set<string>;
  readonly by: string;
  readonly nameOf: ReadClaims["nameOf"];
}

type RowResult = { readonly attestation: Attestation } | { readonly error: ImportRowError };

function claimOfRow(services: Services, ground: Ground, row: ClaimRow): RowResult {
  const { entry, subjects, waiting, by, nameOf } = ground;
  const about = { kind: "objective", objectiveId: row.objectiveId, claim: row.claim } as const;
  if (subjects.has(subjectKey(about))) {
    const message = { "zh-CN": "这个评价目标在表中出现了两次。", en: "The objective stands in the table twice." };
    return { error: rowError(row.row, nameOf("objective"), row.objectiveId, message) };
  }
  subjects.add(subjectKey(about));
  const unknown = row.documents.find((name) => findDocument(ground, name) === undefined);
  if (unknown !== undefined) {
    return { error: rowError(row.row, nameOf("documents"), unknown, attestationRefusals["document-unknown"]) };
  }
  const documents = row.documents.flatMap((name) => findDocument(ground, name) ?? []);
  const now = services.clock.now();
  const { remark, validUntil, issuedAt } = row;
  const content = { documents, remark, validUntil, issuedAt: issuedAt ?? now };
  try {
    if (waiting.has(subjectKey(about))) throw refusal("attestation-waits");
    demandClaimable(services, about, validUntil);
    return { attestation: submit({ id: randomUUID(), enterpriseId: entry.id, about, ...content }, by, now) };
  } catch (error) {
    return { error: refusedRow(row, nameOf("objective"), error) };
  }
}

/** By its hash, or by its name: the newest of several that bear it. */
function findDocument({ documents }: Ground, name: string) {
  const record = documents.findLast((one) => one.sha256 === name.toLowerCase() || one.name === name);
  return record === undefined ? undefined : { name: record.name, sha256: record.sha256 };
}

function refusedRow(row: ClaimRow, column: string, error: unknown): ImportRowError {
  const texts: Readonly<Record<string, ImportRowError["message"]>> = attestationRefusals;
  const message = error instanceof Problem ? texts[error.code] : undefined;
  if (message === undefined) throw error;
  return rowError(row.row, column, row.objectiveId, message);
}
