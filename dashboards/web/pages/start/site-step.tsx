import { AutoComplete, Button, Form, Input, Select } from "antd";
import { useState } from "react";
import type { InventoryOperation, InventoryView } from "../../../../api/contract/inventory-edits.ts";
import type { CollectorView } from "../../../../api/contract/system.ts";
import { EditProblem } from "../../inventory/edit-problem.tsx";
import { nameFields, nameFrom, suggestId } from "../../inventory/names.ts";
import { type ConfiguredSite, sitesOf } from "../../inventory/sites.ts";
import { type EditOutcome, useEdit } from "../../inventory/use-edit.ts";
import { useWords } from "../../words/language.tsx";
import { CollectorHelp } from "./collector-help.tsx";

interface Fields {
  readonly name: string;
  /** Names of zones. */
  readonly zones: readonly string[];
  readonly collector: string;
}

/** Where it stands: the first site, its zones, and the collector that looks after it. */
export function SiteStep({
  view,
  collectors,
  onDone,
}: {
  view: InventoryView;
  collectors: readonly CollectorView[];
  onDone: () => void;
}) {
  const { t, say } = useWords();
  const { busy, save } = useEdit(view.enterprise.id);
  const [outcome, setOutcome] = useState<EditOutcome>();
  const [site] = sitesOf(view);
  if (site === undefined) return null;
  const current = site.collectors[0]?.id ?? "";
  const initial: Fields = {
    name: nameFields(site.name).name,
    zones: site.zones.map(({ name }) => say(name)),
    collector: current,
  };
  const submit = async (fields: Fields) => {
    const operations = siteOperations(site, fields, say);
    if (operations.length === 0) return onDone();
    const result = await save(view.revision, operations);
    setOutcome(result);
    if (result.kind === "saved") onDone();
  };
  const ids = [...new Set([current, ...collectors.map(({ id }) => id)])];
  return (
    <>
      <EditProblem outcome={outcome} />
      <Form layout="vertical" className="start-form" requiredMark={false} initialValues={initial} onFinish={submit}>
        <Form.Item
          name="name"
          label={t("start.site-name")}
          rules={[{ required: true, whitespace: true, message: t("asset-form.needed") }]}
        >
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="zones" label={t("start.zones")} extra={t("start.zones-hint")}>
          <Select
            mode="tags"
            tokenSeparators={[",", "，", ";", "；"]}
            options={t("start.zones-usual")
              .split("|")
              .map((value) => ({ value, label: value }))}
          />
        </Form.Item>
        <Form.Item name="collector" label={t("word.collector")} extra={t("start.collector-hint")}>
          <AutoComplete options={ids.map((id) => ({ value: id }))} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={busy}>
          {t("start.save-next")}
        </Button>
      </Form>
      <CollectorHelp collectors={collectors} wanted={current} />
    </>
  );
}

/** The site as it was filled in; zones that are there stay, and new ones get an id. */
function siteOperations(
  site: ConfiguredSite,
  fields: Fields,
  say: (text: ConfiguredSite["name"]) => string,
): readonly InventoryOperation[] {
  const element = `sites/${site.id}`;
  const changed = {
    ...(fields.name.trim() === site.name["zh-CN"] ? {} : { name: nameFrom({ name: fields.name, nameEn: "" }) }),
    ...(fields.collector === site.collectors[0]?.id
      ? {}
      : { collectors: [{ id: fields.collector }, ...site.collectors.slice(1)] }),
  };
  const taken = site.zones.map(({ id }) => id);
  const named = new Set(site.zones.map(({ name }) => say(name)));
  const added = fields.zones
    .filter((name) => !named.has(name))
    .map((name): InventoryOperation => {
      const id = suggestId(name, "zone", taken);
      taken.push(id);
      return { action: "add", element: `${element}/zones/${id}`, value: { name } };
    });
  return [...(Object.keys(changed).length === 0 ? [] : [{ action: "change" as const, element, fields: changed }]), ...added];
}
