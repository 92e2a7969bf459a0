import { Alert, Button, Spin } from "antd";
import { useEffect } from "react";
import type { AssetSummary } from "../../../../api/contract/assets.ts";
import type { InventoryView } from "../../../../api/contract/inventory-edits.ts";
import type { CollectorView } from "../../../../api/contract/system.ts";
import { cache } from "../../data/use-query.ts";
import { sitesOf } from "../../inventory/sites.ts";
import { OutcomeMark } from "../../parts/marks.tsx";
import { useWords } from "../../words/language.tsx";
import { CollectorHelp } from "./collector-help.tsx";

const lookEveryMs = 2000;

/** Waits until something answers, and says what stands in the way. */
export function ObserveStep({
  view,
  assets,
  collectors,
  onDone,
}: {
  view: InventoryView;
  assets: readonly AssetSummary[];
  collectors: readonly CollectorView[];
  onDone: () => void;
}) {
  const { t, say } = useWords();
  useLookAgain();
  const heard = assets.filter(({ lastSeen }) => lastSeen !== null);
  const wanted = sitesOf(view)[0]?.collectors[0]?.id ?? "";
  const refused = collectors.flatMap(({ status }) => status?.refusedEndpoints ?? []);
  if (assets.length === 0) return <Alert type="info" showIcon title={t("start.no-asset-yet")} />;
  return (
    <>
      <div role="status" aria-live="polite" className="start-choice">
        {heard.length === 0 ? (
          <span>
            <Spin size="small" /> {t("start.waiting")}
          </span>
        ) : (
          <strong>{t("start.heard", { n: heard.length, all: assets.length })}</strong>
        )}
        <ul className="issue-list">
          {assets.slice(0, 20).map(({ id, name, state }) => (
            <li key={id}>
              {say(name)} <OutcomeMark outcome={state} />
            </li>
          ))}
        </ul>
      </div>
      {heard.length > 0 && (
        <div>
          <Button type="primary" onClick={onDone}>
            {t("start.to-score")}
          </Button>
        </div>
      )}
      <CollectorHelp collectors={collectors} wanted={wanted} />
      {refused.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t("start.refused")}
          description={
            <ul className="issue-list">
              {refused.map(({ assetId, endpointId, url }) => (
                <li key={`${assetId} ${endpointId}`}>
                  <code>{url}</code>
                </li>
              ))}
            </ul>
          }
        />
      )}
    </>
  );
}

/** A first answer moves nothing that the stream of events tells of, so the page looks by itself. */
function useLookAgain(): void {
  useEffect(() => {
    const timer = setInterval(() => cache.refresh((path) => /^\/(assets|enterprises|collectors)/.test(path)), lookEveryMs);
    return () => clearInterval(timer);
  }, []);
}
