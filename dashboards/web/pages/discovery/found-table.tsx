import { Table, type TableProps } from "antd";
import type { ProposalView } from "../../../../api/contract/discovery.ts";
import { Link } from "../../parts/link.tsx";
import { Panel } from "../../parts/page.tsx";
import { EmptyState } from "../../parts/states.tsx";
import { Age } from "../../parts/time.tsx";
import { to } from "../../routes.ts";
import { useWords } from "../../words/language.tsx";

const pageSize = 20;

/** Devices that wait for a decision, and below them those that were decided. */
export function FoundTable({ enterpriseId, proposals }: { enterpriseId: string; proposals: readonly ProposalView[] }) {
  const { t } = useWords();
  const open = proposals.filter(({ state, declaredAs }) => state === "open" && declaredAs === null);
  const decided = proposals.filter((each) => !open.includes(each));
  return (
    <Panel title={t("discovery.found")} note={t("discovery.found-note")} flush>
      {open.length === 0 ? (
        <EmptyState title={t("discovery.none")}>
          <p>{t("discovery.none-next")}</p>
        </EmptyState>
      ) : (
        <Rows proposals={open} decided={false} />
      )}
      {decided.length > 0 && (
        <details className="discovery-decided" key={enterpriseId}>
          <summary>{t("discovery.decided", { count: decided.length })}</summary>
          <Rows proposals={decided} decided />
        </details>
      )}
    </Panel>
  );
}

function Rows({ proposals, decided }: { proposals: readonly ProposalView[]; decided: boolean }) {
  return (
    <Table
      size="small"
      rowKey="id"
      dataSource={[...proposals]}
      columns={useColumns(decided)}
      pagination={proposals.length > pageSize ? { pageSize } : false}
      scroll={{ x: 900 }}
    />
  );
}

/** What a device calls itself, else where it answers. */
export function proposalName({ name, identity: { vendor, product, version }, url }: ProposalView): string {
  const said = [vendor, product, version].filter((part) => part !== undefined).join(" ");
  return name ?? (said === "" ? url : said);
}

function useColumns(decided: boolean): NonNullable<TableProps<ProposalView>["columns"]> {
  const { t, say } = useWords();
  return [
    {
      title: t("discovery.device"),
      key: "device",
      render: (_, each) => (
        <Link to={to.proposal(each.id)}>
          <strong>{proposalName(each)}</strong>
        </Link>
      ),
    },
    { title: t("discovery.address"), key: "url", render: (_, { url }) => <code>{url}</code> },
    { title: t("discovery.kind"), key: "kind", width: 170, render: (_, { kind }) => t(`discovery.kind-${kind}`) },
    { title: t("word.site"), key: "site", width: 120, render: (_, { siteName }) => say(siteName) },
    { title: t("discovery.first"), key: "found", width: 110, render: (_, { foundAt }) => <Age at={foundAt} /> },
    { title: t("discovery.last"), key: "seen", width: 110, render: (_, { seenAt }) => <Age at={seenAt} /> },
    decided
      ? { title: t("word.status"), key: "state", width: 190, render: (_, each) => <Decided proposal={each} /> }
      : {
          title: t("word.status"),
          key: "detail",
          width: 110,
          render: (_, { detailAt }) => t(detailAt === null ? "discovery.not-looked" : "discovery.looked"),
        },
  ];
}

function Decided({ proposal: { state, decision, declaredAs } }: { proposal: ProposalView }) {
  const { t } = useWords();
  return (
    <span className="discovery-lines">
      <span>{t(declaredAs === null ? `discovery.state-${state}` : "discovery.state-accepted")}</span>
      {decision?.reason != null && <span className="soft">{decision.reason}</span>}
    </span>
  );
}
