import { Table } from "antd";
import type { CollectorView } from "../../../../api/contract/system.ts";
import type { SpoolReport } from "../../../../model/spool.ts";
import { Panel } from "../../parts/page.tsx";
import { EmptyState } from "../../parts/states.tsx";
import { Moment } from "../../parts/time.tsx";
import { useWords } from "../../words/language.tsx";

type Row = SpoolReport["dropped"][number] & { readonly id: string };

/** What spools had to drop, why, and examples of it. */
export function Dropped({ collectors }: { collectors: readonly CollectorView[] }) {
  const { t } = useWords();
  const spools = collectors.flatMap(({ id, status }) => (status?.spool === undefined ? [] : [{ id, spool: status.spool }]));
  const rows = spools.flatMap(({ id, spool }) => spool.dropped.map((one): Row => ({ id, ...one })));
  return (
    <Panel title={t("spool.dropped")} flush>
      <ul className="list collector-why">
        {spools.map(({ id, spool }) => (
          <Limits key={id} id={id} limits={spool.limits} />
        ))}
      </ul>
      {rows.length === 0 ? <EmptyState title={t("spool.none")} /> : <Counts rows={rows} />}
      {spools.map(({ id, spool }) => (
        <Examples key={id} id={id} examples={spool.examples} />
      ))}
    </Panel>
  );
}

/** The declared policy. */
function Limits({ id, limits }: { id: string; limits: SpoolReport["limits"] }) {
  const { t, format } = useWords();
  const { maxBytes, maxAgeMs, whenFull } = limits;
  const policy = t(`spool.${whenFull}`);
  return <li>{t("spool.limits", { id, bytes: format.bytes(maxBytes), age: format.span(maxAgeMs), policy })}</li>;
}

function Counts({ rows }: { rows: readonly Row[] }) {
  const { t, format } = useWords();
  return (
    <Table
      size="small"
      rowKey={({ id, stream, reason }) => `${id} ${stream} ${reason}`}
      dataSource={[...rows]}
      pagination={false}
      columns={[
        { title: t("word.collector"), key: "id", render: (_, { id }) => <strong>{id}</strong> },
        { title: t("spool.what"), key: "stream", render: (_, { stream }) => t(`spool.${stream}`) },
        { title: t("spool.why"), key: "reason", render: (_, { reason }) => t(`spool.${reason}`) },
        { title: t("spool.count"), key: "count", align: "right", render: (_, { count }) => format.number(count) },
        {
          title: t("spool.last"),
          key: "last",
          render: (_, { lastAt }) => (lastAt === 0 ? t("word.none") : <Moment at={new Date(lastAt).toISOString()} />),
        },
      ]}
    />
  );
}

function Examples({ id, examples }: { id: string; examples: SpoolReport["examples"] }) {
  const { t } = useWords();
  if (examples.length === 0) return null;
  return (
    <details className="collector-why">
      <summary>{t("spool.examples", { id, count: examples.length })}</summary>
      <ul className="list">
        {examples.map(({ at, item, reason }, index) => (
          // The same item may be dropped at the same moment more than once, and the list is never sorted anew.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <li key={index}>
            <code>{item}</code> <Moment at={new Date(at).toISOString()} /> <span className="faint">{t(`spool.${reason}`)}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
