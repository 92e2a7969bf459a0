import { Button } from "antd";
import { useState } from "react";
import type { AttestationView } from "../../../api/contract/attestations.ts";
import { may } from "../shell/may.ts";
import { useSession } from "../shell/session-gate.tsx";
import { useWords } from "../words/language.tsx";
import { ClaimDrawer } from "./claim-drawer.tsx";
import type { ClaimTarget } from "./claim-target.ts";
import { type ClaimDecision, DecisionDialog } from "./decision-dialog.tsx";
import { reviewBar } from "./review-bar.ts";

/** What the reader may do with a statement, and why not where others may. */
export function ClaimActions({ claim, target }: { claim: AttestationView; target: ClaimTarget }) {
  const { t } = useWords();
  const session = useSession();
  const [deciding, setDeciding] = useState<ClaimDecision>();
  const [editing, setEditing] = useState(false);
  const isOpen = claim.state === "submitted" || claim.state === "returned";
  const mayClaim = may(session, "claim", claim.enterpriseId);
  const settled = claim.state === "withdrawn" || (claim.state === "accepted" && claim.about.kind === "retirement");
  const bar = reviewBar(claim, session);
  // A form that is open stays, with what is written in it, whatever becomes of the statement meanwhile.
  if (settled && !editing && deciding === undefined) return null;
  return (
    <footer className="claim-actions">
      {claim.mayReview && (
        <>
          <Button type="primary" onClick={() => setDeciding("accept")}>
            {t("claim.accept")}
          </Button>
          <Button onClick={() => setDeciding("return")}>{t("claim.return")}</Button>
        </>
      )}
      {isOpen && mayClaim && <Button onClick={() => setEditing(true)}>{t("claim.edit")}</Button>}
      {!settled && mayClaim && <Button onClick={() => setDeciding("withdraw")}>{t("claim.withdraw")}</Button>}
      {bar !== undefined && <span className="soft">{t(`claim.bar-${bar}`)}</span>}
      <ClaimDrawer
        open={editing}
        enterpriseId={claim.enterpriseId}
        target={target}
        editing={claim}
        onClose={() => setEditing(false)}
      />
      {deciding !== undefined && <DecisionDialog claim={claim} decision={deciding} onClose={() => setDeciding(undefined)} />}
    </footer>
  );
}
