import { Button } from "antd";
import { useState } from "react";
import type { UnmatchedAsset } from "../../../../api/contract/advisories.ts";
import { advisoryGaps } from "../../data/advisory-resources.ts";
import { useQuery } from "../../data/use-query.ts";
import { Link } from "../../parts/link.tsx";
import { Panel } from "../../parts/page.tsx";
import { type PlainColumn, PlainTable } from "../../parts/plain-table.tsx";
import { EmptyState, Loaded } from "../../parts/states.tsx";
import { to } from "../../routes.ts";
import { may } from "../../shell/may.ts";
import { useSession } from "../../shell/session-gate.tsx";
import { useWords } from "../../words/language.tsx";
import { AliasDialog, type AliasDraft } from "./alias-dialog.tsx";

type Row = UnmatchedAsset & { readonly id: string };

/** Assets that advisories could not be compared with, and what to do about each. */
export function GapTable({ imported, mayKeep }: { imported: boolean; mayKeep: boolean }) {
  const { t } = useWords();
  const entry = useQuery(advisoryGaps);
  const [draft, setDraft] = useState<AliasDraft>();
  const columns = useColumns(mayKeep, setDraft);
  return (
    <Loaded entry={entry} rows={8}>
      {({ items }) => (
        <Panel title={t("advisories.view-gaps")} flush>
          {items.length === 0 ? (
            <EmptyState title={t(imported ? "advisories.gap-none" : "advisories.gap-before")} />
          ) : (
            <PlainTable columns={columns} rows={items.map((item) => ({ ...item, id: item.assetId }))} />
          )}
          {draft !== undefined && <AliasDialog draft={draft} onClose={() => setDraft(undefined)} />}
        </Panel>
      )}
    </Loaded>
  );
}

function useColumns(mayKeep: boolean, onAlias: (draft: AliasDraft) => void): readonly PlainColumn<Row>[] {
  const { t, say } = useWords();
  const session = useSession();
  return [
    {
      key: "asset",
      title: t("word.asset"),
      width: 220,
      render: ({ assetId, assetName }) => <Link to={to.asset(assetId)}>{say(assetName)}</Link>,
    },
    {
      key: "named",
      title: t("advisories.gap-vendor"),
      width: 240,
      render: ({ vendor, product, version }) => <span>{[vendor, product, version].map((part) => part ?? "—").join(" / ")}</span>,
    },
    {
      key: "kind",
      title: t("advisories.gap-kind"),
      width: 170,
      compare: (a, b) => (a.kind < b.kind ? -1 : 1),
      render: ({ kind }) => t(`advisories.gap-${kind}`),
    },
    { key: "why", title: t("advisories.gap-why"), render: ({ because }) => say(because) },
    {
      key: "act",
      title: "",
      width: 130,
      render: ({ assetId, enterpriseId, kind, vendor, product }) => (
        <>
          {kind === "identity" && may(session, "edit-inventory", enterpriseId) && (
            <Link to={to.editAsset(assetId)}>{t("advisories.gap-fill")}</Link>
          )}
          {kind !== "identity" && mayKeep && vendor !== null && (
            <Button size="small" onClick={() => onAlias(draftFor(kind, vendor, product))}>
              {t("advisories.gap-alias")}
            </Button>
          )}
        </>
      ),
    },
  ];
}

function draftFor(kind: UnmatchedAsset["kind"], vendor: string, product: string | null): AliasDraft {
  if (kind === "maker") return { kind: "vendor", vendor: "", name: vendor };
  return { kind: "product", vendor, name: product ?? "" };
}
