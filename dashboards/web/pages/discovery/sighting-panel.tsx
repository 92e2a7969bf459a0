import type { SightingView } from "../../../../api/contract/sightings.ts";
import { sightings } from "../../data/discovery-resources.ts";
import { useQuery } from "../../data/use-query.ts";
import { Link } from "../../parts/link.tsx";
import { Panel } from "../../parts/page.tsx";
import { type PlainColumn, PlainTable } from "../../parts/plain-table.tsx";
import { EmptyState } from "../../parts/states.tsx";
import { Moment } from "../../parts/time.tsx";
import { to } from "../../routes.ts";
import { useWords } from "../../words/language.tsx";

type Row = SightingView & { readonly id: string };

/** What instruments of others saw, with its source. */
export function SightingPanel({ enterpriseId }: { enterpriseId: string }) {
  const { t } = useWords();
  const columns = useColumns();
  const list = useQuery(sightings(enterpriseId)).value;
  if (list === undefined) return null;
  const rows = list.items.map(
    (one): Row => ({ ...one, id: [one.siteId, one.role, one.address, one.port, one.protocol, one.peer, one.source].join(" ") }),
  );
  return (
    <Panel title={t("discovery.sightings")} note={t("discovery.sightings-note")} flush>
      {rows.length === 0 ? <EmptyState title={t("discovery.sightings-none")} /> : <PlainTable columns={columns} rows={rows} />}
    </Panel>
  );
}

function useColumns(): readonly PlainColumn<Row>[] {
  const { t } = useWords();
  const server = ({ role, address, peer }: Row) => (role === "server" ? address : peer);
  const client = ({ role, address, peer }: Row) => (role === "client" ? address : peer);
  return [
    {
      key: "server",
      title: t("discovery.sighting-server"),
      width: 200,
      render: (row) => <code>{server(row) === null ? "—" : `${server(row)}:${row.port}`}</code>,
    },
    { key: "client", title: t("discovery.sighting-client"), width: 160, render: (row) => <code>{client(row) ?? "—"}</code> },
    {
      key: "protocol",
      title: t("discovery.sighting-protocol"),
      width: 110,
      compare: (a, b) => (a.protocol < b.protocol ? -1 : 1),
      render: ({ protocol }) => protocol,
    },
    {
      key: "source",
      title: t("discovery.sighting-source"),
      compare: (a, b) => (a.source < b.source ? -1 : 1),
      render: ({ source, counts }) => (
        <>
          {source} {!counts && <span className="faint">{t("discovery.sighting-old")}</span>}
        </>
      ),
    },
    {
      key: "asset",
      title: t("discovery.sighting-asset"),
      width: 220,
      render: ({ assetId }) =>
        assetId === null ? (
          <span className="missing">{t("discovery.sighting-unlisted")}</span>
        ) : (
          <Link to={to.asset(assetId)}>{assetId.split(".")[1]}</Link>
        ),
    },
    {
      key: "seen",
      title: t("discovery.sighting-seen"),
      width: 200,
      compare: (a, b) => (a.lastSeen < b.lastSeen ? -1 : 1),
      render: ({ lastSeen }) => <Moment at={lastSeen} />,
    },
  ];
}
