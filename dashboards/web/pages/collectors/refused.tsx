import type { CollectorView } from "../../../../api/contract/system.ts";
import { Panel } from "../../parts/page.tsx";
import { EmptyState } from "../../parts/states.tsx";
import { useWords } from "../../words/language.tsx";

/** Endpoints beyond a collector's own ceiling. */
export function Refused({ collectors }: { collectors: readonly CollectorView[] }) {
  const { t } = useWords();
  const refused = collectors.flatMap(({ id, status }) =>
    (status?.refusedEndpoints ?? []).map((endpoint) => ({ id, ...endpoint })),
  );
  return (
    <Panel title={t("collectors.refused")} flush>
      {refused.length === 0 ? (
        <EmptyState title={t("collectors.refused-none")} />
      ) : (
        <>
          <p className="collector-why">{t("collectors.refused-why")}</p>
          <ul className="list">
            {refused.map((endpoint) => (
              <li key={`${endpoint.id} ${endpoint.url}`}>
                <code>{endpoint.url}</code>
                <div className="soft">
                  {endpoint.assetId} · {endpoint.endpointId} · {endpoint.id}
                </div>
              </li>
            ))}
          </ul>
        </>
      )}
    </Panel>
  );
}
