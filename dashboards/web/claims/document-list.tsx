import { PaperClipOutlined } from "@ant-design/icons";
import type { DocumentView } from "../../../api/contract/attestations.ts";
import { documentAddress } from "../data/compliance-resources.ts";
import { useWords } from "../words/language.tsx";

/** A document by its name; it is downloaded, and its bytes are checked against the hash on the way. */
export function DocumentLink({ enterpriseId, document }: { enterpriseId: string; document: DocumentView }) {
  const { t, format } = useWords();
  const { sha256, name, size } = document;
  return (
    <span className="document">
      <PaperClipOutlined aria-hidden="true" />
      <a href={documentAddress(enterpriseId, sha256)} download={name} title={`SHA-256 ${sha256}`}>
        {name}
      </a>
      <span className="faint">{format.bytes(size)}</span>
      <code className="faint" title={t("document.hash-why")}>
        {sha256.slice(0, 12)}
      </code>
    </span>
  );
}

export function DocumentList({ enterpriseId, documents }: { enterpriseId: string; documents: readonly DocumentView[] }) {
  const { t } = useWords();
  if (documents.length === 0) return <span className="soft">{t("document.none")}</span>;
  return (
    <ul className="document-list">
      {documents.map((document) => (
        <li key={document.sha256}>
          <DocumentLink enterpriseId={enterpriseId} document={document} />
        </li>
      ))}
    </ul>
  );
}
