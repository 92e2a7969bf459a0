import { Button, Table, Upload } from "antd";
import { useEffect, useState } from "react";
import { apiRoot, paths } from "../../../../api/contract/paths.ts";
import { type SubmissionView, submissionViewSchema } from "../../../../api/contract/submissions.ts";
import { second } from "../../../../model/instant.ts";
import { upload } from "../../data/api-client.ts";
import { fill, search } from "../../data/fill-path.ts";
import { enterprises } from "../../data/resources.ts";
import { refreshSubmissions, submissions } from "../../data/submission-resources.ts";
import { useQuery } from "../../data/use-query.ts";
import { EnterpriseChoice } from "../../parts/enterprise-choice.tsx";
import { Panel } from "../../parts/page.tsx";
import { EmptyState, Loaded } from "../../parts/states.tsx";
import { Moment } from "../../parts/time.tsx";
import { useAct } from "../../parts/use-act.ts";
import { usePlace } from "../../router.ts";
import { may } from "../../shell/may.ts";
import { useSession } from "../../shell/session-gate.tsx";
import { useWords } from "../../words/language.tsx";
import { DestinationPanel } from "./destination-panel.tsx";
import { PreviewDialog } from "./preview-dialog.tsx";

/** What is on its way changes by itself. */
const refreshEvery = 5 * second;

/** To whom reports go, what went, and what it was answered. */
export function SentView() {
  const { t } = useWords();
  const entry = useQuery(submissions);
  const [openId, setOpenId] = useState<string>();
  useEffect(() => {
    const timer = setInterval(refreshSubmissions, refreshEvery);
    return () => clearInterval(timer);
  }, []);
  const open = entry.value?.items.find(({ id }) => id === openId);
  return (
    <div className="stack">
      <DestinationPanel />
      <Panel title={t("submissions.view-sent")} aside={<HandIn onPrepared={setOpenId} />} flush>
        <Loaded entry={entry}>{({ items }) => <Submissions items={items} onOpen={setOpenId} />}</Loaded>
      </Panel>
      {open !== undefined && <PreviewDialog submission={open} onClose={() => setOpenId(undefined)} />}
    </div>
  );
}

function HandIn({ onPrepared }: { onPrepared: (id: string) => void }) {
  const { t } = useWords();
  const session = useSession();
  const { busy, act } = useAct();
  const asked = usePlace().query.get("enterprise");
  const all = useQuery(enterprises).value?.items ?? [];
  const own = all.filter(({ id }) => may(session, "submit", id));
  const chosen = own.find(({ id }) => id === asked) ?? own[0];
  if (chosen === undefined) return null;
  const handIn = (file: File) =>
    act(async () => {
      const path = fill(paths.enterpriseSubmissions, { enterprise: chosen.id }) + search({ name: file.name });
      const { id } = await upload({ path, schema: submissionViewSchema }, file);
      refreshSubmissions();
      onPrepared(id);
    });
  return (
    <span className="submission-acts">
      <EnterpriseChoice items={own} chosen={chosen} />
      <Upload
        accept=".zip"
        showUploadList={false}
        beforeUpload={(file) => {
          void handIn(file);
          return false;
        }}
      >
        <Button type="primary" size="small" loading={busy} title={t("submissions.hand-in-what")}>
          {t("submissions.hand-in")}
        </Button>
      </Upload>
    </span>
  );
}

function Submissions({ items, onOpen }: { items: readonly SubmissionView[]; onOpen: (id: string) => void }) {
  const { t, say } = useWords();
  const empty = (
    <EmptyState title={t("submissions.none")}>
      <p>{t("submissions.hand-in-what")}</p>
    </EmptyState>
  );
  return (
    <Table<SubmissionView>
      size="small"
      rowKey="id"
      dataSource={[...items]}
      pagination={{ pageSize: 20, size: "small", hideOnSinglePage: true }}
      locale={{ emptyText: empty }}
      columns={[
        {
          title: t("submissions.report"),
          key: "report",
          render: (_, { content, enterpriseId }) => (
            <>
              <strong>{t(`submissions.kind-${content.kind}`)}</strong>
              <div className="soft">
                {say(content.enterprise.name)}
                {enterpriseId === null && ` · ${t("submissions.passed-on")}`}
              </div>
            </>
          ),
        },
        { title: t("submissions.to"), key: "to", render: (_, { sentTo }) => <code>{sentTo?.url ?? ""}</code> },
        { title: t("submissions.state"), key: "state", render: (_, one) => <State submission={one} /> },
        {
          title: t("submissions.when"),
          key: "when",
          width: 200,
          render: (_, { receivedAt, decidedAt, preparedAt }) => <Moment at={receivedAt ?? decidedAt ?? preparedAt} />,
        },
        {
          title: "",
          key: "act",
          width: 200,
          align: "right",
          render: (_, { id, hasReceipt }) => (
            <span className="submission-acts">
              {hasReceipt && (
                <Button size="small" href={apiRoot + fill(paths.submissionReceipt, { id })} download>
                  {t("submissions.receipt")}
                </Button>
              )}
              <Button size="small" onClick={() => onOpen(id)}>
                {t("submissions.open")}
              </Button>
            </span>
          ),
        },
      ]}
    />
  );
}

function State({ submission: { state, attempts, reasons, nextAttemptAt } }: { submission: SubmissionView }) {
  const { t, say } = useWords();
  return (
    <>
      <strong>{t(`submissions.state-${state}`)}</strong>
      {attempts > 0 && <span className="soft"> · {t("submissions.attempts", { n: attempts })}</span>}
      {state === "waiting" && nextAttemptAt !== null && (
        <div className="soft">
          {t("submissions.next")} <Moment at={nextAttemptAt} />
        </div>
      )}
      {reasons.map((reason) => (
        <div key={reason.en} className="soft">
          {say(reason)}
        </div>
      ))}
    </>
  );
}
