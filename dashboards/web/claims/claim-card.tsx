import { Button } from "antd";
import { useState } from "react";
import type { AttestationView } from "../../../api/contract/attestations.ts";
import { Moment } from "../parts/time.tsx";
import { useWords } from "../words/language.tsx";
import { ClaimActions } from "./claim-actions.tsx";
import { ClaimBody } from "./claim-body.tsx";
import { ClaimStateMark } from "./claim-state.tsx";
import type { ClaimTarget } from "./claim-target.ts";
import { Versions } from "./versions.tsx";
import "./claims.css";

/** One statement: what is claimed, on what, by whom, how it was reviewed, and what the reader may do with it. */
export function ClaimCard({ claim, target }: { claim: AttestationView; target: ClaimTarget }) {
  const { t } = useWords();
  const [history, setHistory] = useState(false);
  return (
    <article className={`claim claim-is-${claim.state}`}>
      <header className="claim-head">
        <ClaimStateMark claim={claim} />
        <strong>{t(claim.about.kind === "objective" ? `claim.${claim.about.claim}` : `claim.is-${claim.about.kind}`)}</strong>
        <span className="faint">{t("claim.by", { by: claim.by })}</span>
        <span className="faint">
          <Moment at={claim.madeAt} />
        </span>
        <Button type="link" size="small" className="push" aria-expanded={history} onClick={() => setHistory(!history)}>
          {history ? t("claim.history-close") : t("claim.history", { count: claim.version })}
        </Button>
      </header>
      <ClaimBody claim={claim} />
      <ClaimActions claim={claim} target={target} />
      {history && <Versions id={claim.id} />}
    </article>
  );
}
