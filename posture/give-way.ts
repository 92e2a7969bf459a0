import { message } from "../model/messages/index.ts";
import type { Verdict } from "../model/verdict.ts";
import type { Check } from "./checks/define.ts";

/**
 * Counts one fault once (scoring rule 14): a fail whose check gives way to another fail is not-applicable. Two endpoint verdicts
 * meet at the same endpoint, all others at the same asset. A chain gives way as a whole to its last cause.
 */
export function giveWay(verdicts: readonly Verdict[], checks: readonly Check[]): readonly Verdict[] {
  const givesWayTo = new Map(checks.map((check) => [check.id, check.givesWayTo ?? []]));
  const failing = new Set(verdicts.filter(isFail).flatMap(subjects));
  return verdicts.map((verdict) => {
    if (!isFail(verdict)) return verdict;
    const cause = givesWayTo.get(verdict.checkId)?.find((checkId) => meets(failing, verdict, checkId));
    if (cause === undefined) return verdict;
    return { ...verdict, status: "not-applicable", because: message("common.gives-way", { check: cause }) };
  });
}

function meets(failing: ReadonlySet<string>, { assetId, endpointId }: Verdict, checkId: string): boolean {
  if (endpointId === null) return failing.has(subject("asset", checkId, assetId));
  return failing.has(subject("endpoint", checkId, assetId, endpointId)) || failing.has(subject("whole", checkId, assetId));
}

/** Where a failing verdict can be met: at its endpoint, as a whole asset, and as anything of the asset. */
function subjects({ checkId, assetId, endpointId }: Verdict): string[] {
  const here = endpointId === null ? subject("whole", checkId, assetId) : subject("endpoint", checkId, assetId, endpointId);
  return [here, subject("asset", checkId, assetId)];
}

function subject(...parts: readonly (string | null)[]): string {
  return JSON.stringify(parts);
}

function isFail(verdict: Verdict): boolean {
  return verdict.status === "fail";
}
