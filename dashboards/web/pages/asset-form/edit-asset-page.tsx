import { App, Button } from "antd";
import { useState } from "react";
import type { AssetConfiguration, InventoryView } from "../../../../api/contract/inventory-edits.ts";
import { assetConfiguration, inventory } from "../../data/inventory-resources.ts";
import { useFresh } from "../../data/use-fresh.ts";
import { type EditOutcome, useEdit } from "../../inventory/use-edit.ts";
import { SimulatedTag } from "../../parts/marks.tsx";
import { PageFrame } from "../../parts/page.tsx";
import { Loaded } from "../../parts/states.tsx";
import { navigate } from "../../router.ts";
import { to } from "../../routes.ts";
import { useWords } from "../../words/language.tsx";
import { AssetForm } from "./asset-form.tsx";
import { type AssetValues, changeOperations, valuesOf } from "./asset-values.ts";
import { revisionFor } from "./revision-for.ts";

/** An asset of the inventory, to be changed or taken out. */
export default function EditAssetPage({ id }: { id: string }) {
  const { t } = useWords();
  const enterpriseId = id.split(".")[0] ?? "";
  const entry = useFresh(assetConfiguration(id));
  const view = useFresh(inventory(enterpriseId));
  return (
    <PageFrame
      aside={view.value?.enterprise.simulated === true && <SimulatedTag />}
      title={t("asset-form.edit")}
      crumbs={[
        { to: to.assets(), name: t("page.assets") },
        { to: to.asset(id), name: id },
      ]}
    >
      <Loaded entry={view}>
        {(sites) => (
          <Loaded entry={entry}>
            {(configured) => <EditAssetForm enterpriseId={enterpriseId} view={sites} configured={configured} />}
          </Loaded>
        )}
      </Loaded>
    </PageFrame>
  );
}

function EditAssetForm({
  enterpriseId,
  view,
  configured,
}: {
  enterpriseId: string;
  view: InventoryView;
  configured: AssetConfiguration;
}) {
  const { t } = useWords();
  const { message } = App.useApp();
  const [outcome, setOutcome] = useState<EditOutcome>();
  const { busy, save } = useEdit(enterpriseId);
  const initial = valuesOf(configured.asset);
  const done = (text: string, target: string) => {
    message.success(text);
    navigate(target);
  };
  const onSave = async (values: AssetValues) => {
    const operations = changeOperations(initial, values);
    if (operations.length === 0) return done(t("inventory.no-change"), to.asset(configured.id));
    const result = await save(revisionFor(outcome, configured.revision), operations);
    setOutcome(result);
    if (result.kind === "saved") done(t("inventory.saved"), to.asset(configured.id));
  };
  const onRemove = async () => {
    const result = await save(revisionFor(outcome, configured.revision), [{ action: "remove", element: `assets/${initial.id}` }]);
    setOutcome(result);
    if (result.kind === "saved") done(t("asset-form.removed"), to.assets({ enterprise: enterpriseId }));
  };
  return (
    <div className="stack">
      <div className="form-foot">
        <RemoveButton name={initial.name} onRemove={onRemove} />
      </div>
      <AssetForm
        view={view}
        initial={initial}
        isNew={false}
        busy={busy}
        outcome={outcome}
        onSave={onSave}
        onCancel={() => navigate(to.asset(configured.id))}
      />
    </div>
  );
}

function RemoveButton({ name, onRemove }: { name: string; onRemove: () => Promise<void> }) {
  const { t } = useWords();
  const { modal } = App.useApp();
  const ask = () =>
    modal.confirm({
      title: t("asset-form.remove-title", { name }),
      content: t("asset-form.remove-what"),
      okText: t("asset-form.remove"),
      okButtonProps: { danger: true },
      cancelText: t("act.cancel"),
      onOk: onRemove,
    });
  return (
    <Button danger onClick={ask}>
      {t("asset-form.remove")}
    </Button>
  );
}
