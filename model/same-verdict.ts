import { isDeepStrictEqual } from "node:util";
import type { Message } from "./messages/define.ts";
import type { Verdict } from "./verdict.ts";

/** Whether two verdicts on one place differ in nothing but the time of judgement. */
export function saysTheSame(a: Verdict, b: Verdict): boolean {
  if (a === b) return true;
  if (!answersTheSame(a, b) || a.evidenceAt !== b.evidenceAt || a.siteId !== b.siteId) return false;
  return sameEach(a.notices, b.notices, sameMessage) && sameEvidence(a, b);
}

/** Whether they have the same status, severity and reason, wherever they rest on. */
export function answersTheSame(a: Verdict, b: Verdict): boolean {
  return a.status === b.status && a.severity === b.severity && sameMessage(a.because, b.because);
}

/** The order of values never matters. */
function sameMessage(a: Message, b: Message): boolean {
  const [old, young] = [Object.entries(a.values), new Map(Object.entries(b.values))];
  return a.key === b.key && old.length === young.size && old.every(([key, value]) => isDeepStrictEqual(young.get(key), value));
}

function sameEvidence({ evidence }: Verdict, other: Verdict): boolean {
  return sameEach(
    evidence,
    other.evidence,
    (a, b) => a.observationId === b.observationId && a.pointer === b.pointer && a.probe === b.probe,
  );
}

function sameEach<T>(a: readonly T[], b: readonly T[], same: (one: T, other: T) => boolean): boolean {
  return (
    a.length === b.length &&
    a.every((one, index) => {
      const other = b[index];
      return other !== undefined && same(one, other);
    })
  );
}
