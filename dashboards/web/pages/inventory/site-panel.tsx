import { App, Button } from "antd";
import { useState } from "react";
import type { InventoryView } from "../../../../api/contract/inventory-edits.ts";
import { EditProblem } from "../../inventory/edit-problem.tsx";
import type { ConfiguredSite } from "../../inventory/sites.ts";
import { type EditOutcome, useEdit } from "../../inventory/use-edit.ts";
import { Panel } from "../../parts/page.tsx";
import { EmptyState } from "../../parts/states.tsx";
import { useWords } from "../../words/language.tsx";
import { ConduitDialog, SiteDialog, ZoneDialog } from "./part-dialogs.tsx";

type Zone = ConfiguredSite["zones"][number];
type Conduit = ConfiguredSite["conduits"][number];
type Open =
  | { readonly kind: "site" | "zone" | "conduit" }
  | { readonly kind: "zone"; readonly zone: Zone }
  | { readonly kind: "conduit"; readonly conduit: Conduit };

/** A site with its collectors, zones and conduits. */
export function SitePanel({ view, site, editable }: { view: InventoryView; site: ConfiguredSite; editable: boolean }) {
  const { t, say } = useWords();
  const [open, setOpen] = useState<Open>();
  const [outcome, setOutcome] = useState<EditOutcome>();
  const remove = useRemove(view, setOutcome);
  const close = () => setOpen(undefined);
  const whole = `sites/${site.id}`;
  return (
    <Panel
      title={say(site.name)}
      note={t("inventory.site-note", { id: site.id, collectors: site.collectors.map(({ id }) => id).join(", ") })}
      aside={
        editable && (
          <span className="form-foot">
            <Button size="small" onClick={() => setOpen({ kind: "site" })}>
              {t("inventory.edit")}
            </Button>
            <Button size="small" onClick={() => setOpen({ kind: "zone" })}>
              {t("inventory.add-zone")}
            </Button>
            <Button size="small" disabled={site.zones.length < 2} onClick={() => setOpen({ kind: "conduit" })}>
              {t("inventory.add-conduit")}
            </Button>
            <Button size="small" danger type="link" onClick={() => remove(whole, say(site.name))}>
              {t("inventory.remove")}
            </Button>
          </span>
        )
      }
    >
      <div className="stack">
        <EditProblem outcome={outcome} />
        <Zones
          site={site}
          editable={editable}
          onEdit={(zone) => setOpen({ kind: "zone", zone })}
          onRemove={(zone) => remove(`${whole}/zones/${zone.id}`, say(zone.name))}
        />
        <Conduits
          site={site}
          editable={editable}
          onEdit={(conduit) => setOpen({ kind: "conduit", conduit })}
          onRemove={({ id }) => remove(`${whole}/conduits/${id}`, id)}
        />
      </div>
      {open?.kind === "site" && <SiteDialog view={view} site={site} taken={[]} onClose={close} />}
      {open?.kind === "zone" && (
        <ZoneDialog view={view} site={site} {...("zone" in open ? { zone: open.zone } : {})} onClose={close} />
      )}
      {open?.kind === "conduit" && (
        <ConduitDialog view={view} site={site} {...("conduit" in open ? { conduit: open.conduit } : {})} onClose={close} />
      )}
    </Panel>
  );
}

/** Asks before a part is taken out, and says why where it cannot be. */
function useRemove({ enterprise, revision }: InventoryView, tell: (outcome: EditOutcome) => void) {
  const { t } = useWords();
  const { modal } = App.useApp();
  const { save } = useEdit(enterprise.id);
  return (element: string, name: string) =>
    modal.confirm({
      title: t("inventory.remove-title", { name }),
      content: t("inventory.remove-what"),
      okText: t("inventory.remove"),
      okButtonProps: { danger: true },
      cancelText: t("act.cancel"),
      onOk: async () => tell(await save(revision, [{ action: "remove", element }])),
    });
}

interface ListProps<Item> {
  readonly site: ConfiguredSite;
  readonly editable: boolean;
  readonly onEdit: (item: Item) => void;
  readonly onRemove: (item: Item) => void;
}

function Zones({ site, editable, onEdit, onRemove }: ListProps<Zone>) {
  const { t, say } = useWords();
  if (site.zones.length === 0) return <EmptyState title={t("inventory.no-zone")} />;
  return (
    <table className="plain-table">
      <thead>
        <tr>
          <th scope="col">{t("word.zone")}</th>
          <th scope="col">{t("field.id")}</th>
          {editable && <th scope="col">{t("inventory.col-acts")}</th>}
        </tr>
      </thead>
      <tbody>
        {site.zones.map((zone) => (
          <tr key={zone.id}>
            <td>{say(zone.name)}</td>
            <td className="code">{zone.id}</td>
            {editable && <Acts name={say(zone.name)} onEdit={() => onEdit(zone)} onRemove={() => onRemove(zone)} />}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Conduits({ site, editable, onEdit, onRemove }: ListProps<Conduit>) {
  const { t, say } = useWords();
  if (site.conduits.length === 0) return <p className="faint">{t("inventory.no-conduit")}</p>;
  const nameOf = (id: string) => say(site.zones.find((zone) => zone.id === id)?.name ?? { "zh-CN": id, en: id });
  return (
    <table className="plain-table">
      <thead>
        <tr>
          <th scope="col">{t("inventory.conduit")}</th>
          <th scope="col">{t("field.protocols")}</th>
          <th scope="col">{t("field.secured")}</th>
          {editable && <th scope="col">{t("inventory.col-acts")}</th>}
        </tr>
      </thead>
      <tbody>
        {site.conduits.map((conduit) => (
          <tr key={conduit.id}>
            <td>
              {nameOf(conduit.from)} → {nameOf(conduit.to)}
            </td>
            <td>{conduit.protocols.join(", ")}</td>
            <td>{t(conduit.secured ? "value.yes" : "value.no")}</td>
            {editable && <Acts name={conduit.id} onEdit={() => onEdit(conduit)} onRemove={() => onRemove(conduit)} />}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Acts({ name, onEdit, onRemove }: { name: string; onEdit: () => void; onRemove: () => void }) {
  const { t } = useWords();
  return (
    <td>
      <Button size="small" type="link" aria-label={`${t("inventory.edit")} ${name}`} onClick={onEdit}>
        {t("inventory.edit")}
      </Button>
      <Button size="small" type="link" danger aria-label={`${t("inventory.remove")} ${name}`} onClick={onRemove}>
        {t("inventory.remove")}
      </Button>
    </td>
  );
}
