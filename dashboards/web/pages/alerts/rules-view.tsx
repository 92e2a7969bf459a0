import { Button, Table } from "antd";
import { useState } from "react";
import type { AlertRuleView } from "../../../../api/contract/alerts.ts";
import { paths } from "../../../../api/contract/paths.ts";
import { alertChannels, alertRules, alerts } from "../../data/alert-resources.ts";
import { fill } from "../../data/fill-path.ts";
import { enterprises } from "../../data/resources.ts";
import { cache, useQuery } from "../../data/use-query.ts";
import { SeverityMark } from "../../parts/marks.tsx";
import { Panel } from "../../parts/page.tsx";
import { EmptyState, Loaded } from "../../parts/states.tsx";
import { useWords } from "../../words/language.tsx";
import { EntryActs } from "./entry-acts.tsx";
import { RuleDialog } from "./rule-dialog.tsx";

const refresh = () => cache.refresh((path) => path === alertRules.path || path === alerts.path);

/** When somebody is told, and by which way. */
export function RulesView() {
  const { t } = useWords();
  const entry = useQuery(alertRules);
  const [editing, setEditing] = useState<AlertRuleView | "new">();
  const add = (
    <Button size="small" type="primary" onClick={() => setEditing("new")}>
      {t("alert-rule.add")}
    </Button>
  );
  return (
    <Panel title={t("alerts.view-rules")} aside={add} flush>
      <Loaded entry={entry}>
        {({ items }) => (
          <Table<AlertRuleView>
            size="small"
            rowKey="id"
            dataSource={items}
            pagination={false}
            locale={{
              emptyText: (
                <EmptyState title={t("alerts.none-rules")}>
                  <p>{t("alerts.none-rules-next")}</p>
                </EmptyState>
              ),
            }}
            columns={[
              { title: t("word.name"), key: "name", render: (_, rule) => <Named rule={rule} /> },
              { title: t("alert-rule.when"), key: "when", render: (_, rule) => <When rule={rule} /> },
              {
                title: t("alert-rule.where"),
                key: "where",
                render: (_, { enterpriseId }) => <Where enterpriseId={enterpriseId} />,
              },
              { title: t("alert-rule.channels"), key: "channels", render: (_, { channelIds }) => <Channels ids={channelIds} /> },
              {
                title: "",
                key: "act",
                width: 150,
                align: "right",
                render: (_, rule) => <Acts rule={rule} onEdit={() => setEditing(rule)} />,
              },
            ]}
          />
        )}
      </Loaded>
      {editing !== undefined && (
        <RuleDialog rule={editing === "new" ? undefined : editing} onClose={() => setEditing(undefined)} onSaved={refresh} />
      )}
    </Panel>
  );
}

function Named({ rule: { name, enabled } }: { rule: AlertRuleView }) {
  const { t } = useWords();
  return (
    <>
      <strong>{name}</strong>
      {!enabled && <span className="tag">{t("alert-rule.disabled")}</span>}
    </>
  );
}

function When({ rule: { condition, need, severity } }: { rule: AlertRuleView }) {
  const { t } = useWords();
  return (
    <>
      {t(`alert-rule.kind-${condition.kind}`)}{" "}
      <SeverityMark severity={condition.kind === "finding" ? condition.severity : severity} />
      <div className="soft">{t("alert-rule.need-text", need)}</div>
    </>
  );
}

function Where({ enterpriseId }: { enterpriseId: string | null }) {
  const { t, say } = useWords();
  const known = useQuery(enterprises).value?.items.find(({ id }) => id === enterpriseId);
  if (enterpriseId === null) return t("account.role-everywhere");
  return known === undefined ? enterpriseId : say(known.name);
}

function Channels({ ids }: { ids: readonly string[] }) {
  const { t } = useWords();
  const all = useQuery(alertChannels).value?.items ?? [];
  const names = ids.flatMap((id) => all.find((one) => one.id === id)?.name ?? []);
  return names.length === 0 ? <span className="soft">{t("word.none")}</span> : names.join(" · ");
}

function Acts({ rule: { id, name }, onEdit }: { rule: AlertRuleView; onEdit: () => void }) {
  const { t } = useWords();
  return (
    <EntryActs
      path={fill(paths.alertRule, { id })}
      title={t("alert-rule.remove-title", { name })}
      what={t("alert-rule.remove-what")}
      onEdit={onEdit}
      onRemoved={refresh}
    />
  );
}
