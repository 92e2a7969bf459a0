import type { CollectorView } from "../../../../api/contract/system.ts";
import { collectors } from "../../data/resources.ts";
import { useQuery } from "../../data/use-query.ts";
import { PageFrame, Panel } from "../../parts/page.tsx";
import { EmptyState, Loaded } from "../../parts/states.tsx";
import { TrustGuide } from "../../parts/trust-guide/trust-guide.tsx";
import { useWords } from "../../words/language.tsx";
import { BackupPanel } from "./backup.tsx";
import { CollectorTable } from "./collector-table.tsx";
import { Dropped } from "./dropped.tsx";
import { Enrolments } from "./enrolments.tsx";
import { PollingSwitches } from "./polling-switches.tsx";
import { Refused } from "./refused.tsx";
import { Resting } from "./resting.tsx";
import "./collectors.css";

/** Can I trust that silence is silence? */
export default function CollectorsPage() {
  const { t } = useWords();
  const entry = useQuery(collectors);
  return (
    <Loaded entry={entry} rows={10}>
      {({ items }) => (
        <PageFrame title={t("page.collectors")} aside={<Trust collectors={items} />}>
          <div className="stack">
            <Panel title={t("word.collector")} flush>
              {items.length === 0 ? <NoCollector /> : <CollectorTable collectors={items} />}
            </Panel>
            {items.length > 0 && <Enrolments collectors={items} />}
            <div className="grid-main-side">
              <PollingSwitches />
              <div className="stack">
                <Resting collectors={items} />
                <Refused collectors={items} />
                <Dropped collectors={items} />
                <BackupPanel />
              </div>
            </div>
            {items.length > 0 && (
              <Panel title={t("trust.panel")} note={t("trust.panel-note")}>
                <TrustGuide collectors={items} />
              </Panel>
            )}
          </div>
        </PageFrame>
      )}
    </Loaded>
  );
}

/** The page's answer in words. */
function Trust({ collectors: all }: { collectors: readonly CollectorView[] }) {
  const { t } = useWords();
  if (all.length === 0) return null;
  const dead = all.filter(({ alive }) => !alive).length;
  return (
    <p className="soft">
      {dead === 0 ? t("collectors.all-alive", { all: all.length }) : t("collectors.some-dead", { dead, all: all.length })}
    </p>
  );
}

function NoCollector() {
  const { t } = useWords();
  return (
    <EmptyState title={t("collectors.empty")}>
      <p>{t("collectors.empty-next")}</p>
      <code>npx plantwatch collect --config plantwatch.yaml</code>
    </EmptyState>
  );
}
