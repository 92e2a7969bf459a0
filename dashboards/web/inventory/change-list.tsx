import type { InventoryChangeView } from "../../../api/contract/inventory-edits.ts";
import { useWords } from "../words/language.tsx";
import { elementLabel, fieldLabel, valueText } from "./field-words.ts";
import "./inventory.css";

/** Changes that are drawn one by one; the rest is counted. */
const mostShown = 200;

/** Exactly what an edit changes: place, value before, value after. */
export function ChangeList({ changes }: { changes: readonly InventoryChangeView[] }) {
  const { t } = useWords();
  if (changes.length === 0) return <p className="state-quiet">{t("inventory.no-change")}</p>;
  return (
    <div className="change-list">
      <table className="rows-table">
        <thead>
          <tr>
            <th scope="col">{t("inventory.col-where")}</th>
            <th scope="col">{t("inventory.col-field")}</th>
            <th scope="col">{t("inventory.col-before")}</th>
            <th scope="col">{t("inventory.col-after")}</th>
          </tr>
        </thead>
        <tbody>
          {changes.slice(0, mostShown).map((change) => (
            <ChangeRow key={`${change.element} ${change.field}`} change={change} />
          ))}
        </tbody>
      </table>
      {changes.length > mostShown && <p className="faint">{t("inventory.more-changes", { n: changes.length - mostShown })}</p>}
    </div>
  );
}

function ChangeRow({ change: { element, field, from, to } }: { change: InventoryChangeView }) {
  const { t, language } = useWords();
  return (
    <tr>
      <td>{elementLabel(element, t)}</td>
      <td>{field === null ? t(from === null ? "inventory.added" : "inventory.removed") : fieldLabel(field, t)}</td>
      <td className="value-before">{valueText(from, language, t)}</td>
      <td className="value-after">{valueText(to, language, t)}</td>
    </tr>
  );
}
