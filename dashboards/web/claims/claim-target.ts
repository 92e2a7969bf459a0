import type { AttestationView } from "../../../api/contract/attestations.ts";
import { type TableClaim, tableClaims } from "../../../api/contract/claim-table.ts";
import type { MatrixObjective } from "../../../api/contract/matrix.ts";
import type { AttestationSubject } from "../../../model/attestation.ts";
import type { Bilingual } from "../../../model/language.ts";

/** What a statement is to be about; ids of assets are those within the enterprise. */
export type ClaimTarget =
  | {
      readonly kind: "objective";
      readonly objective: Pick<MatrixObjective, "id" | "text" | "method" | "validity">;
      /** The document that is asked for. */
      readonly document: Bilingual | null;
    }
  | { readonly kind: "measure"; readonly assetId: string | null; readonly checkId: string; readonly title: Bilingual }
  | { readonly kind: "retirement"; readonly assetId: string; readonly endpointId: string | null; readonly title: Bilingual };

/** The target of a measure or retirement that stands already. */
export function targetOf({ about, title }: Pick<AttestationView, "about" | "title">): ClaimTarget | undefined {
  return about.kind === "objective" ? undefined : { ...about, title };
}

export function titleOf(target: ClaimTarget): Bilingual {
  return target.kind === "objective" ? target.objective.text : target.title;
}

/** The subject that is sent; undefined where a claim has not been chosen. */
export function subjectOf(target: ClaimTarget, claim: TableClaim | undefined): AttestationSubject | undefined {
  switch (target.kind) {
    case "objective":
      return claim === undefined ? undefined : { kind: "objective", objectiveId: target.objective.id, claim };
    case "measure":
      return { kind: "measure", assetId: target.assetId, checkId: target.checkId };
    case "retirement":
      return { kind: "retirement", assetId: target.assetId, endpointId: target.endpointId };
  }
}

/** What may be claimed: what people examine is met or not, of what checks judge there may be no such asset. */
export function claimsFor(target: ClaimTarget): readonly TableClaim[] {
  if (target.kind !== "objective") return [];
  const examined = target.objective.method === "EXAMINE";
  return tableClaims.filter((claim) => (claim === "no-such-asset") !== examined);
}

/** Whether the paper must bear the day on which it ends. */
export function needsEnd(target: ClaimTarget): boolean {
  if (target.kind === "objective") return ["certificate", "contract"].includes(target.objective.validity.kind);
  return target.kind === "measure";
}

/** The id of an asset within its enterprise. */
export function localAssetId(qualified: string): string {
  return qualified.slice(qualified.indexOf(".") + 1);
}
