import { Button } from "antd";
import { useState } from "react";
import type { InventoryView } from "../../../../api/contract/inventory-edits.ts";
import { inventory, inventoryEdits } from "../../data/inventory-resources.ts";
import { useQuery } from "../../data/use-query.ts";
import { elementLabel, fieldLabel } from "../../inventory/field-words.ts";
import { sitesOf } from "../../inventory/sites.ts";
import { Link } from "../../parts/link.tsx";
import { SimulatedTag } from "../../parts/marks.tsx";
import { PageFrame, Panel } from "../../parts/page.tsx";
import { EmptyState, Loaded } from "../../parts/states.tsx";
import { Age } from "../../parts/time.tsx";
import { to } from "../../routes.ts";
import { may } from "../../shell/may.ts";
import { useSession } from "../../shell/session-gate.tsx";
import { useWords } from "../../words/language.tsx";
import { DifferencesPanel } from "./differences-panel.tsx";
import { EnterpriseDialog, SiteDialog } from "./part-dialogs.tsx";
import { SitePanel } from "./site-panel.tsx";
import "../../inventory/inventory.css";

/** What is the plant made of, who changed it, and does its file agree? */
export default function InventoryPage({ id }: { id: string }) {
  const { t, say } = useWords();
  const entry = useQuery(inventory(id));
  return (
    <Loaded entry={entry} rows={10}>
      {(view) => (
        <PageFrame
          title={t("inventory.title", { name: say(view.enterprise.name) })}
          crumbs={[{ to: to.enterprise(id), name: say(view.enterprise.name) }]}
          aside={<Particulars view={view} />}
        >
          <Parts view={view} />
        </PageFrame>
      )}
    </Loaded>
  );
}

function Particulars({ view }: { view: InventoryView }) {
  const { t } = useWords();
  const { enterprise, assets, file } = view;
  return (
    <>
      {enterprise.simulated && <SimulatedTag />}
      {enterprise.types.map((type) => (
        <span key={type} className="tag">
          {t(`type.${type}`)}
        </span>
      ))}
      <span className="tag">{t("grade", { grade: enterprise.grade })}</span>
      <span className="faint">{file === null ? t("inventory.no-file") : t("inventory.from-file", { file })}</span>
      <span className="push">
        <Link to={to.assets({ enterprise: enterprise.id })}>{t("inventory.assets", { n: assets })}</Link>
      </span>
    </>
  );
}

function Parts({ view }: { view: InventoryView }) {
  const { t } = useWords();
  const editable = may(useSession(), "edit-inventory", view.enterprise.id);
  const [open, setOpen] = useState<"enterprise" | "site">();
  const sites = sitesOf(view);
  const close = () => setOpen(undefined);
  return (
    <div className="stack">
      {editable && (
        <div className="form-foot">
          <Button onClick={() => setOpen("enterprise")}>{t("inventory.edit-enterprise")}</Button>
          <Button onClick={() => setOpen("site")}>{t("inventory.add-site")}</Button>
          <Link to={to.newAsset(view.enterprise.id)}>{t("asset-form.new")}</Link>
        </div>
      )}
      {view.waiting > 0 && <DifferencesPanel enterpriseId={view.enterprise.id} editable={editable} />}
      {sites.map((site) => (
        <SitePanel key={site.id} view={view} site={site} editable={editable} />
      ))}
      {view.waiting === 0 && <DifferencesPanel enterpriseId={view.enterprise.id} editable={editable} />}
      <Edits enterpriseId={view.enterprise.id} />
      {open === "enterprise" && <EnterpriseDialog view={view} onClose={close} />}
      {open === "site" && <SiteDialog view={view} taken={sites.map(({ id }) => id)} onClose={close} />}
    </div>
  );
}

/** Places that one line names. */
const named = 3;

function Edits({ enterpriseId }: { enterpriseId: string }) {
  const { t } = useWords();
  const entry = useQuery(inventoryEdits(enterpriseId));
  return (
    <Panel title={t("edits.title")}>
      <Loaded entry={entry}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={t("edits.none")} />
          ) : (
            <ul className="issue-list">
              {items.map(({ revision, by, at, late, changes }) => (
                <li key={`${revision} ${at} ${late}`}>
                  <Age at={at} /> · {by} · {late && <strong>{t("edits.late")} </strong>}
                  {changes
                    .slice(0, named)
                    .map(
                      ({ element, field }) => `${elementLabel(element, t)}${field === null ? "" : ` · ${fieldLabel(field, t)}`}`,
                    )
                    .join("; ")}
                  {changes.length > named && ` ${t("edits.more", { n: changes.length - named })}`}
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Panel>
  );
}
