import { DownloadOutlined } from "@ant-design/icons";
import { App, Button } from "antd";
import { isUnderWay, type SimulationRun, type SimulationScenario } from "../../../../api/contract/simulation.ts";
import { send } from "../../data/api-client.ts";
import { refreshSimulation, simulationFile, simulationRun, stopSimulation } from "../../data/simulation-resources.ts";
import { useQuery } from "../../data/use-query.ts";
import { SimulatedTag } from "../../parts/marks.tsx";
import { Panel } from "../../parts/page.tsx";
import { Loaded } from "../../parts/states.tsx";
import { useAct } from "../../parts/use-act.ts";
import { may } from "../../shell/may.ts";
import { useSession } from "../../shell/session-gate.tsx";
import { useWords } from "../../words/language.tsx";
import { CheckTable } from "./check-table.tsx";
import { EventList } from "./event-list.tsx";
import { LineTable } from "./line-table.tsx";

/** One run: how the monitor stands to the truth, live while it is under way. */
export function RunView({ run, scenario }: { run: SimulationRun; scenario: SimulationScenario | undefined }) {
  const { t, say } = useWords();
  const underWay = isUnderWay(run.state);
  return (
    <>
      <Panel
        title={
          <>
            {scenario === undefined ? run.scenario : say(scenario.title)} <SimulatedTag />
          </>
        }
        note={t("simulation.by", run)}
        aside={<Acts run={run} />}
      >
        <p className="simulation-state" role="status">
          <strong>{t(`simulation.state-${run.state}`)}</strong>
          {underWay && <span className="soft"> · {t("simulation.elapsed", { seconds: seconds(run.elapsed) })}</span>}
          {underWay && run.counts !== null && <span className="soft"> · {t("simulation.live-note")}</span>}
        </p>
        {run.failure !== null && <p role="alert">{t("simulation.failed", { reason: run.failure })}</p>}
        <Figures run={run} />
      </Panel>
      <Loaded entry={useQuery(simulationRun(run.id))}>
        {({ events, lines, checks }) => (
          <>
            <div className="grid-main-side">
              <LineTable lines={lines} />
              <EventList events={events} elapsed={run.elapsed} />
            </div>
            {checks.length > 0 && <CheckTable checks={checks} />}
          </>
        )}
      </Loaded>
    </>
  );
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(0);
}

function Acts({ run: { id, state } }: { run: SimulationRun }) {
  const { t, language } = useWords();
  const { message } = App.useApp();
  const { busy, act } = useAct();
  const allowed = may(useSession(), "simulate", "");
  const stop = () =>
    act(async () => {
      await send("POST", stopSimulation(id), {});
      refreshSimulation();
      message.success(t("simulation.stopped"));
    });
  return (
    <span className="simulation-acts">
      {(["csv", "json"] as const).map((format) => (
        <Button key={format} size="small" icon={<DownloadOutlined />} href={simulationFile(id, format, language)}>
          {t(`simulation.export-${format}`)}
        </Button>
      ))}
      {isUnderWay(state) && allowed && (
        <Button size="small" danger loading={busy} onClick={stop}>
          {t("simulation.stop")}
        </Button>
      )}
    </span>
  );
}

function Figures({ run: { counts, state } }: { run: SimulationRun }) {
  const { t } = useWords();
  if (counts === null) return null;
  const { timeToDetect } = counts;
  const figures: readonly (readonly [label: string, value: string])[] = [
    [t("simulation.precision"), counts.precision.toFixed(3)],
    [t("simulation.recall"), counts.recall.toFixed(3)],
    [t("simulation.hits"), String(counts.hits)],
    [t("simulation.misses"), String(counts.misses - (isUnderWay(state) ? counts.waiting : 0))],
    ...(isUnderWay(state) ? [[t("simulation.waiting"), String(counts.waiting)] as const] : []),
    [t("simulation.false-alarms"), String(counts.falseAlarms)],
    [t("simulation.unknown"), String(counts.unknown)],
    [
      t("simulation.slowest"),
      timeToDetect === null ? t("word.none") : t("simulation.seconds", { n: (timeToDetect / 1000).toFixed(1) }),
    ],
  ];
  return (
    <dl className="simulation-figures">
      {figures.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
