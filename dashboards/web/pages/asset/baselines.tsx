import { Button, Table, type TableProps } from "antd";
import { useState } from "react";
import type { BaselineView } from "../../../../api/contract/assets.ts";
import type { CsvColumn } from "../../../../model/csv/to-csv.ts";
import { ExportButton } from "../../parts/export-button.tsx";
import { Link } from "../../parts/link.tsx";
import { Panel } from "../../parts/page.tsx";
import { Moment } from "../../parts/time.tsx";
import { to } from "../../routes.ts";
import { may } from "../../shell/may.ts";
import { useSession } from "../../shell/session-gate.tsx";
import { useWords } from "../../words/language.tsx";
import type { Translate } from "../../words/messages.ts";
import { AcceptDialog } from "./accept-dialog.tsx";
import "./baselines.css";
import { type BaselineField, baselineState, differencesFirst, fieldTitle } from "./baseline-state.ts";

const pageSize = 12;
/** Where links lead to. */
export const baselinesAnchor = "baselines";

/** What was found beside what a person accepted, with the button to accept. */
export function Baselines({ assetId, baselines }: { assetId: string; baselines: readonly BaselineView[] }) {
  if (baselines.length === 0) return null;
  return (
    <div id={baselinesAnchor} className="stack baselines">
      {baselines.map((baseline) => (
        <Baseline key={`${baseline.endpointId} ${baseline.probe}`} assetId={assetId} baseline={baseline} />
      ))}
    </div>
  );
}

function Baseline({ assetId, baseline }: { assetId: string; baseline: BaselineView }) {
  const { t } = useWords();
  const session = useSession();
  const [accepting, setAccepting] = useState(false);
  const [enterpriseId = ""] = assetId.split(".");
  const allowed = may(session, "baseline", enterpriseId);
  const state = baselineState(baseline);
  return (
    <Panel
      title={t("baseline.title", { what: probeTitle(baseline.probe, t), endpoint: baseline.endpointId })}
      note={<State state={state} />}
      aside={
        <span className="panel-tools">
          <ExportButton name="baseline" columns={useFieldCsv()} rows={baseline.fields} />
          {state.kind !== "kept" && (
            <Button size="small" type="primary" disabled={!allowed} onClick={() => setAccepting(true)}>
              {t(state.kind === "none" ? "baseline.accept-first" : "baseline.accept-new")}
            </Button>
          )}
        </span>
      }
      flush
    >
      <Accepted baseline={baseline} />
      {state.kind !== "kept" && !allowed && <p className="baseline-line soft">{t("baseline.not-allowed")}</p>}
      <Fields baseline={baseline} />
      <AcceptDialog open={accepting} assetId={assetId} baseline={baseline} onClose={() => setAccepting(false)} />
    </Panel>
  );
}

function probeTitle(probe: string, t: Translate): string {
  if (probe === "opcua.discovery") return t("baseline.of-certificate");
  if (probe === "modbus.baseline") return t("baseline.of-registers");
  return probe === "modbus.identify" ? t("baseline.of-identity") : probe;
}

function State({ state }: { state: ReturnType<typeof baselineState> }) {
  const { t } = useWords();
  const text = {
    none: t("baseline.none"),
    kept: t("baseline.kept"),
    differs: t("baseline.differs", { count: state.differences }),
  };
  const shape = { none: "?", kept: "✓", differs: "≠" };
  return (
    <span className={`mark baseline-state baseline-${state.kind}`}>
      <span aria-hidden="true">{shape[state.kind]}</span>
      {text[state.kind]}
    </span>
  );
}

/** Who accepted, when and why, and where both observations are. */
function Accepted({ baseline: { accepted, found, probe } }: { baseline: BaselineView }) {
  const { t } = useWords();
  return (
    <div className="baseline-line">
      {accepted === null ? (
        <p>{t("baseline.none-why")}</p>
      ) : (
        <p>
          {t("baseline.accepted-by", { by: accepted.by })} <Moment at={accepted.at} />
          {" · "}
          {t("baseline.reason", { reason: accepted.reason })}
        </p>
      )}
      <p className="baseline-links">
        <span className="soft">{t("baseline.found-since")}</span> <Moment at={found.firstSeen} />
        <Link to={to.observation(found.observationId)}>{t("baseline.open-found", { probe })}</Link>
        {accepted !== null && accepted.observationId !== found.observationId && (
          <Link to={to.observation(accepted.observationId)}>{t("baseline.open-accepted")}</Link>
        )}
      </p>
    </div>
  );
}

function Fields({ baseline: { fields, accepted } }: { baseline: BaselineView }) {
  const rows = differencesFirst(fields);
  return (
    <Table
      size="small"
      rowKey="name"
      columns={useColumns(accepted !== null)}
      dataSource={[...rows]}
      pagination={rows.length > pageSize ? { pageSize, size: "small", showSizeChanger: false } : false}
      scroll={{ x: 700 }}
      rowClassName={({ differs }) => (differs ? "line-marked" : "")}
    />
  );
}

function useColumns(hasBaseline: boolean): NonNullable<TableProps<BaselineField>["columns"]> {
  const { t } = useWords();
  const value = (text: string | null) =>
    text === null ? <span className="missing">{t("baseline.value-none")}</span> : <code className="baseline-value">{text}</code>;
  const name = {
    title: t("baseline.col-field"),
    key: "name",
    width: 200,
    render: (_: unknown, field: BaselineField) => fieldTitle(field.name, t),
  };
  const found = {
    title: t("baseline.col-found"),
    key: "found",
    render: (_: unknown, field: BaselineField) => value(field.found),
  };
  if (!hasBaseline) return [name, found];
  return [
    {
      title: t("baseline.col-same"),
      key: "same",
      width: 92,
      render: (_, { differs }) => (
        <span className="mark">
          <span aria-hidden="true">{differs ? "≠" : "="}</span>
          {t(differs ? "baseline.different" : "baseline.same")}
        </span>
      ),
    },
    name,
    { title: t("baseline.col-accepted"), key: "accepted", render: (_, { accepted }) => value(accepted) },
    found,
    { title: t("baseline.col-window"), key: "window", width: 290, render: (_, { changed }) => <Window changed={changed} /> },
  ];
}

/** Between which two looks the value changed. */
function Window({ changed }: { changed: BaselineField["changed"] }) {
  const { t, format } = useWords();
  if (changed === null) return null;
  const at = (time: string) => format.time(Date.parse(time), Date.parse(changed.before));
  return changed.after === null
    ? t("baseline.window-before", { before: at(changed.before) })
    : t("baseline.window", { after: at(changed.after), before: at(changed.before) });
}

function useFieldCsv(): readonly CsvColumn<BaselineField>[] {
  const { t } = useWords();
  return [
    { title: t("baseline.col-field"), value: ({ name }) => name },
    { title: t("baseline.col-accepted"), value: ({ accepted }) => accepted },
    { title: t("baseline.col-found"), value: ({ found }) => found },
    { title: t("baseline.col-same"), value: ({ differs }) => t(differs ? "baseline.different" : "baseline.same") },
    { title: t("baseline.csv-after"), value: ({ changed }) => changed?.after ?? null },
    { title: t("baseline.csv-before"), value: ({ changed }) => changed?.before ?? null },
  ];
}
