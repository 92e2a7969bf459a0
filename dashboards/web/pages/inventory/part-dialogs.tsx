import { Checkbox, Form, Input, Select } from "antd";
import type { InventoryOperation, InventoryView } from "../../../../api/contract/inventory-edits.ts";
import { protocols } from "../../../../model/protocols/index.ts";
import { EditDialog } from "../../inventory/edit-dialog.tsx";
import { nameFields, nameFrom, suggestId } from "../../inventory/names.ts";
import type { ConfiguredSite } from "../../inventory/sites.ts";
import { useWords } from "../../words/language.tsx";

interface DialogProps {
  readonly view: InventoryView;
  readonly onClose: () => void;
}
const about = ({ enterprise, revision }: InventoryView) => ({ enterpriseId: enterprise.id, revision });

/** Name and what the regulation asks of the enterprise. */
export function EnterpriseDialog({ view, onClose }: DialogProps) {
  const { t } = useWords();
  const { name, types, grade, industry } = view.enterprise;
  const initial = { ...nameFields(name), types, grade, industry: industry?.["zh-CN"] ?? "" };
  const operations = (values: typeof initial): InventoryOperation[] => {
    const typed = values.industry.trim();
    const said = typed === industry?.["zh-CN"] ? industry : typed;
    const fields = { name: nameFrom(values), types: values.types, grade: values.grade, industry: typed === "" ? null : said };
    return [{ action: "change", element: "enterprise", fields }];
  };
  return (
    <EditDialog
      {...about(view)}
      title={t("inventory.edit-enterprise")}
      initial={initial}
      operations={operations}
      onClose={onClose}
    >
      <NameItems />
      <Form.Item name="types" label={t("field.types")}>
        <Select mode="multiple" options={(["N", "P", "R"] as const).map((value) => ({ value, label: t(`type.${value}`) }))} />
      </Form.Item>
      <Form.Item name="grade" label={t("field.grade")}>
        <Select options={[1, 2, 3].map((value) => ({ value, label: t("grade", { grade: value }) }))} />
      </Form.Item>
      <Form.Item name="industry" label={t("field.industry")}>
        <Input maxLength={200} />
      </Form.Item>
    </EditDialog>
  );
}

/** A site: a new one where `site` is absent. */
export function SiteDialog({ view, site, taken, onClose }: DialogProps & { site?: ConfiguredSite; taken: readonly string[] }) {
  const { t } = useWords();
  const initial = { ...nameFields(site?.name), id: site?.id ?? "", collectors: site?.collectors.map(({ id }) => id) ?? [] };
  const operations = (values: typeof initial): InventoryOperation[] => {
    const known = new Map(site?.collectors.map((collector) => [collector.id, collector]));
    const fields = { name: nameFrom(values), collectors: values.collectors.map((id) => known.get(id) ?? { id }) };
    if (site !== undefined) return [{ action: "change", element: `sites/${site.id}`, fields }];
    const id = values.id.trim() === "" ? suggestId(values.name, "site", taken) : values.id.trim();
    return [{ action: "add", element: `sites/${id}`, value: fields }];
  };
  return (
    <EditDialog
      {...about(view)}
      title={t(site === undefined ? "inventory.add-site" : "inventory.edit-site")}
      initial={initial}
      operations={operations}
      onClose={onClose}
    >
      <NameItems />
      {site === undefined && <IdItem />}
      <Form.Item name="collectors" label={t("field.collectors")} extra={t("hint.collectors")}>
        <Select mode="tags" open={false} suffixIcon={null} />
      </Form.Item>
    </EditDialog>
  );
}

export function ZoneDialog({
  view,
  site,
  zone,
  onClose,
}: DialogProps & { site: ConfiguredSite; zone?: ConfiguredSite["zones"][number] }) {
  const { t } = useWords();
  const initial = { ...nameFields(zone?.name), id: zone?.id ?? "" };
  const operations = (values: typeof initial): InventoryOperation[] => {
    const name = nameFrom(values);
    if (zone !== undefined) return [{ action: "change", element: `sites/${site.id}/zones/${zone.id}`, fields: { name } }];
    const taken = site.zones.map(({ id }) => id);
    const id = values.id.trim() === "" ? suggestId(values.name, "zone", taken) : values.id.trim();
    return [{ action: "add", element: `sites/${site.id}/zones/${id}`, value: { name } }];
  };
  return (
    <EditDialog
      {...about(view)}
      title={t(zone === undefined ? "inventory.add-zone" : "inventory.edit-zone")}
      initial={initial}
      operations={operations}
      onClose={onClose}
    >
      <NameItems />
      {zone === undefined && <IdItem />}
    </EditDialog>
  );
}

export function ConduitDialog({
  view,
  site,
  conduit,
  onClose,
}: DialogProps & { site: ConfiguredSite; conduit?: ConfiguredSite["conduits"][number] }) {
  const { t, say } = useWords();
  const initial = {
    id: conduit?.id ?? "",
    from: conduit?.from ?? "",
    to: conduit?.to ?? "",
    protocols: conduit?.protocols ?? [],
    secured: conduit?.secured ?? false,
  };
  const zones = site.zones.map(({ id, name }) => ({ value: id, label: say(name) }));
  const operations = ({ id: typed, ...fields }: typeof initial): InventoryOperation[] => {
    if (conduit !== undefined) return [{ action: "change", element: `sites/${site.id}/conduits/${conduit.id}`, fields }];
    const taken = site.conduits.map(({ id }) => id);
    const id = typed.trim() === "" ? suggestId(`${fields.from} ${fields.to}`, "conduit", taken) : typed.trim();
    return [{ action: "add", element: `sites/${site.id}/conduits/${id}`, value: fields }];
  };
  return (
    <EditDialog
      {...about(view)}
      title={t(conduit === undefined ? "inventory.add-conduit" : "inventory.edit-conduit")}
      note={t("inventory.conduit-what")}
      initial={initial}
      operations={operations}
      onClose={onClose}
    >
      <Form.Item name="from" label={t("field.from")}>
        <Select options={zones} />
      </Form.Item>
      <Form.Item name="to" label={t("field.to")}>
        <Select options={zones} />
      </Form.Item>
      <Form.Item name="protocols" label={t("field.protocols")} extra={t("hint.protocols")}>
        <Select mode="tags" options={protocols.map(({ id }) => ({ value: id, label: id }))} />
      </Form.Item>
      <Form.Item name="secured" valuePropName="checked" extra={t("inventory.secured-hint")}>
        <Checkbox>{t("field.secured")}</Checkbox>
      </Form.Item>
      {conduit === undefined && <IdItem />}
    </EditDialog>
  );
}

function NameItems() {
  const { t } = useWords();
  return (
    <>
      <Form.Item
        name="name"
        label={t("field.name")}
        rules={[{ required: true, whitespace: true, message: t("asset-form.needed") }]}
      >
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="nameEn" label={t("asset-form.name-en")} extra={t("asset-form.name-en-hint")}>
        <Input maxLength={200} />
      </Form.Item>
    </>
  );
}

function IdItem() {
  const { t } = useWords();
  return (
    <Form.Item name="id" label={t("field.id")} extra={t("inventory.id-optional")}>
      <Input maxLength={63} />
    </Form.Item>
  );
}
