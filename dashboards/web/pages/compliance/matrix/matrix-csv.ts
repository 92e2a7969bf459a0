import type { Matrix, MatrixControl, MatrixObjective } from "../../../../../api/contract/matrix.ts";
import type { CsvColumn } from "../../../../../model/csv/to-csv.ts";
import { useWords } from "../../../words/language.tsx";

/** An objective with the control and task that it belongs to. */
export interface MatrixRow {
  readonly task: Matrix["tasks"][number];
  readonly control: MatrixControl;
  readonly objective: MatrixObjective;
}

/** A row for every objective, in the official order. */
export function matrixRows({ tasks }: Matrix): readonly MatrixRow[] {
  return tasks.flatMap((task) =>
    task.controls.flatMap((control) => control.objectives.map((objective) => ({ task, control, objective }))),
  );
}

export function useMatrixCsv(): readonly CsvColumn<MatrixRow>[] {
  const { t, say } = useWords();
  return [
    { title: t("word.task"), value: ({ task }) => say(task.title) },
    { title: t("ledger.no"), value: ({ control }) => control.officialNo },
    { title: t("word.control"), value: ({ control }) => say(control.title) },
    { title: "id", value: ({ objective }) => objective.id },
    { title: t("word.objective"), value: ({ objective }) => say(objective.text) },
    { title: t("objective.method"), value: ({ objective }) => t(`explanation.method-${objective.method}`) },
    { title: t("word.status"), value: ({ objective }) => t(`matrix-status.${objective.status}`) },
    { title: t("claim.is-objective"), value: ({ objective }) => t(`backing.${objective.backing}`) },
    { title: t("claim.expires"), value: ({ objective }) => objective.expiresAt },
    { title: t("word.demonstrated"), value: ({ objective }) => objective.demonstrated },
    { title: t("word.potential"), value: ({ objective }) => objective.potential },
    { title: t("word.coverage"), value: ({ objective }) => objective.coverage },
    { title: t("ledger.assignee"), value: ({ objective }) => objective.assignee },
    { title: t("work.col-due"), value: ({ objective }) => objective.dueAt },
  ];
}
