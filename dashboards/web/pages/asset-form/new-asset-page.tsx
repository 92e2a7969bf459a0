import { App } from "antd";
import { useState } from "react";
import type { InventoryView } from "../../../../api/contract/inventory-edits.ts";
import { inventory } from "../../data/inventory-resources.ts";
import { enterprises } from "../../data/resources.ts";
import { useFresh } from "../../data/use-fresh.ts";
import { useQuery } from "../../data/use-query.ts";
import { sitesOf } from "../../inventory/sites.ts";
import { type EditOutcome, useEdit } from "../../inventory/use-edit.ts";
import { PageFrame } from "../../parts/page.tsx";
import { EmptyState, Loaded } from "../../parts/states.tsx";
import { navigate, usePlace } from "../../router.ts";
import { to } from "../../routes.ts";
import { may } from "../../shell/may.ts";
import { useSession } from "../../shell/session-gate.tsx";
import { useWords } from "../../words/language.tsx";
import { AssetForm } from "./asset-form.tsx";
import { type AssetValues, addOperation, emptyAsset } from "./asset-values.ts";
import { revisionFor } from "./revision-for.ts";

/** A new asset of an enterprise, `?enterprise=ID`. */
export default function NewAssetPage() {
  const { t } = useWords();
  const session = useSession();
  const { query } = usePlace();
  const all = useQuery(enterprises);
  return (
    <PageFrame title={t("asset-form.new")} crumbs={[{ to: to.assets(), name: t("page.assets") }]}>
      <Loaded entry={all}>
        {({ items }) => {
          const editable = items.filter(({ id }) => may(session, "edit-inventory", id));
          const enterprise = query.get("enterprise") ?? editable[0]?.id;
          return enterprise === undefined ? (
            <EmptyState title={t("asset-form.no-enterprise")} />
          ) : (
            <NewAsset key={enterprise} enterpriseId={enterprise} />
          );
        }}
      </Loaded>
    </PageFrame>
  );
}

function NewAsset({ enterpriseId }: { enterpriseId: string }) {
  const entry = useFresh(inventory(enterpriseId));
  return <Loaded entry={entry}>{(view) => <NewAssetForm enterpriseId={enterpriseId} view={view} />}</Loaded>;
}

function NewAssetForm({ enterpriseId, view }: { enterpriseId: string; view: InventoryView }) {
  const { t } = useWords();
  const { message } = App.useApp();
  const { busy, save } = useEdit(enterpriseId);
  const [outcome, setOutcome] = useState<EditOutcome>();
  const [site] = sitesOf(view);
  const onSave = async (values: AssetValues) => {
    const result = await save(revisionFor(outcome, view.revision), [addOperation(values)]);
    setOutcome(result);
    if (result.kind !== "saved") return;
    message.success(t("asset-form.added"));
    navigate(to.asset(`${enterpriseId}.${values.id}`));
  };
  const initial = { ...emptyAsset, site: site?.id ?? "" };
  return (
    <AssetForm
      view={view}
      initial={initial}
      isNew
      busy={busy}
      outcome={outcome}
      onSave={onSave}
      onCancel={() => navigate(to.assets({ enterprise: enterpriseId }))}
    />
  );
}
