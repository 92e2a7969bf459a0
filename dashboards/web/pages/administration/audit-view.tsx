import { Button, Input, Table } from "antd";
import { useState } from "react";
import { apiRoot, paths } from "../../../../api/contract/paths.ts";
import type { AuditView as AuditEntry } from "../../../../api/contract/system.ts";
import { audit, auditVerification } from "../../data/administration-resources.ts";
import { read } from "../../data/api-client.ts";
import { useQuery } from "../../data/use-query.ts";
import { Panel } from "../../parts/page.tsx";
import { Loaded } from "../../parts/states.tsx";
import { Moment } from "../../parts/time.tsx";
import { useAct } from "../../parts/use-act.ts";
import { useTableHeight } from "../../parts/use-table-height.ts";
import { useWords } from "../../words/language.tsx";

const shown = 1000;

/** Who did what, newest first; the chain can be checked here and outside. */
export function AuditView() {
  const { t } = useWords();
  const entry = useQuery(audit(shown));
  const [wanted, setWanted] = useState("");
  return (
    <Panel title={t("admin.view-audit")} note={t("admin.audit-note")} aside={<Verify />} flush>
      <div className="filters">
        <Input.Search
          allowClear
          aria-label={t("admin.audit-search")}
          placeholder={t("admin.audit-search")}
          style={{ width: 280 }}
          onChange={(event) => setWanted(event.target.value)}
        />
        <span className="push">
          <Button size="small" href={apiRoot + paths.auditFile} download>
            {t("admin.audit-file")}
          </Button>
        </span>
      </div>
      <Loaded entry={entry}>{({ items }) => <Entries items={items.filter(matching(wanted))} />}</Loaded>
    </Panel>
  );
}

function matching(wanted: string): (entry: AuditEntry) => boolean {
  const needle = wanted.trim().toLowerCase();
  return ({ actor, action, target, detail }) =>
    needle === "" || `${actor} ${action} ${target} ${JSON.stringify(detail)}`.toLowerCase().includes(needle);
}

function Entries({ items }: { items: readonly AuditEntry[] }) {
  const { t } = useWords();
  const { place, height } = useTableHeight();
  return (
    <div ref={place}>
      <Table<AuditEntry>
        size="small"
        virtual
        scroll={{ y: height, x: 1000 }}
        rowKey="id"
        dataSource={[...items]}
        pagination={false}
        columns={[
          { title: "#", dataIndex: "id", width: 70 },
          { title: t("word.time"), key: "at", width: 200, render: (_, { at }) => <Moment at={at} /> },
          { title: t("admin.who"), dataIndex: "actor", width: 200, ellipsis: true },
          { title: t("admin.action"), key: "action", width: 210, render: (_, { action }) => <code>{action}</code> },
          { title: t("admin.target"), key: "target", ellipsis: true, render: (_, { target }) => <code>{target}</code> },
          { title: t("admin.detail"), key: "detail", ellipsis: true, render: (_, { detail }) => <Detail detail={detail} /> },
        ]}
      />
    </div>
  );
}

function Detail({ detail }: { detail: AuditEntry["detail"] }) {
  const text = JSON.stringify(detail);
  return text === "{}" ? null : <code title={text}>{text}</code>;
}

function Verify() {
  const { t } = useWords();
  const { busy, act } = useAct();
  const [answer, setAnswer] = useState<{ holds: boolean; firstBroken: number | null }>();
  const verify = () => act(async () => setAnswer((await read(auditVerification)).value));
  return (
    <>
      {answer !== undefined && (
        <span role="status" className={answer.holds ? "audit-holds" : "audit-broken"}>
          {answer.holds ? t("admin.audit-holds") : t("admin.audit-broken", { id: answer.firstBroken ?? 0 })}
        </span>
      )}
      <Button size="small" loading={busy} onClick={verify}>
        {t("admin.audit-verify")}
      </Button>
    </>
  );
}
