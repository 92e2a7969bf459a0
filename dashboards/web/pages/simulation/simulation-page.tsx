import { useEffect } from "react";
import { isUnderWay, type SimulationView } from "../../../../api/contract/simulation.ts";
import { second } from "../../../../model/instant.ts";
import { refreshSimulation, simulation } from "../../data/simulation-resources.ts";
import { useQuery } from "../../data/use-query.ts";
import { SimulatedTag } from "../../parts/marks.tsx";
import { PageFrame, Panel } from "../../parts/page.tsx";
import { EmptyState, Loaded } from "../../parts/states.tsx";
import { usePlace } from "../../router.ts";
import { useWords } from "../../words/language.tsx";
import { RunList } from "./run-list.tsx";
import { RunView } from "./run-view.tsx";
import { ScenarioTable } from "./scenario-table.tsx";
import "./simulation.css";

const lookEvery = 1.5 * second;

/** Does the monitor see what it should? */
export default function SimulationPage() {
  const { t } = useWords();
  return (
    <PageFrame title={t("page.simulation")} aside={<SimulatedTag />}>
      <Loaded entry={useQuery(simulation)} rows={10}>
        {(view) => (view.allowed ? <Simulations view={view} /> : <NotAllowed />)}
      </Loaded>
    </PageFrame>
  );
}

function Simulations({ view: { scenarios, runs } }: { view: SimulationView }) {
  const { t } = useWords();
  const asked = usePlace().query.get("run");
  const running = runs.find(({ state }) => isUnderWay(state));
  const shown = runs.find(({ id }) => id === asked) ?? running;
  useLook(running !== undefined);
  return (
    <div className="stack">
      <p className="simulation-apart">{t("simulation.apart")}</p>
      {shown !== undefined && <RunView key={shown.id} run={shown} scenario={scenarios.find(({ id }) => id === shown.scenario)} />}
      <div className="grid-main-side">
        <ScenarioTable scenarios={scenarios} running={running !== undefined} />
        <RunList runs={runs} scenarios={scenarios} shown={shown?.id} />
      </div>
    </div>
  );
}

/** Looks again while a run is under way, and once when it has ended. */
function useLook(underWay: boolean): void {
  useEffect(() => {
    if (!underWay) return;
    const timer = setInterval(refreshSimulation, lookEvery);
    return () => {
      clearInterval(timer);
      refreshSimulation();
    };
  }, [underWay]);
}

function NotAllowed() {
  const { t } = useWords();
  return (
    <Panel title={t("simulation.scenarios")}>
      <EmptyState title={t("simulation.off")}>
        <p>{t("simulation.off-next")}</p>
        <code>simulation: true</code>
      </EmptyState>
    </Panel>
  );
}
