import type { TableProps } from "antd";
import type { AssetSummary } from "../../../../api/contract/assets.ts";
import type { CsvColumn } from "../../../../model/csv/to-csv.ts";
import { Link } from "../../parts/link.tsx";
import { OutcomeMark, SeverityCountsMark, SimulatedTag } from "../../parts/marks.tsx";
import { Age } from "../../parts/time.tsx";
import { to } from "../../routes.ts";
import { useWords } from "../../words/language.tsx";
import { protocolName } from "./protocol-name.ts";
import type { SiteNames } from "./site-names.ts";

type Columns = NonNullable<TableProps<AssetSummary>["columns"]>;
type NameOf = (enterpriseId: string) => string;

const device = ({ vendor, product, version }: AssetSummary) =>
  [vendor, product, version].filter((part) => part !== null).join(" ");
const severe = ({ openFindings: { critical, high, medium, low } }: AssetSummary) =>
  ((critical * 1000 + high) * 1000 + medium) * 1000 + low;
const heard = ({ lastSeen }: AssetSummary) => (lastSeen === null ? 0 : Date.parse(lastSeen));

/** `oneEnterprise`: all rows are of one enterprise, which then needs no column. */
export function useAssetColumns(enterpriseName: NameOf, zoneName: SiteNames["zoneName"], oneEnterprise: boolean): Columns {
  const { t, say } = useWords();
  const columns: Columns = [
    {
      title: t("word.asset"),
      key: "name",
      width: 236,
      fixed: "left",
      sorter: (one, other) => say(one.name).localeCompare(say(other.name)),
      render: (_, asset) => <Name asset={asset} />,
    },
    {
      title: t("word.enterprise"),
      key: "enterprise",
      width: 140,
      ellipsis: true,
      sorter: (one, other) => enterpriseName(one.enterpriseId).localeCompare(enterpriseName(other.enterpriseId)),
      render: (_, asset) => <Link to={to.enterprise(asset.enterpriseId)}>{enterpriseName(asset.enterpriseId)}</Link>,
    },
    {
      title: t("word.zone"),
      key: "zone",
      width: 92,
      ellipsis: true,
      render: (_, asset) => zoneName(asset) ?? <span className="missing">{t("assets.no-zone")}</span>,
    },
    {
      title: t("word.protocol"),
      key: "protocol",
      width: 80,
      render: (_, asset) => asset.protocols.map((id) => protocolName(id, t)).join(" / "),
    },
    {
      title: t("word.criticality"),
      key: "criticality",
      width: 104,
      sorter: (one, other) => (one.criticality ?? 0) - (other.criticality ?? 0),
      render: (_, { criticality }) => <Criticality level={criticality} />,
    },
    {
      title: t("assets.col-device"),
      key: "device",
      ellipsis: true,
      render: (_, asset) => <span title={device(asset)}>{device(asset)}</span>,
    },
    {
      title: t("word.owner"),
      key: "owner",
      width: 88,
      ellipsis: true,
      render: (_, { owner, responsible }) => owner ?? responsible ?? <span className="missing">{t("assets.no-owner")}</span>,
    },
    {
      title: t("page.findings"),
      key: "findings",
      width: 158,
      sorter: (one, other) => severe(one) - severe(other),
      render: (_, { id, openFindings }) => (
        <Link to={to.findings({ asset: id })} className="plain-link">
          <SeverityCountsMark counts={openFindings} />
        </Link>
      ),
    },
    { title: t("word.status"), key: "state", width: 100, render: (_, { state }) => <OutcomeMark outcome={state} /> },
    {
      title: t("assets.col-age"),
      key: "age",
      width: 104,
      align: "right",
      sorter: (one, other) => heard(one) - heard(other),
      render: (_, { lastSeen }) => <Age at={lastSeen} />,
    },
  ];
  return columns.filter(({ key }) => !oneEnterprise || key !== "enterprise");
}

function Name({ asset }: { asset: AssetSummary }) {
  const { say } = useWords();
  return (
    <span className="asset-name">
      <Link to={to.asset(asset.id)} className="table-link truncate" title={`${say(asset.name)} · ${asset.id}`}>
        {say(asset.name)}
      </Link>
      {asset.simulated && <SimulatedTag />}
    </span>
  );
}

/** Level 1 to 5 as filled steps and its figure. */
export function Criticality({ level }: { level: number | null }) {
  const { t } = useWords();
  if (level === null) return <span className="missing">{t("assets.no-criticality")}</span>;
  return (
    <span className="criticality">
      <span aria-hidden="true">
        {"▮".repeat(level)}
        <span className="criticality-rest">{"▮".repeat(5 - level)}</span>
      </span>
      {level}
    </span>
  );
}

export function useAssetCsv(enterpriseName: NameOf, zoneName: SiteNames["zoneName"]): readonly CsvColumn<AssetSummary>[] {
  const { t, say } = useWords();
  return [
    { title: "id", value: ({ id }) => id },
    { title: t("word.name"), value: ({ name }) => say(name) },
    { title: t("word.enterprise"), value: ({ enterpriseId }) => enterpriseName(enterpriseId) },
    { title: t("word.simulated"), value: ({ simulated }) => (simulated ? t("word.simulated") : null) },
    { title: t("word.site"), value: ({ site }) => site },
    { title: t("word.zone"), value: (asset) => zoneName(asset) },
    { title: t("word.protocol"), value: ({ protocols }) => protocols.join(" ") },
    { title: t("word.criticality"), value: ({ criticality }) => criticality },
    { title: t("assets.col-device"), value: device },
    { title: t("word.owner"), value: ({ owner }) => owner },
    { title: t("field.responsible"), value: ({ responsible }) => responsible },
    { title: t("severity.critical"), value: ({ openFindings }) => openFindings.critical },
    { title: t("severity.high"), value: ({ openFindings }) => openFindings.high },
    { title: t("severity.medium"), value: ({ openFindings }) => openFindings.medium },
    { title: t("severity.low"), value: ({ openFindings }) => openFindings.low },
    { title: t("word.status"), value: ({ state }) => t(`outcome.${state ?? "never"}`) },
    { title: t("assets.col-age"), value: ({ lastSeen }) => lastSeen },
  ];
}
