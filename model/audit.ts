import { z } from "zod";
import { canonicalJson, sha256 } from "./digest.ts";
import { type Instant, instantSchema } from "./instant.ts";

/** One entry of the audit trail. `hash` is SHA-256 over the previous hash and the entry's canonical JSON. */
export interface AuditEntry {
  readonly id: number;
  readonly at: Instant;
  readonly actor: string;
  readonly action: string;
  readonly target: string;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly hash: string;
}

/** A line of an exported trail. */
export const auditEntrySchema = z.strictObject({
  id: z.int().positive(),
  at: instantSchema,
  actor: z.string(),
  action: z.string(),
  target: z.string(),
  detail: z.record(z.string(), z.unknown()),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});

/** Where a chain stands: its last entry, or its beginning. */
export type ChainEnd = Pick<AuditEntry, "id" | "hash">;
export const chainStart: ChainEnd = { id: 0, hash: "" };

/** SHA-256 over the hash of the entry before (empty before the first) and the canonical JSON of the entry without its own. */
export function chainHash(previous: string, entry: Omit<AuditEntry, "hash">): string {
  const { id, at, actor, action, target, detail } = entry;
  return sha256(previous + canonicalJson({ id, at, actor, action, target, detail }));
}

/** Whether an entry stands where it must behind another. */
export function follows(end: ChainEnd, entry: AuditEntry): boolean {
  return entry.id === end.id + 1 && entry.hash === chainHash(end.hash, entry);
}
