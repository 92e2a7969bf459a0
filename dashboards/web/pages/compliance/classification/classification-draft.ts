import type { ClassificationEdit, ClassificationView } from "../../../../../api/contract/classification.ts";
import { classificationDates } from "../../../../../model/classification.ts";
import { localDay } from "../../../claims/draft.ts";

export type ClassificationFacts = ClassificationView["facts"];

/** Factors of the grade in the order in which the rules name them. */
export const factors = [
  "scale",
  "business-scope",
  "depth-of-use",
  "important-systems",
  "important-data",
  "supply-chain",
  "incident-effect",
] as const satisfies readonly (keyof ClassificationFacts["factors"])[];

export type FactField =
  | (typeof classificationDates)[number]
  | "registrationNo"
  | "criticalInfrastructure"
  | "importantData"
  | "protectionLevel"
  | `factors.${(typeof factors)[number]}`;

/** Every field in the order of the form. */
export const factFields: readonly FactField[] = [
  ...factors.map((factor) => `factors.${factor}` as const),
  ...classificationDates,
  "registrationNo",
  "criticalInfrastructure",
  "importantData",
  "protectionLevel",
];

/** The value of a field as it is compared and shown: text, a day, a level or a yes. */
export function factOf(facts: ClassificationFacts, field: FactField): string | number | boolean | null {
  const factor = factors.find((one) => field === `factors.${one}`);
  if (factor !== undefined) return facts.factors[factor].trim();
  const date = classificationDates.find((one) => one === field);
  if (date !== undefined) {
    const time = facts[date];
    return time === null ? null : localDay(Date.parse(time));
  }
  return plainFact(facts, field);
}

function plainFact(facts: ClassificationFacts, field: FactField): string | number | boolean | null {
  switch (field) {
    case "registrationNo":
      return facts.registrationNo.trim();
    case "criticalInfrastructure":
      return facts.criticalInfrastructure;
    case "importantData":
      return facts.importantData;
    case "protectionLevel":
      return facts.protectionLevel;
    default:
      return null;
  }
}

/** Fields in which two statements differ. */
export function factDifferences(one: ClassificationFacts, other: ClassificationFacts): readonly FactField[] {
  return factFields.filter((field) => factOf(one, field) !== factOf(other, field));
}

/** A day as it is sent: the moment at which it begins here; empty text stands for none. */
export function dayStart(day: string): string | null {
  return day === "" ? null : new Date(`${day}T00:00:00`).toISOString();
}

export function editOf(facts: ClassificationFacts, version: number, reason: string): ClassificationEdit {
  return { ...facts, version, reason: reason.trim() };
}
