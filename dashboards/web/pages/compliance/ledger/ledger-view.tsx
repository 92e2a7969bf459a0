import { FileExcelOutlined, FileTextOutlined, PrinterOutlined } from "@ant-design/icons";
import { Button, Segmented } from "antd";
import type { EnterpriseSummary } from "../../../../../api/contract/enterprises.ts";
import { type LedgerEntry, ledgerStates } from "../../../../../api/contract/ledger.ts";
import { useNow } from "../../../data/clock.ts";
import { ledger, ledgerFile } from "../../../data/compliance-resources.ts";
import { useQuery } from "../../../data/use-query.ts";
import { Link } from "../../../parts/link.tsx";
import { FindingStatusMark, SeverityMark, StatusMark } from "../../../parts/marks.tsx";
import { EmptyState, Loaded } from "../../../parts/states.tsx";
import { setQuery, usePlace } from "../../../router.ts";
import { to } from "../../../routes.ts";
import { useWords } from "../../../words/language.tsx";
import "./ledger.css";

/** The rectification ledger: every finding with its measure, who answers for it, by when, and what the last look found. */
export function LedgerView({ enterprise }: { enterprise: EnterpriseSummary }) {
  const entry = useQuery(ledger(enterprise.id));
  return (
    <Loaded entry={entry} rows={12}>
      {({ items, next }) => <Ledger enterprise={enterprise} items={items} cut={next !== undefined} />}
    </Loaded>
  );
}

type State = LedgerEntry["state"] | "all";

function useAskedState(): State {
  const asked = usePlace().query.get("ledger");
  return ledgerStates.find((state) => state === asked) ?? "all";
}

function Ledger({ enterprise, items, cut }: { enterprise: EnterpriseSummary; items: readonly LedgerEntry[]; cut: boolean }) {
  const { t } = useWords();
  const asked = useAskedState();
  const shown = items.filter(({ state }) => asked === "all" || state === asked);
  return (
    <section className="panel ledger">
      <PrintHead enterprise={enterprise} />
      <Tools enterprise={enterprise} items={items} />
      {cut && <p className="soft state-quiet">{t("ledger.cut", { loaded: items.length })}</p>}
      {shown.length === 0 ? (
        <EmptyState title={t("ledger.empty")}>
          <p>{t("ledger.empty-next")}</p>
        </EmptyState>
      ) : (
        <div className="ledger-scroll">
          <LedgerTable rows={shown} />
        </div>
      )}
    </section>
  );
}

/** Stands on paper alone: whose ledger, as of when. */
function PrintHead({ enterprise }: { enterprise: EnterpriseSummary }) {
  const { t, say, format } = useWords();
  const now = useNow();
  return (
    <header className="print-only ledger-head">
      <h2>{t("ledger.title", { enterprise: say(enterprise.name) })}</h2>
      <p>
        {t("ledger.as-of", { day: format.date(now) })}
        {enterprise.simulated && ` · ${t("word.simulated-why")}`}
      </p>
    </header>
  );
}

function Tools({ enterprise, items }: { enterprise: EnterpriseSummary; items: readonly LedgerEntry[] }) {
  const { t, language } = useWords();
  const asked = useAskedState();
  const count = (state: State) => (state === "all" ? items.length : items.filter((entry) => entry.state === state).length);
  const query = { lang: language, ...(asked === "all" ? {} : { state: asked }) };
  return (
    <div className="filters">
      <Segmented
        aria-label={t("word.status")}
        value={asked}
        options={(["all", ...ledgerStates] as const).map((value) => ({
          value,
          label: `${t(value === "all" ? "word.all" : `ledger-state.${value}`)} ${count(value)}`,
        }))}
        onChange={(value) => setQuery({ ledger: value === "all" ? null : value })}
      />
      <span className="push panel-tools">
        <Button size="small" icon={<FileExcelOutlined />} href={ledgerFile(enterprise.id, { format: "xlsx", ...query })}>
          {t("act.export-excel")}
        </Button>
        <Button size="small" icon={<FileTextOutlined />} href={ledgerFile(enterprise.id, { format: "csv", ...query })}>
          {t("act.export")}
        </Button>
        <Button size="small" icon={<PrinterOutlined />} onClick={() => print()}>
          {t("act.print")}
        </Button>
      </span>
    </div>
  );
}

function LedgerTable({ rows }: { rows: readonly LedgerEntry[] }) {
  const { t } = useWords();
  const columns = [
    t("ledger.no"),
    t("ledger.finding"),
    t("word.severity"),
    t("ledger.measure"),
    t("ledger.assignee"),
    t("ledger.due"),
    t("word.status"),
    t("ledger.closed"),
    t("ledger.retest"),
    t("word.evidence"),
  ];
  return (
    <table className="plain-table">
      <thead>
        <tr>
          {columns.map((title) => (
            <th key={title} scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((entry) => (
          <LedgerRow key={entry.finding.id} entry={entry} />
        ))}
      </tbody>
    </table>
  );
}

function LedgerRow({ entry: { no, state, finding, retest } }: { entry: LedgerEntry }) {
  const { t, say, sayTitle, format } = useWords();
  const day = (time: string | null | undefined) => (time == null ? null : format.date(Date.parse(time)));
  const { rectification, assetName } = finding;
  const missing = state === "closed" ? null : <Missing />;
  return (
    <tr>
      <td className="ledger-no">{no}</td>
      <td className="ledger-finding">
        <Link to={to.finding(finding.id)}>{sayTitle(finding.title)}</Link>
        <div className="faint">
          {assetName === null ? t("word.enterprise-itself") : say(assetName)} · {t("ledger.first-seen")} {day(finding.firstSeen)}
        </div>
      </td>
      <td>
        <SeverityMark severity={finding.severity} />
      </td>
      <td className="ledger-measure">
        {rectification?.measure || missing}
        {finding.waiver !== null && (
          <div className="faint">
            {t("finding.waived", { by: finding.waiver.by, until: format.date(Date.parse(finding.waiver.until)) })}
            {t("word.colon")}
            {finding.waiver.reason}
          </div>
        )}
      </td>
      <td>{rectification?.assignee ?? missing}</td>
      <td className="nowrap">
        {rectification?.dueAt == null ? missing : <DueDay rectification={rectification} late={state === "overdue"} />}
      </td>
      <td>
        <FindingStatusMark status={finding.status} />
      </td>
      <td className="nowrap">{day(finding.resolvedAt)}</td>
      <td className="nowrap">
        {retest !== null && (
          <>
            <StatusMark status={retest.status} />
            <div className="faint">{day(retest.at)}</div>
          </>
        )}
      </td>
      <td>
        {retest?.observationIds.map((id) => (
          <div key={id}>
            <Link to={to.observation(id)}>
              <code>{id.slice(0, 8)}</code>
            </Link>
          </div>
        ))}
      </td>
    </tr>
  );
}

/** The day, with the one that was set first where it was moved. */
function DueDay({ rectification, late }: { rectification: NonNullable<LedgerEntry["finding"]["rectification"]>; late: boolean }) {
  const { t, format } = useWords();
  const { dueAt, firstDueAt } = rectification;
  const day = (time: string) => format.date(Date.parse(time));
  return (
    <>
      {dueAt !== null && <span className={late ? "due-late" : ""}>{day(dueAt)}</span>}
      {late && <div className="due-late">{t("ledger-state.overdue")}</div>}
      {firstDueAt !== null && dueAt !== null && day(firstDueAt) !== day(dueAt) && (
        <div className="faint">{t("ledger.first-due", { day: day(firstDueAt) })}</div>
      )}
    </>
  );
}

function Missing() {
  const { t } = useWords();
  return <span className="missing">{t("ledger.missing")}</span>;
}
