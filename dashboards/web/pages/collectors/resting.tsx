import type { CollectorView } from "../../../../api/contract/system.ts";
import { useNow } from "../../data/clock.ts";
import { Panel } from "../../parts/page.tsx";
import { EmptyState } from "../../parts/states.tsx";
import { useWords } from "../../words/language.tsx";

/** Connections that collectors leave alone for a while. */
export function Resting({ collectors }: { collectors: readonly CollectorView[] }) {
  const { t } = useWords();
  const resting = collectors.flatMap(({ id, status }) => (status?.resting ?? []).map((rest) => ({ id, ...rest })));
  return (
    <Panel title={t("collectors.resting")} flush>
      {resting.length === 0 ? (
        <EmptyState title={t("collectors.resting-none")} />
      ) : (
        <>
          <p className="collector-why">{t("collectors.resting-why")}</p>
          <ul className="list">
            {resting.map((rest) => (
              <li key={`${rest.id} ${rest.connection}`}>
                <code>{rest.connection}</code> <span className="faint">{rest.id}</span>
                <Until failures={rest.failures} until={rest.until} />
              </li>
            ))}
          </ul>
        </>
      )}
    </Panel>
  );
}

function Until({ failures, until }: { failures: number; until: number }) {
  const { t, format } = useWords();
  const now = useNow();
  const text =
    until <= now
      ? t("collectors.resting-soon", { failures })
      : t("collectors.resting-until", { failures, age: format.age(until, now) });
  return <div className="soft">{text}</div>;
}
