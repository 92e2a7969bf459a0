import { App, Button } from "antd";
import { useState } from "react";
import type { NameAliasView } from "../../../../api/contract/advisories.ts";
import { paths } from "../../../../api/contract/paths.ts";
import { nameAliases, refreshAdvisories } from "../../data/advisory-resources.ts";
import { change } from "../../data/api-client.ts";
import { fill } from "../../data/fill-path.ts";
import { useQuery } from "../../data/use-query.ts";
import { Panel } from "../../parts/page.tsx";
import { type PlainColumn, PlainTable } from "../../parts/plain-table.tsx";
import { EmptyState, Loaded } from "../../parts/states.tsx";
import { Moment } from "../../parts/time.tsx";
import { useAct } from "../../parts/use-act.ts";
import { useWords } from "../../words/language.tsx";
import { AliasDialog, type AliasDraft } from "./alias-dialog.tsx";

const fresh: AliasDraft = { kind: "product", vendor: "", name: "" };

/** What people said about names. */
export function AliasPanel({ mayKeep }: { mayKeep: boolean }) {
  const { t } = useWords();
  const entry = useQuery(nameAliases);
  const [draft, setDraft] = useState<AliasDraft>();
  const columns = useColumns(mayKeep);
  const add = mayKeep && (
    <Button type="primary" onClick={() => setDraft(fresh)}>
      {t("advisories.alias-add")}
    </Button>
  );
  return (
    <Loaded entry={entry} rows={4}>
      {({ items }) => (
        <Panel title={t("advisories.view-aliases")} note={t("advisories.alias-note")} aside={add} flush>
          {items.length === 0 ? <EmptyState title={t("advisories.alias-none")} /> : <PlainTable columns={columns} rows={items} />}
          {draft !== undefined && <AliasDialog draft={draft} onClose={() => setDraft(undefined)} />}
        </Panel>
      )}
    </Loaded>
  );
}

function useColumns(mayKeep: boolean): readonly PlainColumn<NameAliasView>[] {
  const { t } = useWords();
  return [
    { key: "kind", title: t("advisories.alias-kind"), width: 130, render: ({ kind }) => t(`advisories.alias-kind-${kind}`) },
    { key: "vendor", title: t("advisories.alias-vendor"), width: 180, render: ({ vendor }) => vendor },
    { key: "name", title: t("advisories.alias-name"), render: ({ name }) => name },
    {
      key: "means",
      title: t("advisories.alias-means"),
      render: ({ means }) => means ?? <span className="soft">{t("advisories.alias-nothing")}</span>,
    },
    {
      key: "by",
      title: t("advisories.alias-by"),
      width: 260,
      render: ({ by, at }) => (
        <>
          {by} · <Moment at={at} />
        </>
      ),
    },
    { key: "act", title: "", width: 100, render: (alias) => mayKeep && <Remove alias={alias} /> },
  ];
}

function Remove({ alias: { id } }: { alias: NameAliasView }) {
  const { t } = useWords();
  const { message, modal } = App.useApp();
  const { busy, act } = useAct();
  const remove = async () => {
    if (!(await act(() => change("DELETE", fill(paths.nameAlias, { id }))))) return;
    message.success(t("advisories.alias-removed"));
    refreshAdvisories();
  };
  const ask = () =>
    modal.confirm({
      title: t("advisories.alias-remove-sure"),
      okText: t("advisories.alias-remove"),
      cancelText: t("act.cancel"),
      onOk: remove,
    });
  return (
    <Button size="small" loading={busy} onClick={ask}>
      {t("advisories.alias-remove")}
    </Button>
  );
}
