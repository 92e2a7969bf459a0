import { Table, type TableProps } from "antd";
import type { FindingView } from "../../../../api/contract/findings.ts";
import type { CsvColumn } from "../../../../model/csv/to-csv.ts";
import { Link } from "../../parts/link.tsx";
import { to } from "../../routes.ts";
import { useWords } from "../../words/language.tsx";
import { protocolName } from "../assets/protocol-name.ts";
import type { ZonePath } from "./zone-paths.ts";

type ZoneName = (id: string) => string;
const shown = 6;

/** The same paths as a table, undeclared ones first. */
export function PathTable({
  paths,
  zoneName,
  findings,
}: {
  paths: readonly ZonePath[];
  zoneName: ZoneName;
  findings: readonly FindingView[];
}) {
  const { t } = useWords();
  return (
    <Table
      size="small"
      rowKey="key"
      columns={useColumns(zoneName, findings)}
      dataSource={[...undeclaredFirst(paths)]}
      pagination={false}
      scroll={{ x: 900 }}
      locale={{ emptyText: t("zones.no-path") }}
    />
  );
}

export function undeclaredFirst(paths: readonly ZonePath[]): readonly ZonePath[] {
  return paths.toSorted((one, other) => Number(other.kind === "undeclared") - Number(one.kind === "undeclared"));
}

function useColumns(zoneName: ZoneName, findings: readonly FindingView[]): NonNullable<TableProps<ZonePath>["columns"]> {
  const { t } = useWords();
  return [
    { title: t("zones.col-kind"), key: "kind", width: 150, render: (_, path) => <Kind path={path} /> },
    { title: t("zones.col-from"), key: "from", width: 150, render: (_, { from }) => zoneName(from) },
    { title: t("zones.col-to"), key: "to", width: 150, render: (_, { to: end }) => zoneName(end) },
    {
      title: t("word.protocol"),
      key: "protocols",
      width: 140,
      render: (_, { protocols }) => protocols.map((protocol) => protocolName(protocol, t)).join(", "),
    },
    {
      title: t("zones.col-conduit"),
      key: "conduit",
      width: 190,
      render: (_, { conduits, secured }) => <Conduits conduits={conduits} secured={secured} />,
    },
    { title: t("zones.col-seen"), key: "seen", render: (_, path) => <Seen path={path} findings={findings} /> },
  ];
}

function Kind({ path: { kind } }: { path: ZonePath }) {
  const { t } = useWords();
  const sign = { used: "✓", declared: "–", undeclared: "✕" }[kind];
  return (
    <span className="mark">
      <i className={`zone-kind zone-kind-${kind}`} aria-hidden="true">
        {sign}
      </i>
      {t(`zones.kind-${kind}`)}
    </span>
  );
}

function Conduits({ conduits, secured }: { conduits: readonly string[]; secured: boolean }) {
  const { t } = useWords();
  if (conduits.length === 0) return <span className="missing">{t("zones.no-conduit")}</span>;
  return (
    <>
      <code>{conduits.join(", ")}</code> {secured && <span className="tag">{t("zones.secured")}</span>}
    </>
  );
}

/** The assets that answered over it; where the path is undeclared each leads to its finding. */
function Seen({ path, findings }: { path: ZonePath; findings: readonly FindingView[] }) {
  const { t, say } = useWords();
  if (path.assets.length === 0) return <span className="soft">{t("zones.not-seen")}</span>;
  const findingOf = (assetId: string) => findings.find((finding) => finding.assetId === assetId)?.id;
  const target = (assetId: string) => {
    const finding = path.kind === "undeclared" ? findingOf(assetId) : undefined;
    return finding === undefined ? to.asset(assetId, "net.zone-crossing") : to.finding(finding);
  };
  return (
    <span className="zone-seen">
      {path.assets.slice(0, shown).map(({ id, name }) => (
        <Link key={id} to={target(id)}>
          {say(name)}
        </Link>
      ))}
      {path.assets.length > shown && <span className="soft">{t("zones.more", { count: path.assets.length - shown })}</span>}
    </span>
  );
}

export function usePathCsv(zoneName: ZoneName): readonly CsvColumn<ZonePath>[] {
  const { t, say } = useWords();
  return [
    { title: t("zones.col-kind"), value: ({ kind }) => t(`zones.kind-${kind}`) },
    { title: t("zones.col-from"), value: ({ from }) => zoneName(from) },
    { title: t("zones.col-to"), value: ({ to: end }) => zoneName(end) },
    { title: t("word.protocol"), value: ({ protocols }) => protocols.join(", ") },
    { title: t("zones.col-conduit"), value: ({ conduits }) => conduits.join(", ") },
    { title: t("zones.secured"), value: ({ secured }) => t(secured ? "zones.yes" : "zones.no") },
    { title: t("zones.col-seen"), value: ({ assets }) => assets.map(({ name }) => say(name)).join(", ") },
  ];
}
