import { message } from "../../../../model/messages/index.ts";
import type { VerdictStatus } from "../../../../model/verdict.ts";
import type { ReportFacts } from "./report-facts.ts";
import { fails, type Statement } from "./statement.ts";

/**
 * Whether each pass on the sheet was seen: its pair has verdicts in the report, and none of them fails or is unknown. The sheet may be worse
 * than the verdicts, since a pass grows stale and a fail stays until a pass is seen; it is never better.
 */
export function checkSheet({ sheet, verdicts }: ReportFacts): readonly Statement[] {
  const seen = Map.groupBy(verdicts, ({ assetId, checkId }) => JSON.stringify([assetId, checkId]));
  const statuses = (assetId: string | null, checkId: string): readonly VerdictStatus[] =>
    seen.get(JSON.stringify([assetId, checkId]))?.map(({ status }) => status) ?? [];
  return sheet.objectives
    .filter(({ pairs }) =>
      pairs.some(([assetId, checkId, , status]) => {
        if (status !== "pass") return false;
        const own = statuses(assetId, checkId);
        return !own.includes("pass") || own.includes("fail") || own.includes("unknown");
      }),
    )
    .map(({ id }) => fails(message("verify.sheet-differs", { objective: id })));
}
