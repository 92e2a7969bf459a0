import { z } from "zod";
import { type Instant, instantSchema } from "./instant.ts";

/** Days on which something was done or happened, from which duties count. */
export const classificationDates = ["selfGradedAt", "registeredAt", "gradeCheckedAt", "majorChangeAt"] as const;

const factor = z.string().trim().max(2000).default("");
const date = instantSchema.nullable().default(null);

/** What an enterprise states about its type and grade; those themselves stand in the inventory. */
export const classificationFactsSchema = z.strictObject({
  /** The factors of the grade (工信部网安〔2024〕68号), in the words of the enterprise. */
  factors: z
    .strictObject({
      scale: factor,
      "business-scope": factor,
      "depth-of-use": factor,
      "important-systems": factor,
      "important-data": factor,
      "supply-chain": factor,
      "incident-effect": factor,
    })
    .prefault({}),
  selfGradedAt: date,
  registeredAt: date,
  /** When the local authority checked the grade. */
  gradeCheckedAt: date,
  /** Last major change of size, business or systems, after which the grade is due anew. */
  majorChangeAt: date,
  /** Number of the entry on the national platform. */
  registrationNo: z.string().trim().max(100).default(""),
  /** Operator of critical information infrastructure. */
  criticalInfrastructure: z.boolean().default(false),
  /** Holds important or core data. */
  importantData: z.boolean().default(false),
  /** Highest level of its systems under the multi-level protection scheme (等保), where there are any from level 2. */
  protectionLevel: z
    .union([z.literal(2), z.literal(3), z.literal(4)])
    .nullable()
    .default(null),
});
export type ClassificationFacts = z.output<typeof classificationFactsSchema>;

/** The facts as somebody recorded them last. */
export interface Classification extends ClassificationFacts {
  readonly enterpriseId: string;
  readonly by: string;
  readonly at: Instant;
  /** Grows with every change; a stale edit is refused by it. */
  readonly version: number;
}

/** An enterprise of which nobody has recorded anything. */
export const noFacts: ClassificationFacts = classificationFactsSchema.parse({});
