import { DownloadOutlined, UploadOutlined } from "@ant-design/icons";
import { App, Button } from "antd";
import { useId, useRef, useState } from "react";
import { type ClaimImport, claimImportSchema, type DocumentView } from "../../../../../api/contract/attestations.ts";
import { largestTable } from "../../../../../api/contract/claim-table.ts";
import { Problem } from "../../../../../model/problem.ts";
import { DocumentField } from "../../../claims/document-field.tsx";
import { Failure } from "../../../claims/failure.tsx";
import { refreshClaims } from "../../../claims/refresh-claims.ts";
import { useUploads } from "../../../claims/use-uploads.ts";
import { upload } from "../../../data/api-client.ts";
import { claimImport, claimPreview, claimTemplate } from "../../../data/compliance-resources.ts";
import { Panel } from "../../../parts/page.tsx";
import { useWords } from "../../../words/language.tsx";
import { ErrorTable, PreviewTable } from "./import-tables.tsx";
import "../../../claims/claims.css";
import "./import.css";

/** Many claims at once from a table: choose it, see what it would submit, then submit it. */
export function ImportClaims({ enterpriseId }: { enterpriseId: string }) {
  const { t } = useWords();
  const [file, setFile] = useState<File>();
  const [preview, setPreview] = useState<ClaimImport>();
  const [failure, setFailure] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const choose = async (chosen: File) => {
    setFile(chosen);
    setPreview(undefined);
    setFailure(undefined);
    setBusy(true);
    try {
      setPreview(await checkedTable(claimPreview(enterpriseId), chosen));
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="grid-main-side">
      <div className="stack">
        <Documents enterpriseId={enterpriseId} />
        <Panel title={t("import.title")} note={t("import.note")}>
          <Choice busy={busy} name={file?.name} onFile={(chosen) => void choose(chosen)} />
          {failure !== undefined && <Failure error={failure} />}
        </Panel>
        {file !== undefined && preview !== undefined && (
          <Preview
            enterpriseId={enterpriseId}
            file={file}
            preview={preview}
            onDone={() => {
              setFile(undefined);
              setPreview(undefined);
            }}
          />
        )}
      </div>
      <Guide enterpriseId={enterpriseId} />
    </div>
  );
}

/** Documents that the rows of the table name; they are uploaded before it. */
function Documents({ enterpriseId }: { enterpriseId: string }) {
  const { t } = useWords();
  const [uploaded, setUploaded] = useState<readonly DocumentView[]>([]);
  const uploads = useUploads(enterpriseId, (document) =>
    setUploaded((all) => [...all.filter(({ sha256 }) => sha256 !== document.sha256), document]),
  );
  return (
    <Panel title={t("claim.documents")} note={t("import.documents-note")}>
      <DocumentField enterpriseId={enterpriseId} value={uploaded} uploads={uploads} offersKnown={false} onChange={setUploaded} />
    </Panel>
  );
}

/** The answer to a table; one with wrong rows is an answer, too. */
async function checkedTable(resource: ReturnType<typeof claimPreview>, file: File): Promise<ClaimImport> {
  if (file.size > largestTable) throw new Problem("table-too-large", "The table is too large");
  try {
    return await upload(resource, file);
  } catch (error) {
    const wrongRows = error instanceof Problem ? claimImportSchema.safeParse(error.cause).data : undefined;
    if (wrongRows !== undefined) return wrongRows;
    const unreadable = error instanceof Problem && error.code === "invalid";
    throw unreadable ? new Problem("table-unreadable", error.message, { cause: error }) : error;
  }
}

function Choice({ busy, name, onFile }: { busy: boolean; name: string | undefined; onFile: (file: File) => void }) {
  const { t } = useWords();
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  return (
    <div className="import-choice">
      <input
        ref={input}
        id={id}
        className="visually-hidden"
        tabIndex={-1}
        type="file"
        accept=".csv,.xlsx"
        aria-label={t("import.choose")}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          event.target.value = "";
          if (file !== undefined) onFile(file);
        }}
      />
      <Button type="primary" icon={<UploadOutlined />} loading={busy} onClick={() => input.current?.click()}>
        {t("import.choose")}
      </Button>
      <span className="soft">{name ?? t("import.kinds")}</span>
    </div>
  );
}

function Preview({
  enterpriseId,
  file,
  preview,
  onDone,
}: {
  enterpriseId: string;
  file: File;
  preview: ClaimImport;
  onDone: () => void;
}) {
  const { t } = useWords();
  const { message } = App.useApp();
  const [standing, setStanding] = useState(preview);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const { errors, rows, skipped } = standing;
  const submit = async () => {
    setBusy(true);
    setFailure(undefined);
    try {
      const result = await checkedTable(claimImport(enterpriseId), file);
      if (result.errors.length > 0) return setStanding(result);
      message.success(t("import.done", { count: result.imported }));
      onDone();
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(false);
      refreshClaims();
    }
  };
  if (errors.length > 0) {
    return (
      <Panel title={t("import.errors", { count: errors.length })} note={t("import.errors-note")} flush>
        <ErrorTable errors={errors} />
      </Panel>
    );
  }
  return (
    <Panel
      title={t("import.preview", { count: rows.length })}
      note={skipped > 0 ? t("import.skipped", { count: skipped }) : undefined}
      aside={
        <Button type="primary" loading={busy} disabled={rows.length === 0} onClick={() => void submit()}>
          {t("import.submit", { count: rows.length })}
        </Button>
      }
      flush
    >
      {failure !== undefined && <Failure error={failure} />}
      {rows.length === 0 ? <p className="state-quiet">{t("import.empty")}</p> : <PreviewTable rows={rows} />}
    </Panel>
  );
}

/** How the table is made, with a template to fill in. */
function Guide({ enterpriseId }: { enterpriseId: string }) {
  const { t, language } = useWords();
  return (
    <Panel title={t("import.guide")}>
      <ol className="import-steps">
        <li>{t("import.step-documents")}</li>
        <li>
          {t("import.step-template")}
          <div className="panel-tools import-templates">
            <Button
              size="small"
              icon={<DownloadOutlined />}
              href={claimTemplate(enterpriseId, { format: "xlsx", lang: language })}
            >
              {t("import.template-excel")}
            </Button>
            <Button
              size="small"
              icon={<DownloadOutlined />}
              href={claimTemplate(enterpriseId, { format: "csv", lang: language })}
            >
              {t("import.template-csv")}
            </Button>
          </div>
        </li>
        <li>{t("import.step-fill")}</li>
        <li>{t("import.step-check")}</li>
        <li>{t("import.step-review")}</li>
      </ol>
    </Panel>
  );
}
