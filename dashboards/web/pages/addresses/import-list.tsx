import { DownloadOutlined, UploadOutlined } from "@ant-design/icons";
import { App, Button } from "antd";
import { useRef, useState } from "react";
import { type AddressImport, type AddressListView, addressImportSchema } from "../../../../api/contract/addresses.ts";
import { Problem } from "../../../../model/problem.ts";
import { Failure } from "../../claims/failure.tsx";
import { addressImport, addressPreview, addressTemplate, isOfAddresses } from "../../data/address-resources.ts";
import { type Resource, upload } from "../../data/api-client.ts";
import { cache } from "../../data/use-query.ts";
import { Panel } from "../../parts/page.tsx";
import { setQuery } from "../../router.ts";
import { useWords } from "../../words/language.tsx";
import { ErrorTable } from "../compliance/import/import-tables.tsx";
import { Changes } from "./import-changes.tsx";

interface Chosen {
  readonly file: File;
  readonly preview: AddressImport;
  /** The version that the preview compares with. */
  readonly version: number;
}

/** Replaces the list by a table: choose it, see what changes, then put it in place. */
export function ImportList({ list }: { list: AddressListView }) {
  const { t } = useWords();
  const [chosen, setChosen] = useState<Chosen>();
  const [failure, setFailure] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const choose = async (file: File) => {
    setChosen(undefined);
    setFailure(undefined);
    setBusy(true);
    try {
      const preview = await answerTo(addressPreview(list.enterpriseId), file);
      setChosen({ file, preview, version: list.version?.version ?? 0 });
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="grid-main-side">
      <div className="stack">
        <Panel title={t("addresses.import-title")} note={t("addresses.import-note")}>
          <Choice busy={busy} name={chosen?.file.name} onFile={(file) => void choose(file)} />
          {failure !== undefined && <Failure error={failure} />}
        </Panel>
        {chosen !== undefined && <Preview enterpriseId={list.enterpriseId} chosen={chosen} />}
      </div>
      <Guide enterpriseId={list.enterpriseId} />
    </div>
  );
}

/** A table with wrong rows is an answer, too. */
async function answerTo(resource: Resource<AddressImport>, file: File): Promise<AddressImport> {
  try {
    return await upload(resource, new Blob([file], { type: "application/octet-stream" }));
  } catch (error) {
    const wrongRows = error instanceof Problem ? addressImportSchema.safeParse(error.cause).data : undefined;
    if (wrongRows === undefined) throw error;
    return wrongRows;
  }
}

function Choice({ busy, name, onFile }: { busy: boolean; name: string | undefined; onFile: (file: File) => void }) {
  const { t } = useWords();
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className="addresses-choice">
      <input
        ref={input}
        className="visually-hidden"
        tabIndex={-1}
        type="file"
        accept=".csv,.xlsx"
        aria-label={t("addresses.import-choose")}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          event.target.value = "";
          if (file !== undefined) onFile(file);
        }}
      />
      <Button type="primary" icon={<UploadOutlined />} loading={busy} onClick={() => input.current?.click()}>
        {t("addresses.import-choose")}
      </Button>
      <span className="soft">{name ?? t("addresses.import-kinds")}</span>
    </div>
  );
}

function Preview({ enterpriseId, chosen: { file, preview, version } }: { enterpriseId: string; chosen: Chosen }) {
  const { t } = useWords();
  const { message } = App.useApp();
  const [standing, setStanding] = useState(preview);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const submit = async () => {
    setBusy(true);
    setFailure(undefined);
    try {
      const result = await answerTo(addressImport(enterpriseId, file.name, version), file);
      if (result.errors.length > 0) return setStanding(result);
      message.success(t("addresses.import-done", { version: result.version }));
      setQuery({ view: null });
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(false);
      cache.refresh(isOfAddresses(enterpriseId));
    }
  };
  if (standing.errors.length > 0) {
    const count = standing.errors.length;
    return (
      <Panel title={t("addresses.import-errors", { count })} note={t("addresses.import-errors-note")} flush>
        <ErrorTable errors={standing.errors} />
      </Panel>
    );
  }
  const submitButton = (
    <Button type="primary" loading={busy} onClick={() => void submit()}>
      {t("addresses.import-submit")}
    </Button>
  );
  const isStale = failure instanceof Problem && failure.code === "stale-edit";
  return (
    <Panel title={t("addresses.import-preview", { count: standing.count })} aside={submitButton}>
      {isStale && <p role="alert">{t("addresses.import-stale")}</p>}
      {failure !== undefined && !isStale && <Failure error={failure} />}
      <Changes preview={standing} />
    </Panel>
  );
}

/** How the table is made, with a template to fill in. */
function Guide({ enterpriseId }: { enterpriseId: string }) {
  const { t, language } = useWords();
  const template = (format: "csv" | "xlsx", name: string) => (
    <Button size="small" icon={<DownloadOutlined />} href={addressTemplate(enterpriseId, { format, lang: language })}>
      {t("addresses.template", { format: name })}
    </Button>
  );
  return (
    <Panel title={t("addresses.guide")}>
      <div className="panel-tools addresses-templates">
        {template("xlsx", "Excel")}
        {template("csv", "CSV")}
      </div>
      <ul className="addresses-guide">
        <li>{t("addresses.guide-address")}</li>
        <li>{t("addresses.guide-allocation")}</li>
        <li>{t("addresses.guide-use")}</li>
        <li>{t("addresses.guide-asset")}</li>
        <li>{t("addresses.guide-dates")}</li>
      </ul>
    </Panel>
  );
}
