import type { Matrix, MatrixControl, MatrixObjective, MatrixStatus } from "../../../../../api/contract/matrix.ts";
import { matrix } from "../../../data/compliance-resources.ts";
import { useQuery } from "../../../data/use-query.ts";
import { ExportButton } from "../../../parts/export-button.tsx";
import { Link } from "../../../parts/link.tsx";
import { BackingSign, MatrixMark, MatrixSign } from "../../../parts/matrix-marks.tsx";
import { EmptyState, Loaded } from "../../../parts/states.tsx";
import { Age } from "../../../parts/time.tsx";
import { to } from "../../../routes.ts";
import { shortId } from "../../../score/node-names.ts";
import { ScoreBar, ScoreLegend } from "../../../score/score-bar.tsx";
import { useWords } from "../../../words/language.tsx";
import { matrixRows, useMatrixCsv } from "./matrix-csv.ts";

const statuses: readonly MatrixStatus[] = ["met", "partly", "not-met", "unknown", "not-applicable"];

/** The controls of a catalogue in their official order, with status, score and every objective. */
export function MatrixView({ enterpriseId, catalogId }: { enterpriseId: string; catalogId: string }) {
  const entry = useQuery(matrix(enterpriseId, catalogId));
  return (
    <Loaded entry={entry} rows={14}>
      {(view) => (
        <section className="panel">
          <Counts view={view} />
          <MatrixTable view={view} />
          <div className="matrix-foot">
            <ScoreLegend />
            <Signs />
          </div>
        </section>
      )}
    </Loaded>
  );
}

function Counts({ view }: { view: Matrix }) {
  const { t } = useWords();
  return (
    <div className="matrix-counts">
      {statuses.map((status) => (
        <span key={status}>
          <MatrixMark status={status} /> <strong>{view.counts[status]}</strong>
        </span>
      ))}
      <span className="push faint">
        {t("enterprise.profile", { version: view.profileVersion })} · {t("explanation.at")} <Age at={view.at} />
      </span>
      <ExportButton name={`controls-${view.catalogId}-${view.enterpriseId}`} columns={useMatrixCsv()} rows={matrixRows(view)} />
    </div>
  );
}

function MatrixTable({ view }: { view: Matrix }) {
  const { t } = useWords();
  const controls = view.tasks.flatMap((task) => task.controls);
  if (controls.length === 0) return <EmptyState title={t("compliance.matrix-empty")} />;
  return (
    <table className="matrix">
      <thead>
        <tr>
          <th scope="col">{t("word.task")}</th>
          <th scope="col">{t("word.control")}</th>
          <th scope="col">{t("word.status")}</th>
          <th scope="col">{t("word.score")}</th>
          <th scope="col">{t("compliance.objectives")}</th>
        </tr>
      </thead>
      <tbody>
        {view.tasks.flatMap((task) =>
          task.controls.map((control, index) => (
            <ControlRow
              key={control.id}
              enterpriseId={view.enterpriseId}
              control={control}
              task={index === 0 ? task : undefined}
            />
          )),
        )}
      </tbody>
    </table>
  );
}

function ControlRow({
  enterpriseId,
  control,
  task,
}: {
  enterpriseId: string;
  control: MatrixControl;
  /** Given where the task begins. */
  task: Matrix["tasks"][number] | undefined;
}) {
  const { format, sayTitle } = useWords();
  const { officialNo, title, status, demonstrated, objectives } = control;
  return (
    <tr className={task === undefined ? "" : "matrix-task-begins"}>
      {task !== undefined && (
        <th scope="rowgroup" rowSpan={task.controls.length} className="matrix-task">
          {sayTitle(task.title)}
        </th>
      )}
      <th scope="row" className="matrix-control">
        {officialNo !== null && <span className="matrix-no">{officialNo}</span>}
        {sayTitle(title)}
      </th>
      <td>
        <MatrixMark status={status} />
      </td>
      <td className="matrix-score">
        <ScoreBar score={control} />
        <span>{format.points(demonstrated)}</span>
      </td>
      <td>
        <ul className="matrix-objectives">
          {objectives.map((objective) => (
            <li key={objective.id}>
              <ObjectiveCell enterpriseId={enterpriseId} objective={objective} />
            </li>
          ))}
        </ul>
      </td>
    </tr>
  );
}

function ObjectiveCell({ enterpriseId, objective }: { enterpriseId: string; objective: MatrixObjective }) {
  const { t, sayTitle } = useWords();
  const { id, text, status, backing, encouraged } = objective;
  const claims = backing === "none" || backing === "backed" ? "" : ` · ${t(`backing.${backing}`)}`;
  const label = `${shortId(id)} ${sayTitle(text)} · ${t(`matrix-status.${status}`)}${claims}${encouraged ? ` · ${t("objective.encouraged")}` : ""}`;
  return (
    <Link to={to.objective(enterpriseId, id)} className={`cell cell-${status}`} title={label} aria-label={label}>
      <MatrixSign status={status} />
      <span>{id.split(".").at(-1)}</span>
      <BackingSign backing={backing} />
    </Link>
  );
}

/** What the small signs beside an objective mean. */
function Signs() {
  const { t } = useWords();
  return (
    <ul className="score-legend">
      {(["waiting", "returned", "expired"] as const).map((backing) => (
        <li key={backing}>
          <BackingSign backing={backing} />
          {t(`backing.${backing}`)}
        </li>
      ))}
    </ul>
  );
}
