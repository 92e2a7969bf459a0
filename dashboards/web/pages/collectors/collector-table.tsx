import { DownloadOutlined } from "@ant-design/icons";
import { Button, Table, type TableProps } from "antd";
import type { CollectorView } from "../../../../api/contract/system.ts";
import { day, second } from "../../../../model/instant.ts";
import { pageClock } from "../../data/clock.ts";
import { saveFile } from "../../parts/export-button.tsx";
import { Age } from "../../parts/time.tsx";
import { useWords } from "../../words/language.tsx";

type Status = NonNullable<CollectorView["status"]>;

/** A row a collector with what tells whether it keeps up. */
export function CollectorTable({ collectors }: { collectors: readonly CollectorView[] }) {
  return (
    <Table size="small" rowKey="id" columns={useColumns()} dataSource={[...collectors]} pagination={false} scroll={{ x: 1370 }} />
  );
}

function useColumns(): NonNullable<TableProps<CollectorView>["columns"]> {
  const { t, format } = useWords();
  const figure = (title: string, width: number, value: (status: Status) => string) => ({
    title,
    key: title,
    width,
    align: "right" as const,
    render: (_: unknown, { status }: CollectorView) =>
      status === null ? <span className="missing">{t("status.unknown")}</span> : value(status),
  });
  return [
    { title: t("word.name"), key: "id", width: 110, render: (_, { id }) => <strong>{id}</strong> },
    { title: t("word.status"), key: "alive", width: 110, render: (_, collector) => <Alive collector={collector} /> },
    {
      title: t("collectors.col-lag"),
      key: "lag",
      width: 110,
      align: "right",
      render: (_, { lastHeard }) => <Age at={lastHeard} />,
    },
    figure(t("collectors.col-spool"), 150, ({ spoolItems, spoolBytes }) =>
      t("collectors.spool-items", { items: format.number(spoolItems), bytes: format.bytes(spoolBytes) }),
    ),
    figure(t("collectors.col-late"), 124, ({ latenessP99 }) =>
      t("collectors.milliseconds", { value: format.number(latenessP99) }),
    ),
    figure(t("collectors.col-endpoints"), 84, ({ endpoints }) => format.number(endpoints)),
    figure(t("collectors.col-in-flight"), 84, ({ inFlight }) => format.number(inFlight)),
    figure(t("collectors.col-memory"), 100, ({ rssBytes }) => format.bytes(rssBytes)),
    {
      title: t("collectors.col-clock"),
      key: "clock",
      width: 110,
      align: "right",
      render: (_, { clockOffsetMs }) => <ClockOffset milliseconds={clockOffsetMs} />,
    },
    { title: t("collectors.col-version"), key: "version", width: 84, render: (_, { status }) => status?.version },
    {
      title: t("collectors.col-certificate"),
      key: "certificate",
      width: 270,
      render: (_, { id, status }) => <Certificate id={id} status={status} />,
    },
  ];
}

function Alive({ collector: { alive, lastHeard } }: { collector: CollectorView }) {
  const { t } = useWords();
  const state = alive ? "alive" : lastHeard === null ? "never" : "dead";
  return (
    <span className="mark">
      <i className={`outcome outcome-${alive ? "answered" : "refused"}`} aria-hidden="true">
        {alive ? "●" : "■"}
      </i>
      {t(`collectors.${state}`)}
    </span>
  );
}

/** Up to this much is the way between collector and centre. */
const toleratedOffset = 5 * second;

/** How far the collector's clock is from the centre's. */
function ClockOffset({ milliseconds }: { milliseconds: number | null }) {
  const { t, format } = useWords();
  if (milliseconds === null) return <span className="missing">{t("status.unknown")}</span>;
  // A zero has no sign here.
  const tenths = Math.round(milliseconds / 100) / 10;
  const text = t("collectors.seconds", { value: format.number(tenths === 0 ? 0 : tenths) });
  return Math.abs(milliseconds) > toleratedOffset ? (
    <strong title={t("collectors.clock-off")}>⚠ {text}</strong>
  ) : (
    <span>{text}</span>
  );
}

/** The client certificate, for the operator who has to trust it on a server. */
function Certificate({ id, status }: { id: string; status: CollectorView["status"] }) {
  const { t } = useWords();
  const certificate = status?.certificate;
  if (certificate === undefined) return <span className="faint">{t("word.none")}</span>;
  return (
    <span className="collector-certificate" title={`${certificate.subject} · SHA-256 ${certificate.sha256}`}>
      <Button
        size="small"
        icon={<DownloadOutlined />}
        onClick={() => saveFile(`${id}.pem`, "application/x-pem-file", certificate.pem)}
      >
        {t("collectors.download")}
      </Button>
      <CertificateEnd notAfter={certificate.notAfter} />
    </span>
  );
}

/** Servers refuse a certificate that has ended. */
const soon = 30 * day;

function CertificateEnd({ notAfter }: { notAfter: string }) {
  const { t, format } = useWords();
  const end = Date.parse(notAfter);
  const days = Math.floor((end - pageClock.now()) / day);
  const text = t("collectors.certificate-left", { date: format.date(end), days });
  return end - pageClock.now() < soon ? <strong>⚠ {text}</strong> : <span className="faint">{text}</span>;
}
