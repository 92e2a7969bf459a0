import { useWords } from "../../words/language.tsx";
import type { AddressState } from "./address-filter.ts";

/** Shapes of the severity that the check of a difference has, or of a verdict. */
const marks: Readonly<Record<AddressState, readonly [className: string, shape: string]>> = {
  unrecorded: ["shape shape-high", "▲"],
  wrong: ["shape shape-medium", "●"],
  stale: ["shape shape-medium", "●"],
  "partly-recorded": ["shape shape-medium", "●"],
  good: ["sign sign-pass", "✓"],
  waiting: ["sign sign-unknown", "?"],
  "not-judged": ["sign sign-not-applicable", "–"],
};
const reasons = { waiting: "addresses.waiting-why", "not-judged": "addresses.not-judged-why" } as const;

export function StateMark({ state }: { state: AddressState }) {
  const { t } = useWords();
  const [className, shape] = marks[state];
  const why = state === "waiting" || state === "not-judged" ? t(reasons[state]) : undefined;
  return (
    <span className="mark" title={why}>
      <i className={className} aria-hidden="true">
        {shape}
      </i>
      {t(`addresses.kind-${state}`)}
    </span>
  );
}
