import { App, Button, Table } from "antd";
import { apiRoot, paths } from "../../../../api/contract/paths.ts";
import { type ReceivedView as Received, submissionViewSchema } from "../../../../api/contract/submissions.ts";
import { send } from "../../data/api-client.ts";
import { fill } from "../../data/fill-path.ts";
import { destination, received, refreshSubmissions } from "../../data/submission-resources.ts";
import { useQuery } from "../../data/use-query.ts";
import { SimulatedTag } from "../../parts/marks.tsx";
import { Panel } from "../../parts/page.tsx";
import { EmptyState, Loaded } from "../../parts/states.tsx";
import { Moment } from "../../parts/time.tsx";
import { useAct } from "../../parts/use-act.ts";
import { may } from "../../shell/may.ts";
import { useSession } from "../../shell/session-gate.tsx";
import { useWords } from "../../words/language.tsx";

/** What came, from whom, and what was answered. */
export function ReceivedView() {
  const { t, say, format } = useWords();
  const entry = useQuery(received);
  return (
    <Panel title={t("submissions.view-received")} flush>
      <Loaded entry={entry}>
        {({ items }) => (
          <Table<Received>
            size="small"
            rowKey="id"
            dataSource={items}
            pagination={{ pageSize: 20, size: "small", hideOnSinglePage: true }}
            locale={{ emptyText: <EmptyState title={t("receiving.none")} /> }}
            columns={[
              {
                title: t("receiving.from"),
                key: "from",
                render: (_, { registration, content }) => (
                  <>
                    <strong>{say(registration.name)}</strong> {content?.enterprise.simulated === true && <SimulatedTag />}
                  </>
                ),
              },
              { title: t("submissions.report"), key: "report", render: (_, one) => <Report received={one} /> },
              {
                title: t("submission.score"),
                key: "score",
                width: 110,
                align: "right",
                render: (_, { content }) =>
                  content?.figures.demonstrated == null ? t("score.none") : format.points(content.figures.demonstrated),
              },
              { title: t("submissions.state"), key: "state", render: (_, one) => <Verdict received={one} /> },
              {
                title: t("submissions.when"),
                key: "when",
                width: 200,
                render: (_, { receivedAt }) => <Moment at={receivedAt} />,
              },
              { title: "", key: "act", width: 220, align: "right", render: (_, one) => <Acts received={one} /> },
            ]}
          />
        )}
      </Loaded>
    </Panel>
  );
}

function Report({ received: { content } }: { received: Received }) {
  const { t, say } = useWords();
  if (content === null) return <span className="soft">{t("receiving.unread")}</span>;
  return (
    <>
      {t(`submissions.kind-${content.kind}`)}
      <div className="soft">{say(content.enterprise.name)}</div>
    </>
  );
}

function Verdict({ received: { verdict, reasons } }: { received: Received }) {
  const { t, say } = useWords();
  return (
    <>
      <strong>{t(`receiving.verdict-${verdict}`)}</strong>
      {reasons.map((reason) => (
        <div key={reason.en} className="soft">
          {say(reason)}
        </div>
      ))}
    </>
  );
}

function Acts({ received: { id, verdict } }: { received: Received }) {
  const { t } = useWords();
  const { message } = App.useApp();
  const { busy, act } = useAct();
  const known = useQuery(destination).value?.authority != null;
  const allowed = may(useSession(), "submit", "");
  if (verdict === "refused") return null;
  const passOn = () =>
    act(async () => {
      await send("POST", { path: fill(paths.receivedPassOn, { id }), schema: submissionViewSchema }, {});
      refreshSubmissions();
      message.success(t("receiving.pass-on-done"));
    });
  return (
    <span className="submission-acts">
      <Button size="small" href={apiRoot + fill(paths.receivedBundle, { id })} download>
        {t("submissions.bundle-file")}
      </Button>
      {known && allowed && (
        <Button size="small" loading={busy} onClick={passOn}>
          {t("receiving.pass-on")}
        </Button>
      )}
    </span>
  );
}
