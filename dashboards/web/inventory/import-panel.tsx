import { App, Button, Upload } from "antd";
import { useState } from "react";
import type { AssetTablePreview } from "../../../api/contract/inventory-edits.ts";
import { upload } from "../data/api-client.ts";
import { tablePreview } from "../data/inventory-resources.ts";
import { useWords } from "../words/language.tsx";
import { ChangeList } from "./change-list.tsx";
import { EditProblem } from "./edit-problem.tsx";
import { type EditOutcome, useEdit } from "./use-edit.ts";

/** Rows with an error that are drawn; the rest is counted. */
const mostShown = 100;

/** Takes a file of assets: shows what it would change or what is wrong in it, and changes that once it is confirmed. */
export function ImportPanel({ enterpriseId, onDone }: { enterpriseId: string; onDone: () => void }) {
  const { t } = useWords();
  const { message } = App.useApp();
  const [found, setFound] = useState<AssetTablePreview>();
  const [problem, setProblem] = useState<EditOutcome>();
  const { busy, save } = useEdit(enterpriseId);
  const look = async (file: File) => {
    setFound(undefined);
    setProblem(undefined);
    try {
      const form = /\.ya?ml$/i.test(file.name) ? "inventory" : "table";
      setFound(await upload(tablePreview(enterpriseId, form), new Blob([await file.arrayBuffer()])));
    } catch (error) {
      setProblem({ kind: "failed", error });
    }
  };
  const apply = async ({ revision, operations }: AssetTablePreview) => {
    const result = await save(revision, operations);
    setFound(undefined);
    if (result.kind !== "saved") return setProblem(result);
    message.success(t("inventory.saved"));
    onDone();
  };
  return (
    <div className="stack">
      <p>{t("asset-import.what")}</p>
      <Upload
        accept=".csv,.xlsx,.yaml,.yml"
        showUploadList={false}
        beforeUpload={(file) => {
          void look(file);
          return false;
        }}
      >
        <Button>{t("asset-import.choose")}</Button>
      </Upload>
      <EditProblem outcome={problem} />
      {found !== undefined && found.errors.length > 0 && <RowErrors found={found} />}
      {found !== undefined && found.errors.length === 0 && (
        <>
          <ChangeList changes={found.changes} />
          <div className="form-foot">
            <Button type="primary" loading={busy} disabled={found.operations.length === 0} onClick={() => apply(found)}>
              {t("asset-import.apply", { n: found.changes.length })}
            </Button>
          </div>
        </>
      )}
    </div>
  );
}

function RowErrors({ found: { errors } }: { found: AssetTablePreview }) {
  const { t, say } = useWords();
  return (
    <div role="alert">
      <strong>{t("asset-import.wrong", { n: errors.length })}</strong>
      <div className="change-list">
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{t("asset-import.row")}</th>
              <th scope="col">{t("asset-import.column")}</th>
              <th scope="col">{t("asset-import.value")}</th>
              <th scope="col">{t("asset-import.reason")}</th>
            </tr>
          </thead>
          <tbody>
            {errors.slice(0, mostShown).map(({ row, column, value, message }) => (
              <tr key={`${row} ${column} ${message.en}`}>
                <td>{row}</td>
                <td>{column}</td>
                <td>{value}</td>
                <td>{say(message)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {errors.length > mostShown && <p className="faint">{t("inventory.more-changes", { n: errors.length - mostShown })}</p>}
    </div>
  );
}
