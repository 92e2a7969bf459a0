import { Button } from "antd";
import { useState } from "react";
import type { AttestationView } from "../../../api/contract/attestations.ts";
import { Moment } from "../parts/time.tsx";
import { useWords } from "../words/language.tsx";
import { ClaimActions } from "./claim-actions.tsx";
import { ClaimStateMark } from "./claim-state.tsx";
import type { ClaimTarget } from "./claim-target.ts";
import { DocumentList } from "./document-list.tsx";
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

/** The content of a statement, or of a version of one. */
export function ClaimBody({ claim }: { claim: Omit<AttestationView, "mayReview"> }) {
  const { t, format } = useWords();
  const { enterpriseId, documents, remark, issuedAt, expiresAt, review, authors } = claim;
  const day = (time: string) => format.date(Date.parse(time));
  return (
    <dl className="claim-body">
      <dt>{t("claim.documents")}</dt>
      <dd>
        <DocumentList enterpriseId={enterpriseId} documents={documents} />
      </dd>
      <dt>{t("claim.issued")}</dt>
      <dd>{day(issuedAt)}</dd>
      <dt>{t("claim.expires")}</dt>
      <dd>{expiresAt === null ? t("claim.never-ends") : day(new Date(Date.parse(expiresAt) - 1).toISOString())}</dd>
      {remark !== "" && (
        <>
          <dt>{t("claim.remark")}</dt>
          <dd className="claim-text">{remark}</dd>
        </>
      )}
      {authors.length > 1 && (
        <>
          <dt>{t("claim.authors")}</dt>
          <dd>{authors.join(", ")}</dd>
        </>
      )}
      {review !== null && (
        <>
          <dt>{t("claim.review")}</dt>
          <dd className="claim-text">
            {review.by} · {day(review.at)}
            {review.reason !== "" && ` · ${review.reason}`}
          </dd>
        </>
      )}
    </dl>
  );
}
