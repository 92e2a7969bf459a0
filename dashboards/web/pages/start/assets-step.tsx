import { Button, Tabs } from "antd";
import type { AssetSummary } from "../../../../api/contract/assets.ts";
import type { InventoryView } from "../../../../api/contract/inventory-edits.ts";
import { ImportPanel } from "../../inventory/import-panel.tsx";
import { Link } from "../../parts/link.tsx";
import { to } from "../../routes.ts";
import { useWords } from "../../words/language.tsx";
import { RangeForm } from "./range-form.tsx";
import { UrlForm } from "./url-form.tsx";

/** What is there: by one address, by a file, or by a range in which a collector looks. */
export function AssetsStep({
  view,
  assets,
  onDone,
}: {
  view: InventoryView;
  assets: readonly AssetSummary[];
  onDone: () => void;
}) {
  const { t, say } = useWords();
  const items = [
    { key: "url", label: t("start.by-url"), children: <UrlForm view={view} assets={assets} /> },
    {
      key: "file",
      label: t("start.by-file"),
      children: <ImportPanel enterpriseId={view.enterprise.id} onDone={() => undefined} />,
    },
    { key: "range", label: t("start.by-range"), children: <RangeForm view={view} /> },
  ];
  return (
    <>
      <Tabs items={items} />
      {assets.length > 0 && (
        <div className="start-choice">
          <strong>{t("start.assets-there", { n: assets.length })}</strong>
          <ul className="issue-list">
            {assets.slice(0, 8).map(({ id, name }) => (
              <li key={id}>
                <Link to={to.asset(id)}>{say(name)}</Link>
              </li>
            ))}
          </ul>
          <div>
            <Button type="primary" onClick={onDone}>
              {t("start.next")}
            </Button>
          </div>
        </div>
      )}
    </>
  );
}
