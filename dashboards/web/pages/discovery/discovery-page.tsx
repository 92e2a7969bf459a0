import type { DiscoveryRangeView, ProposalView } from "../../../../api/contract/discovery.ts";
import type { EnterpriseSummary } from "../../../../api/contract/enterprises.ts";
import { discoveryRanges, proposals } from "../../data/discovery-resources.ts";
import { inventory } from "../../data/inventory-resources.ts";
import { useQuery } from "../../data/use-query.ts";
import { ChosenEnterprise } from "../../parts/chosen-enterprise.tsx";
import { Loaded } from "../../parts/states.tsx";
import { may } from "../../shell/may.ts";
import { useSession } from "../../shell/session-gate.tsx";
import { useWords } from "../../words/language.tsx";
import { FoundTable } from "./found-table.tsx";
import { LookPanel } from "./look-panel.tsx";
import { RangePanel } from "./range-panel.tsx";
import { SightingPanel } from "./sighting-panel.tsx";
import { TaskPanel } from "./task-panel.tsx";
import "../../discovery/discovery.css";

/** What is out there that no inventory lists, and what is it? */
export default function DiscoveryPage() {
  const { t } = useWords();
  return <ChosenEnterprise title={t("page.discovery")}>{(chosen) => <Found enterprise={chosen} />}</ChosenEnterprise>;
}

function Found({ enterprise: { id } }: { enterprise: EnterpriseSummary }) {
  const entry = useQuery(proposals(id));
  const ranges = useQuery(discoveryRanges(id));
  const view = useQuery(inventory(id));
  const mayAsk = may(useSession(), "edit-inventory", id);
  return (
    <Loaded entry={entry} rows={12}>
      {({ items }) => (
        <div className="stack">
          {ranges.value !== undefined && <Answer proposals={items} ranges={ranges.value.items} />}
          <FoundTable enterpriseId={id} proposals={items} />
          <div className="grid-main-side">
            <div className="stack">
              <Loaded entry={ranges} rows={3}>
                {(list) => <RangePanel enterpriseId={id} ranges={list.items} view={view.value} mayAsk={mayAsk} />}
              </Loaded>
              {mayAsk && view.value !== undefined && <LookPanel enterpriseId={id} view={view.value} />}
            </div>
            <TaskPanel enterpriseId={id} mayEnd={mayAsk} />
          </div>
          <SightingPanel enterpriseId={id} />
        </div>
      )}
    </Loaded>
  );
}

/** Whether a decision is owed: what the inventory lists by now needs none. */
export function isOpen({ state, declaredAs }: ProposalView): boolean {
  return state === "open" && declaredAs === null;
}

/** The page's answer in words. */
function Answer({ proposals: all, ranges }: { proposals: readonly ProposalView[]; ranges: readonly DiscoveryRangeView[] }) {
  const { t } = useWords();
  const count = all.filter(isOpen).length;
  if (count > 0) return <p>{t("discovery.answer", { count })}</p>;
  return <p className="soft">{t(ranges.length === 0 ? "discovery.answer-blind" : "discovery.answer-none")}</p>;
}
