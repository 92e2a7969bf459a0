import { Table } from "antd";
import type { SimulationRecord } from "../../../../api/contract/simulation.ts";
import { Panel } from "../../parts/page.tsx";
import { useWords } from "../../words/language.tsx";
import { CheckName } from "./check-name.tsx";

type Check = SimulationRecord["checks"][number];

const pageSize = 15;

/** Hits, misses and false alarms of every check; those with a fault first. */
export function CheckTable({ checks }: { checks: readonly Check[] }) {
  const { t } = useWords();
  const rows = checks.toSorted(
    (a, b) => b.misses + b.falseAlarms - (a.misses + a.falseAlarms) || b.hits - a.hits || a.check.localeCompare(b.check),
  );
  const number = (title: string, value: (check: Check) => string) => ({
    title,
    key: title,
    width: 108,
    align: "right" as const,
    render: (_: unknown, check: Check) => value(check),
  });
  const share = (value: number | null) => (value === null ? t("word.none") : value.toFixed(3));
  return (
    <Panel title={t("simulation.by-check")} flush>
      <Table<Check>
        size="small"
        rowKey="check"
        dataSource={rows}
        pagination={rows.length > pageSize ? { pageSize, size: "small", showSizeChanger: false } : false}
        columns={[
          { title: t("word.check"), key: "check", render: (_, { check }) => <CheckName id={check} /> },
          number(t("simulation.hits"), ({ hits }) => String(hits)),
          number(t("simulation.misses"), ({ misses }) => String(misses)),
          number(t("simulation.false-alarms"), ({ falseAlarms }) => String(falseAlarms)),
          number(t("simulation.confirmed"), ({ confirmed, good }) => `${confirmed}/${good}`),
          number(t("simulation.precision"), ({ precision }) => share(precision)),
          number(t("simulation.recall"), ({ recall }) => share(recall)),
          number(t("simulation.slowest"), ({ timeToDetect }) =>
            timeToDetect === null ? t("word.none") : t("simulation.seconds", { n: (timeToDetect / 1000).toFixed(1) }),
          ),
        ]}
      />
    </Panel>
  );
}
