import { Table } from "antd";
import type { SimulationRecord } from "../../../../api/contract/simulation.ts";
import { StatusMark } from "../../parts/marks.tsx";
import { Panel } from "../../parts/page.tsx";
import { EmptyState } from "../../parts/states.tsx";
import { useWords } from "../../words/language.tsx";
import { CheckName } from "./check-name.tsx";

type Line = SimulationRecord["lines"][number];

const shapes: Readonly<Record<Line["state"], string>> = { seen: "✓", waiting: "…", later: "○", missed: "✕", "false-alarm": "▲" };
/** What is wrong stands first, then what is newest; of what is to come the soonest. */
const order: readonly Line["state"][] = ["false-alarm", "missed", "waiting", "seen", "later"];
const pageSize = 12;

function byUrgency(a: Line, b: Line): number {
  const sooner = a.state === "later" ? 1 : -1;
  return (
    order.indexOf(a.state) - order.indexOf(b.state) ||
    sooner * ((a.from ?? 0) - (b.from ?? 0)) ||
    (b.seenAt ?? 0) - (a.seenAt ?? 0)
  );
}

/** What is to be found beside what was said, line by line. */
export function LineTable({ lines }: { lines: readonly Line[] }) {
  const { t } = useWords();
  const rows = lines.toSorted(byUrgency);
  const inSeconds = (value: number | null, digits: number) =>
    value === null ? (
      <span className="faint">{t("word.none")}</span>
    ) : (
      t("simulation.seconds", { n: (value / 1000).toFixed(digits) })
    );
  return (
    <Panel title={t("simulation.compared")} note={t("simulation.compared-note")} flush>
      <Table<Line>
        size="small"
        rowKey={({ enterprise, asset, check, from, state }) => JSON.stringify([enterprise, asset, check, from, state])}
        dataSource={rows}
        pagination={rows.length > pageSize ? { pageSize, size: "small", showSizeChanger: false } : false}
        locale={{ emptyText: <EmptyState title={t("simulation.compared-none")} /> }}
        columns={[
          {
            title: t("word.asset"),
            key: "asset",
            width: 128,
            render: (_, { asset, enterprise }) => (
              <>
                {asset ?? t("word.enterprise-itself")}
                <br />
                <span className="faint">{enterprise}</span>
              </>
            ),
          },
          {
            title: t("word.check"),
            key: "check",
            render: (_, { check, weakness }) => <CheckName id={check} weakness={weakness} />,
          },
          {
            title: t("simulation.from"),
            key: "from",
            width: 92,
            align: "right",
            render: (_, { from }) => (from === null ? t("simulation.from-start") : inSeconds(from, 0)),
          },
          {
            title: t("simulation.truth"),
            key: "truth",
            width: 104,
            render: (_, { expected }) => <StatusMark status={expected} />,
          },
          { title: t("simulation.said"), key: "said", width: 104, render: (_, { said }) => <Said said={said} /> },
          { title: t("simulation.outcome"), key: "state", width: 104, render: (_, { state }) => <Outcome state={state} /> },
          {
            title: t("simulation.after"),
            key: "after",
            width: 96,
            align: "right",
            render: (_, { after }) => inSeconds(after, 1),
          },
        ]}
      />
    </Panel>
  );
}

function Said({ said }: Pick<Line, "said">) {
  const { t } = useWords();
  if (said === "nothing") return <span className="missing">{t("simulation.nothing")}</span>;
  return <StatusMark status={said} />;
}

function Outcome({ state }: Pick<Line, "state">) {
  const { t } = useWords();
  return (
    <span className={`mark simulation-${state}`}>
      <i className="simulation-shape" aria-hidden="true">
        {shapes[state]}
      </i>
      {t(`simulation.line-${state}`)}
    </span>
  );
}
