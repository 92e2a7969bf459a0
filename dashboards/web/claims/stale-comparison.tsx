import type { AttestationView } from "../../../api/contract/attestations.ts";
import { useWords } from "../words/language.tsx";
import { ClaimStateMark } from "./claim-state.tsx";
import { DocumentList } from "./document-list.tsx";
import { type ClaimDraft, type DraftField, draftDifferences, draftOf } from "./draft.ts";

const fields: readonly DraftField[] = ["documents", "remark", "issued", "lastDay"];

/** What the reader wrote beside what somebody else has made of it meanwhile; nothing of either is lost. */
export function StaleComparison({
  enterpriseId,
  draft,
  current,
}: {
  enterpriseId: string;
  draft: ClaimDraft;
  current: AttestationView;
}) {
  const { t } = useWords();
  const standing = draftOf(current);
  const different = draftDifferences(draft, standing);
  return (
    <section className="stale" role="alert">
      <strong>{t("claim.stale", { by: current.authors.at(-1) ?? current.by })}</strong>
      <p>{t(current.state === "submitted" || current.state === "returned" ? "claim.stale-next" : "claim.stale-settled")}</p>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("claim.stale-field")}</th>
            <th scope="col">{t("claim.stale-mine")}</th>
            <th scope="col">
              {t("claim.stale-theirs")} <ClaimStateMark claim={current} />
            </th>
          </tr>
        </thead>
        <tbody>
          {fields.map((field) => (
            <tr key={field} className={different.includes(field) ? "stale-differs" : undefined}>
              <th scope="row">
                {t(`claim.field-${field}`)}
                {different.includes(field) && <span className="visually-hidden"> {t("claim.stale-differs")}</span>}
              </th>
              <td>
                <Value enterpriseId={enterpriseId} draft={draft} field={field} />
              </td>
              <td>
                <Value enterpriseId={enterpriseId} draft={standing} field={field} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Value({ enterpriseId, draft, field }: { enterpriseId: string; draft: ClaimDraft; field: DraftField }) {
  const { t } = useWords();
  if (field === "documents") return <DocumentList enterpriseId={enterpriseId} documents={draft.documents} />;
  return draft[field] === "" ? <span className="faint">{t("claim.empty")}</span> : draft[field];
}
