import { Button } from "antd";
import type { AddressRow, AddressSettingsView, AddressStepView } from "../../../../api/contract/addresses.ts";
import { useNow } from "../../data/clock.ts";
import { useWords } from "../../words/language.tsx";
import type { StepTarget } from "./step-target.ts";

/** What was done about an address that is to be cut off and reported, and the way to record it. */
export function Handling({
  row,
  role,
  onStep,
}: {
  row: AddressRow;
  role: AddressSettingsView["role"];
  /** Absent where the reader may not record steps. */
  onStep: ((target: StepTarget) => void) | undefined;
}) {
  const { t } = useWords();
  const difference = row.differences.find(({ cutOffDemanded }) => cutOffDemanded);
  if (difference === undefined) return null;
  const { cutOff, reported } = difference;
  return (
    <div className="addresses-handling">
      {cutOff === null && reported === null && (
        <span className="soft">{t(role === "user" ? "addresses.at-once-user" : "addresses.at-once")}</span>
      )}
      <Step kind="cut-off" step={cutOff} row={row} onStep={onStep} />
      <Step kind="reported" step={reported} row={row} onStep={onStep} />
    </div>
  );
}

function Step({
  kind,
  step,
  row,
  onStep,
}: {
  kind: AddressStepView["kind"];
  step: AddressStepView | null;
  row: AddressRow;
  onStep: ((target: StepTarget) => void) | undefined;
}) {
  const { t, format } = useWords();
  const now = useNow();
  if (step !== null) {
    const time = format.time(Date.parse(step.doneAt), now);
    return (
      <span title={t("addresses.done-by", { who: step.responsible, time })}>
        ✓ {t(`addresses.${kind}`)} <span className="faint">{step.responsible}</span>
      </span>
    );
  }
  if (onStep === undefined) return null;
  return (
    <Button size="small" onClick={() => onStep({ kind, row })} aria-label={`${t(`addresses.record-${kind}`)} ${row.address}`}>
      {t(`addresses.record-${kind}`)}
    </Button>
  );
}
