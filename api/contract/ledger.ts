import { z } from "zod";
import { verdictStatusSchema } from "../../model/verdict.ts";
import { timeSchema } from "./common.ts";
import { findingViewSchema } from "./findings.ts";

export const ledgerStates = ["open", "overdue", "closed"] as const;

/** A line of the rectification ledger: the finding with its `rectification`, when it was closed and by what. */
export const ledgerEntrySchema = z.object({
  /** Counts the findings of an enterprise by when they were first seen; it never changes. */
  no: z.int().positive(),
  /** `overdue` is open past its date. */
  state: z.enum(ledgerStates),
  finding: findingViewSchema,
  /** What the check says now; null where nothing was judged yet. */
  retest: z.object({ status: verdictStatusSchema, at: timeSchema, observationIds: z.array(z.string()) }).nullable(),
});
export type LedgerEntry = z.infer<typeof ledgerEntrySchema>;
