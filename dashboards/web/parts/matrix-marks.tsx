import type { Duty } from "../../../api/contract/duties.ts";
import type { MatrixStatus } from "../../../api/contract/matrix.ts";
import { useWords } from "../words/language.tsx";
import "./marks.css";

export type Backing = NonNullable<Duty["backing"]>;

const statusShape: Readonly<Record<MatrixStatus, string>> = {
  met: "✓",
  partly: "◐",
  "not-met": "✕",
  unknown: "?",
  "not-applicable": "–",
};
const backingShape: Readonly<Record<Backing, string>> = {
  none: "",
  waiting: "◷",
  returned: "↩",
  backed: "",
  expired: "!",
  unmet: "",
};

/** The sign of a control's or objective's status, without its word. */
export function MatrixSign({ status }: { status: MatrixStatus }) {
  return (
    <i className={`sign sign-${status}`} aria-hidden="true">
      {statusShape[status]}
    </i>
  );
}

export function MatrixMark({ status }: { status: MatrixStatus }) {
  const { t } = useWords();
  return (
    <span className="mark">
      <MatrixSign status={status} />
      {t(`matrix-status.${status}`)}
    </span>
  );
}

/** What people owe at an objective: waiting, returned or expired; nothing where all is in order. */
export function BackingSign({ backing }: { backing: Backing }) {
  const shape = backingShape[backing];
  return shape === "" ? null : (
    <i className={`backing backing-${backing}`} aria-hidden="true">
      {shape}
    </i>
  );
}
