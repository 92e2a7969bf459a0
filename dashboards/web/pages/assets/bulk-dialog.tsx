import { Button, Checkbox, Form, Input, Modal, Select } from "antd";
import { type ReactNode, useState } from "react";
import type { AssetSummary } from "../../../../api/contract/assets.ts";
import type { InventoryChangeView, InventoryOperation } from "../../../../api/contract/inventory-edits.ts";
import { read, send } from "../../data/api-client.ts";
import { inventory, sendEdit, sendPreview } from "../../data/inventory-resources.ts";
import { enterprise } from "../../data/resources.ts";
import { useQuery } from "../../data/use-query.ts";
import { ChangeList } from "../../inventory/change-list.tsx";
import { EditProblem } from "../../inventory/edit-problem.tsx";
import { isStale, issuesOf } from "../../inventory/refusal.ts";
import { type EditOutcome, refreshInventory } from "../../inventory/use-edit.ts";
import { useWords } from "../../words/language.tsx";
import { type BulkValues, bulkOperations, commonSite } from "./bulk-operations.ts";

interface Fields {
  readonly set: Readonly<Partial<Record<keyof BulkValues, boolean>>>;
  readonly owner: string;
  readonly responsible: string;
  readonly criticality: number | null;
  readonly zone: string | null;
}

interface Prepared {
  readonly enterpriseId: string;
  readonly revision: number;
  readonly operations: readonly InventoryOperation[];
  readonly changes: readonly InventoryChangeView[];
}

/** Sets the same for many assets, and shows exactly what changes before it does. */
export function BulkDialog({
  assets,
  onClose,
  onDone,
}: {
  assets: readonly AssetSummary[];
  onClose: () => void;
  onDone: () => void;
}) {
  const { t } = useWords();
  const [form] = Form.useForm<Fields>();
  const [prepared, setPrepared] = useState<readonly Prepared[]>();
  const [outcome, setOutcome] = useState<EditOutcome>();
  const [busy, setBusy] = useState(false);
  const attempt = async (work: () => Promise<void>) => {
    setBusy(true);
    try {
      await work();
    } catch (error) {
      setPrepared(undefined);
      setOutcome(failure(error));
    } finally {
      setBusy(false);
    }
  };
  const preview = (fields: Fields) =>
    attempt(async () => {
      setOutcome(undefined);
      setPrepared(await prepare(assets, valuesOf(fields)));
    });
  const apply = () =>
    attempt(async () => {
      for (const { enterpriseId, revision, operations } of prepared ?? [])
        await send("POST", sendEdit(enterpriseId), { revision, operations });
      refreshInventory();
      onDone();
    });
  const changes = prepared?.flatMap((one) => one.changes) ?? [];
  return (
    <Modal
      open
      width={760}
      title={t("bulk.title", { n: assets.length })}
      onCancel={onClose}
      footer={
        prepared === undefined
          ? [
              <Button key="cancel" onClick={onClose}>
                {t("act.cancel")}
              </Button>,
              <Button key="preview" type="primary" loading={busy} onClick={() => form.submit()}>
                {t("bulk.preview")}
              </Button>,
            ]
          : [
              <Button key="back" onClick={() => setPrepared(undefined)}>
                {t("bulk.back")}
              </Button>,
              <Button key="apply" type="primary" loading={busy} disabled={changes.length === 0} onClick={apply}>
                {t("bulk.apply", { n: changes.length })}
              </Button>,
            ]
      }
    >
      <div className="stack">
        <EditProblem outcome={outcome} />
        <div hidden={prepared !== undefined}>
          <BulkFields form={form} assets={assets} onFinish={preview} />
        </div>
        {prepared !== undefined && <ChangeList changes={changes} />}
      </div>
    </Modal>
  );
}

function BulkFields({
  form,
  assets,
  onFinish,
}: {
  form: ReturnType<typeof Form.useForm<Fields>>[0];
  assets: readonly AssetSummary[];
  onFinish: (fields: Fields) => void;
}) {
  const { t } = useWords();
  const initial: Fields = { set: {}, owner: "", responsible: "", criticality: null, zone: null };
  return (
    <Form form={form} layout="vertical" initialValues={initial} onFinish={onFinish}>
      <p className="dialog-what">{t("bulk.what")}</p>
      <Choice name="owner" label={t("field.owner")}>
        <Input maxLength={200} placeholder={t("bulk.empty")} />
      </Choice>
      <Choice name="responsible" label={t("field.responsible")}>
        <Input maxLength={200} placeholder={t("bulk.empty")} />
      </Choice>
      <Choice name="criticality" label={t("field.criticality")}>
        <Select
          allowClear
          placeholder={t("bulk.empty")}
          options={[1, 2, 3, 4, 5].map((value) => ({ value, label: String(value) }))}
        />
      </Choice>
      <ZoneChoice assets={assets} />
    </Form>
  );
}

function ZoneChoice({ assets }: { assets: readonly AssetSummary[] }) {
  const { t, say } = useWords();
  const common = commonSite(assets);
  const detail = useQuery(common === undefined ? null : enterprise(common.enterpriseId)).value;
  if (common === undefined) return <p className="faint">{t("bulk.several-sites")}</p>;
  const zones = detail?.sites.find(({ id }) => id === common.site)?.zones ?? [];
  return (
    <Choice name="zone" label={t("field.zone")}>
      <Select allowClear placeholder={t("bulk.empty")} options={zones.map(({ id, name }) => ({ value: id, label: say(name) }))} />
    </Choice>
  );
}

/** A field that counts only where its box is ticked. */
function Choice({ name, label, children }: { name: keyof BulkValues; label: string; children: ReactNode }) {
  const isSet = Form.useWatch(["set", name]) === true;
  return (
    <>
      <Form.Item name={["set", name]} valuePropName="checked" style={{ marginBottom: 4 }}>
        <Checkbox>{label}</Checkbox>
      </Form.Item>
      <Form.Item name={name} hidden={!isSet} aria-label={label}>
        {children}
      </Form.Item>
    </>
  );
}

function valuesOf({ set, owner, responsible, criticality, zone }: Fields): BulkValues {
  const typed = (text: string) => (text.trim() === "" ? null : text.trim());
  return {
    ...(set.owner ? { owner: typed(owner) } : {}),
    ...(set.responsible ? { responsible: typed(responsible) } : {}),
    ...(set.criticality ? { criticality: criticality ?? null } : {}),
    ...(set.zone ? { zone: zone ?? null } : {}),
  };
}

async function prepare(assets: readonly AssetSummary[], values: BulkValues): Promise<readonly Prepared[]> {
  if (Object.keys(values).length === 0) return [];
  return Promise.all(
    [...bulkOperations(assets, values)].map(async ([enterpriseId, operations]) => {
      const { revision } = (await read(inventory(enterpriseId))).value;
      const { changes } = await send("POST", sendPreview(enterpriseId), { revision, operations });
      return { enterpriseId, revision, operations, changes };
    }),
  );
}

/** What changed meanwhile is seen by looking again. */
function failure(error: unknown): EditOutcome {
  const issues = issuesOf(error);
  if (issues !== null) return { kind: "refused", issues };
  return isStale(error) ? { kind: "stale", revision: 0 } : { kind: "failed", error };
}
