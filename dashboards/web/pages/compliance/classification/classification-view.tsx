import { Button } from "antd";
import { useState } from "react";
import type { ClassificationView as View } from "../../../../../api/contract/classification.ts";
import { classification } from "../../../data/compliance-resources.ts";
import { useQuery } from "../../../data/use-query.ts";
import { Due } from "../../../parts/due.tsx";
import { Link } from "../../../parts/link.tsx";
import { Panel } from "../../../parts/page.tsx";
import { EmptyState, Loaded } from "../../../parts/states.tsx";
import { Moment } from "../../../parts/time.tsx";
import { to } from "../../../routes.ts";
import { may } from "../../../shell/may.ts";
import { useSession } from "../../../shell/session-gate.tsx";
import { useWords } from "../../../words/language.tsx";
import { factFields } from "./classification-draft.ts";
import { ClassificationDrawer } from "./classification-drawer.tsx";
import { FactValue } from "./fact-value.tsx";
import "./classification.css";

/** Type and grade of an enterprise, the facts behind them, and the duties that follow. */
export function ClassificationView({ enterpriseId }: { enterpriseId: string }) {
  const entry = useQuery(classification(enterpriseId));
  return (
    <Loaded entry={entry} rows={12}>
      {(view) => (
        <div className="grid-even">
          <div className="stack">
            <TypeAndGrade view={view} />
            <Duties view={view} />
          </div>
          <Facts view={view} />
        </div>
      )}
    </Loaded>
  );
}

function TypeAndGrade({ view: { types, grade } }: { view: View }) {
  const { t, say } = useWords();
  return (
    <Panel title={t("class.title")}>
      <dl className="facts-list">
        <dt>{t("class.grade")}</dt>
        <dd>
          <strong>{t("grade", { grade })}</strong>
        </dd>
        {types.map(({ type, authority, confirmed }) => (
          <div key={type} className="facts-pair">
            <dt>{t(`type.${type}`)}</dt>
            <dd>
              {t("class.authority", { authority: say(authority) })}
              {!confirmed && <span className="faint"> · {t("word.unconfirmed")}</span>}
            </dd>
          </div>
        ))}
      </dl>
      <p className="soft">{t("class.from-inventory")}</p>
    </Panel>
  );
}

function Duties({ view: { duties, enterpriseId } }: { view: View }) {
  const { t, sayTitle, format } = useWords();
  return (
    <Panel title={t("class.duties")} flush>
      {duties.length === 0 ? (
        <EmptyState title={t("class.duties-none")} />
      ) : (
        <ul className="list">
          {duties.map(({ id, title, state, source, confirmed, lastDone, dueAt, objectiveId }) => (
            <li key={id} className="duty-row">
              <span>
                {objectiveId === null ? (
                  sayTitle(title)
                ) : (
                  <Link to={to.objective(enterpriseId, objectiveId)}>{sayTitle(title)}</Link>
                )}
                <span className="faint duty-source">
                  {source}
                  {!confirmed && ` · ${t("word.unconfirmed")}`}
                </span>
              </span>
              <span className={`duty-state duty-state-${state}`}>
                {t(`duty-state.${state}`)}
                {dueAt !== null && <Due at={dueAt} overdue={state === "overdue"} />}
                {lastDone !== null && (
                  <span className="faint">{t("class.last-done", { day: format.date(Date.parse(lastDone)) })}</span>
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Facts({ view }: { view: View }) {
  const { t } = useWords();
  const session = useSession();
  const [editing, setEditing] = useState(false);
  const mayEdit = may(session, "classify", view.enterpriseId);
  return (
    <Panel
      title={t("class.facts")}
      aside={mayEdit && <Button onClick={() => setEditing(true)}>{t(view.version === 0 ? "class.state" : "class.edit")}</Button>}
    >
      {view.version === 0 ? (
        <p className="soft">{t(mayEdit ? "class.nothing-yet" : "class.nothing-yet-read")}</p>
      ) : (
        <p className="faint">
          {t("class.stated-by", { by: view.by ?? "" })} <Moment at={view.at} />
        </p>
      )}
      <dl className="facts-list facts-list-long">
        {factFields.map((field) => (
          <div key={field} className="facts-pair">
            <dt>{t(`class.${field}`)}</dt>
            <dd>
              <FactValue facts={view.facts} field={field} />
            </dd>
          </div>
        ))}
      </dl>
      <ClassificationDrawer open={editing} view={view} onClose={() => setEditing(false)} />
    </Panel>
  );
}
