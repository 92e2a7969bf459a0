import type { SimulationRun, SimulationScenario } from "../../../../api/contract/simulation.ts";
import { Link } from "../../parts/link.tsx";
import { Panel } from "../../parts/page.tsx";
import { EmptyState } from "../../parts/states.tsx";
import { Moment } from "../../parts/time.tsx";
import { to } from "../../routes.ts";
import { useWords } from "../../words/language.tsx";

/** Every run that is kept, newest first. */
export function RunList({
  runs,
  scenarios,
  shown,
}: {
  runs: readonly SimulationRun[];
  scenarios: readonly SimulationScenario[];
  shown: string | undefined;
}) {
  const { t, say } = useWords();
  const titleOf = (id: string) => {
    const known = scenarios.find((scenario) => scenario.id === id);
    return known === undefined ? id : say(known.title);
  };
  return (
    <Panel title={t("simulation.runs")} flush>
      {runs.length === 0 ? (
        <EmptyState title={t("simulation.runs-none")}>
          <p>{t("simulation.runs-next")}</p>
        </EmptyState>
      ) : (
        <ul className="list simulation-runs">
          {runs.map((run) => (
            <li key={run.id}>
              <Link to={to.simulation({ run: run.id })} aria-current={run.id === shown ? "true" : undefined}>
                {titleOf(run.scenario)}
              </Link>
              <div className="soft">
                {t(`simulation.state-${run.state}`)} · <Shares run={run} />
              </div>
              <div className="faint">
                <Moment at={run.startedAt} />
              </div>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Shares({ run: { counts } }: { run: SimulationRun }) {
  const { t } = useWords();
  if (counts === null) return <span className="missing">{t("status.unknown")}</span>;
  return (
    <>
      {t("simulation.precision")} {counts.precision.toFixed(3)} · {t("simulation.recall")} {counts.recall.toFixed(3)}
    </>
  );
}
