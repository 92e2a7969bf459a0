import { App, Button } from "antd";
import { useState } from "react";
import type { FileDifferences, FileDifferenceView } from "../../../../api/contract/inventory-edits.ts";
import { send } from "../../data/api-client.ts";
import { fileDifferences, sendDecisions } from "../../data/inventory-resources.ts";
import { useQuery } from "../../data/use-query.ts";
import { elementLabel, fieldLabel, valueText } from "../../inventory/field-words.ts";
import { issuesOf } from "../../inventory/refusal.ts";
import { refreshInventory } from "../../inventory/use-edit.ts";
import { Panel } from "../../parts/page.tsx";
import { EmptyState, explainError, Loaded } from "../../parts/states.tsx";
import { Age } from "../../parts/time.tsx";
import { useWords } from "../../words/language.tsx";

/** Where the inventory's file says otherwise than what was edited here, and who decides. */
export function DifferencesPanel({ enterpriseId, editable }: { enterpriseId: string; editable: boolean }) {
  const { t } = useWords();
  const entry = useQuery(fileDifferences(enterpriseId));
  return (
    <Loaded entry={entry}>
      {(found) => (
        <Panel
          title={t("differences.title")}
          note={found.file === null ? t("differences.no-file") : t("differences.note", { file: found.file })}
          flush={found.items.length > 0}
        >
          {found.items.length === 0 ? (
            <EmptyState title={t("differences.none")} />
          ) : (
            <Differences found={found} enterpriseId={enterpriseId} editable={editable} />
          )}
        </Panel>
      )}
    </Loaded>
  );
}

function Differences({ found, enterpriseId, editable }: { found: FileDifferences; enterpriseId: string; editable: boolean }) {
  const { t } = useWords();
  const { busy, decide } = useDecide(enterpriseId, found.revision);
  const sorted = found.items.toSorted((a, b) => Number(b.waiting) - Number(a.waiting));
  const waiting = found.items.filter((item) => item.waiting);
  return (
    <>
      {editable && waiting.length > 1 && (
        <div className="panel-body form-foot">
          <span>{t("differences.waiting", { n: waiting.length })}</span>
          <Button size="small" disabled={busy} onClick={() => decide(waiting, "file")}>
            {t("differences.take-all")}
          </Button>
          <Button size="small" disabled={busy} onClick={() => decide(waiting, "edit")}>
            {t("differences.keep-all")}
          </Button>
        </div>
      )}
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{t("inventory.col-where")}</th>
            <th scope="col">{t("differences.file")}</th>
            <th scope="col">{t("differences.edited")}</th>
            <th scope="col">{t("differences.by")}</th>
            <th scope="col">{t("word.status")}</th>
            {editable && <th scope="col">{t("inventory.col-acts")}</th>}
          </tr>
        </thead>
        <tbody>
          {sorted.map((item) => (
            <DifferenceRow key={`${item.element} ${item.field}`} item={item} editable={editable} busy={busy} decide={decide} />
          ))}
        </tbody>
      </table>
    </>
  );
}

type Decide = (items: readonly FileDifferenceView[], take: "file" | "edit") => Promise<void>;

function DifferenceRow({
  item,
  editable,
  busy,
  decide,
}: {
  item: FileDifferenceView;
  editable: boolean;
  busy: boolean;
  decide: Decide;
}) {
  const { t, language } = useWords();
  const { element, field, file, edited, by, at, waiting } = item;
  const where = `${elementLabel(element, t)}${field === null ? "" : ` · ${fieldLabel(field, t)}`}`;
  return (
    <tr>
      <td>{where}</td>
      <td>{file === null && field === null ? t("differences.not-there") : valueText(file, language, t)}</td>
      <td>{edited === null && field === null ? t("differences.not-there") : valueText(edited, language, t)}</td>
      <td>
        {by} <Age at={at} />
      </td>
      <td>{waiting ? <strong>{t("differences.state-waiting")}</strong> : t("differences.state-known")}</td>
      {editable && (
        <td>
          <Button
            size="small"
            disabled={busy}
            aria-label={`${t("differences.take")} ${where}`}
            onClick={() => decide([item], "file")}
          >
            {t("differences.take")}
          </Button>{" "}
          {waiting && (
            <Button
              size="small"
              disabled={busy}
              aria-label={`${t("differences.keep")} ${where}`}
              onClick={() => decide([item], "edit")}
            >
              {t("differences.keep")}
            </Button>
          )}
        </td>
      )}
    </tr>
  );
}

function useDecide(enterpriseId: string, revision: number): { readonly busy: boolean; readonly decide: Decide } {
  const { t } = useWords();
  const { message, modal } = App.useApp();
  const [busy, setBusy] = useState(false);
  const decide: Decide = async (items, take) => {
    setBusy(true);
    try {
      const decisions = items.map(({ element, field }) => ({ element, field, take }));
      await send("POST", sendDecisions(enterpriseId), { revision, decisions });
      message.success(t(take === "file" ? "differences.taken" : "differences.kept"));
    } catch (error) {
      const issues = issuesOf(error);
      const { what, next } = explainError(error, t);
      const content = issues === null ? next : issues.map(({ path, message: reason }) => `${path}: ${reason}`).join("\n");
      modal.error({ title: issues === null ? what : t("differences.impossible"), content, okText: t("act.close") });
    } finally {
      setBusy(false);
      refreshInventory();
    }
  };
  return { busy, decide };
}
