import type { BaselineView } from "../../../../api/contract/assets.ts";
import type { VerdictView } from "../../../../api/contract/common.ts";
import type { Translate } from "../../words/messages.ts";

export type BaselineField = BaselineView["fields"][number];

export interface BaselineState {
  readonly kind: "none" | "kept" | "differs";
  readonly differences: number;
}

/** Whether a person has accepted anything, and whether it still holds. */
export function baselineState({ accepted, fields }: BaselineView): BaselineState {
  const differences = fields.filter(({ differs }) => differs).length;
  return { kind: accepted === null ? "none" : differences === 0 ? "kept" : "differs", differences };
}

export function differencesFirst(fields: readonly BaselineField[]): readonly BaselineField[] {
  return fields.toSorted((one, other) => Number(other.differs) - Number(one.differs));
}

/** Whether a verdict is unknown because nobody has accepted a baseline. */
export function wantsBaseline({ checkId, endpointId, status }: VerdictView, baselines: readonly BaselineView[]): boolean {
  return (
    status === "unknown" &&
    baselines.some(({ accepted, checks, endpointId: at }) => accepted === null && at === endpointId && checks.includes(checkId))
  );
}

const certificateField = /^certificate (\d+)\.(\w+)$/;
const certificateParts = ["subject", "issuer", "serialNumber", "notBefore", "notAfter", "sha256"] as const;

/** A field as people call it; registers and identity objects keep their own names. */
export function fieldTitle(name: string, t: Translate): string {
  if (name === "application.applicationUri") return t("baseline.field-application-uri");
  const [, number, field] = certificateField.exec(name) ?? [];
  const part = certificateParts.find((known) => known === field);
  return number === undefined || part === undefined
    ? name
    : t("baseline.field-certificate", { number: Number(number), part: t(`baseline.part-${part}`) });
}
