import type { AttestationView } from "../../../api/contract/attestations.ts";
import { useWords } from "../words/language.tsx";
import { DocumentList } from "./document-list.tsx";

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
