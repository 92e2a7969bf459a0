import type { AttestationView } from "../../../api/contract/attestations.ts";
import type { AttestationState } from "../../../model/attestation.ts";
import { useWords } from "../words/language.tsx";
import "./claims.css";

const shapes: Readonly<Record<AttestationState | "expired", string>> = {
  submitted: "◷",
  accepted: "✓",
  returned: "↩",
  withdrawn: "–",
  expired: "!",
};

/** How a statement stands, by shape and word. */
export function ClaimStateMark({ claim: { state, expired } }: { claim: Pick<AttestationView, "state" | "expired"> }) {
  const { t } = useWords();
  const shown = state === "accepted" && expired ? "expired" : state;
  return (
    <span className={`claim-state claim-state-${shown}`}>
      <i aria-hidden="true">{shapes[shown]}</i>
      {t(`claim-state.${shown}`)}
    </span>
  );
}
