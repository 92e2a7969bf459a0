import { Button, InputNumber, Select, Table } from "antd";
import { useState } from "react";
import type { SimulationScenario } from "../../../../api/contract/simulation.ts";
import { send } from "../../data/api-client.ts";
import { refreshSimulation, startSimulation } from "../../data/simulation-resources.ts";
import { Panel } from "../../parts/page.tsx";
import { useAct } from "../../parts/use-act.ts";
import { setQuery } from "../../router.ts";
import { may } from "../../shell/may.ts";
import { useSession } from "../../shell/session-gate.tsx";
import { useWords } from "../../words/language.tsx";

const defaultSeed = 7;

/** What can be run, what each scenario proves, and with which seed. */
export function ScenarioTable({ scenarios, running }: { scenarios: readonly SimulationScenario[]; running: boolean }) {
  const { t, say } = useWords();
  const { busy, act } = useAct();
  const allowed = may(useSession(), "simulate", "");
  const [seed, setSeed] = useState(defaultSeed);
  const [speeds, setSpeeds] = useState<Readonly<Record<string, number>>>({});
  const start = (scenario: string) =>
    act(async () => {
      const { id } = await send("POST", startSimulation, { scenario, seed, speed: speeds[scenario] ?? 1 });
      setQuery({ run: id });
      refreshSimulation();
      document.getElementById("content")?.scrollTo({ top: 0 });
      window.scrollTo({ top: 0 });
    });
  return (
    <Panel title={t("simulation.scenarios")} note={allowed ? undefined : t("simulation.no-role")} flush>
      {allowed && (
        <div className="filters">
          <label htmlFor="simulation-seed">{t("simulation.seed")}</label>
          <InputNumber
            id="simulation-seed"
            min={0}
            max={2_147_483_647}
            precision={0}
            value={seed}
            onChange={(value) => setSeed(value ?? defaultSeed)}
          />
          <span className="soft simulation-why">
            {t("simulation.seed-why")} · {t("simulation.speed-why")}
          </span>
        </div>
      )}
      {allowed && running && <p className="state-quiet">{t("simulation.busy")}</p>}
      <Table<SimulationScenario>
        size="small"
        rowKey="id"
        dataSource={[...scenarios]}
        pagination={false}
        columns={[
          {
            title: t("word.name"),
            key: "title",
            render: (_, { id, title }) => (
              <>
                <strong>{say(title)}</strong>
                <br />
                <code className="faint">{id}</code>
              </>
            ),
          },
          { title: t("simulation.proves"), key: "proves", render: (_, { proves }) => say(proves) },
          { title: t("simulation.devices"), dataIndex: "devices", width: 76, align: "right" },
          { title: t("simulation.events"), dataIndex: "events", width: 72, align: "right" },
          ...(allowed
            ? [
                {
                  title: t("simulation.speed"),
                  key: "speed",
                  width: 92,
                  render: (_: unknown, { id, title, speeds: offered }: SimulationScenario) => (
                    <Speed
                      label={t("simulation.speed-of", { title: say(title) })}
                      offered={offered}
                      value={speeds[id] ?? 1}
                      onChange={(speed) => setSpeeds({ ...speeds, [id]: speed })}
                    />
                  ),
                },
                {
                  title: "",
                  key: "act",
                  width: 84,
                  align: "right" as const,
                  render: (_: unknown, { id, title }: SimulationScenario) => (
                    <Button
                      size="small"
                      aria-label={t("simulation.start-of", { title: say(title) })}
                      disabled={busy || running}
                      onClick={() => start(id)}
                    >
                      {t("simulation.start")}
                    </Button>
                  ),
                },
              ]
            : []),
        ]}
      />
    </Panel>
  );
}

/** How many times closer together the events come, up to the most at which the truth of the scenario still holds. */
function Speed(props: { label: string; offered: readonly number[]; value: number; onChange: (speed: number) => void }) {
  const { label, offered, value, onChange } = props;
  if (offered.length < 2) return <span className="faint">×{offered[0] ?? 1}</span>;
  return (
    <Select
      size="small"
      aria-label={label}
      popupMatchSelectWidth={false}
      value={value}
      onChange={onChange}
      options={offered.map((speed) => ({ value: speed, label: `×${speed}` }))}
    />
  );
}
