import { Alert } from "antd";
import type { InventoryIssue } from "../../../api/contract/inventory-edits.ts";
import { explainError } from "../parts/states.tsx";
import { useWords } from "../words/language.tsx";
import { elementLabel, fieldHint, fieldLabel } from "./field-words.ts";
import type { EditOutcome } from "./use-edit.ts";

/** Why an edit was not taken, and what to do. `shown`: issues that stand at their fields already. */
export function EditProblem({
  outcome,
  shown = () => false,
}: {
  outcome: EditOutcome | undefined;
  shown?: (issue: InventoryIssue) => boolean;
}) {
  const { t } = useWords();
  if (outcome === undefined || outcome.kind === "saved") return null;
  if (outcome.kind === "stale")
    return <Alert type="warning" showIcon title={t("inventory.stale")} description={t("inventory.stale-next")} />;
  if (outcome.kind === "failed") {
    const { what, next } = explainError(outcome.error, t);
    return <Alert type="error" showIcon title={what} description={next} />;
  }
  const rest = outcome.issues.filter((issue) => !shown(issue));
  return (
    <Alert
      type="error"
      showIcon
      title={t("inventory.refused", { n: outcome.issues.length })}
      description={
        rest.length > 0 && (
          <ul className="issue-list">
            {rest.map((issue) => (
              <li key={`${issue.path} ${issue.message}`}>
                {elementLabel(issue.element, t)}
                {issue.field === null ? "" : ` · ${fieldLabel(issue.field, t)}`}: {fieldHint(issue.field, issue.message, t)}
              </li>
            ))}
          </ul>
        )
      }
    />
  );
}
