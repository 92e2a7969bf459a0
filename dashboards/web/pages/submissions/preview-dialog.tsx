import { Button, Modal, Table } from "antd";
import { apiRoot, paths } from "../../../../api/contract/paths.ts";
import type { SubmissionDecision, SubmissionView } from "../../../../api/contract/submissions.ts";
import { change } from "../../data/api-client.ts";
import { fill } from "../../data/fill-path.ts";
import { destination, refreshSubmissions } from "../../data/submission-resources.ts";
import { useQuery } from "../../data/use-query.ts";
import { Moment } from "../../parts/time.tsx";
import { useAct } from "../../parts/use-act.ts";
import { may } from "../../shell/may.ts";
import { useSession } from "../../shell/session-gate.tsx";
import { useWords } from "../../words/language.tsx";
import { Fact, Facts, Fingerprint } from "./destination-panel.tsx";

/** Exactly what leaves, to whom, and the decision; afterwards what was sent and answered. */
export function PreviewDialog({ submission, onClose }: { submission: SubmissionView; onClose: () => void }) {
  const { t, say } = useWords();
  const { id, content, reasons, fileName, hasReceipt, decidedBy } = submission;
  return (
    <Modal
      open
      width={720}
      title={`${t(`submissions.kind-${content.kind}`)} · ${say(content.enterprise.name)}`}
      onCancel={onClose}
      footer={<Decision submission={submission} onClose={onClose} />}
    >
      <div className="submission-preview">
        <p>{t("submission.leaves")}</p>
        {content.enterprise.simulated && <p role="alert">{t("submission.simulated")}</p>}
        <Content submission={submission} />
        {reasons.length > 0 && (
          <section>
            <strong>{t("submission.why")}</strong>
            <ul className="submission-reasons">
              {reasons.map((reason) => (
                <li key={reason.en}>{say(reason)}</li>
              ))}
            </ul>
          </section>
        )}
        <Files submission={submission} />
        <p className="submission-acts">
          <Button size="small" href={apiRoot + fill(paths.submissionBundle, { id })} download={fileName}>
            {t("submissions.bundle-file")}
          </Button>
          {hasReceipt && (
            <Button size="small" href={apiRoot + fill(paths.submissionReceipt, { id })} download>
              {t("submissions.receipt-file")}
            </Button>
          )}
        </p>
        {decidedBy !== null && <p className="soft">{t("submission.decided", { by: decidedBy })}</p>}
      </div>
    </Modal>
  );
}

/** Where it is on its way or arrived, else where it would go if it were sent now. */
function useDestination({ state, sentTo }: SubmissionView): { readonly url: string; readonly fingerprint: string } | undefined {
  const authority = useQuery(destination).value?.authority;
  const isDecided = state === "sending" || state === "waiting" || state === "accepted";
  if (isDecided && sentTo !== null) return sentTo;
  return authority == null ? undefined : { url: authority.url, fingerprint: authority.certificate.fingerprint };
}

function Content({ submission }: { submission: SubmissionView }) {
  const { t, format } = useWords();
  const { content, size, digest } = submission;
  const to = useDestination(submission);
  const { demonstrated, potential, coverage } = content.figures;
  return (
    <Facts>
      <Fact name={t("submissions.to")}>
        <code>{to?.url ?? t("submissions.to-none")}</code>
        <Fingerprint of={to?.fingerprint ?? ""} />
      </Fact>
      <Fact name={t("submission.as-of")}>
        <Moment at={content.at} />
      </Fact>
      <Fact name={t("submission.score")}>
        {demonstrated === null || potential === null
          ? t("score.none")
          : `${format.points(demonstrated)} – ${format.points(potential)}`}
        {coverage !== null && <span className="soft">{` ${t("word.coverage")} ${format.percent(coverage)}`}</span>}
      </Fact>
      <Fact name={t("submission.findings")}>{content.openFindings}</Fact>
      <Fact name={t("submission.masked")}>{t(content.masked ? "submission.masked-yes" : "submission.masked-no")}</Fact>
      <Fact name={t("submission.signers")}>
        {content.signers.length === 0 ? t("submission.unsigned") : content.signers.join(" · ")}
      </Fact>
      <Fact name={t("submission.size")}>{format.bytes(size)}</Fact>
      <Fact name={t("submission.digest")}>
        <Fingerprint of={digest} />
      </Fact>
    </Facts>
  );
}

function Files({ submission: { content } }: { submission: SubmissionView }) {
  const { t, format } = useWords();
  return (
    <section>
      <strong>{t("submission.files", { n: content.files.length })}</strong>
      <Table
        size="small"
        rowKey="name"
        dataSource={content.files}
        pagination={{ pageSize: 10, size: "small", hideOnSinglePage: true }}
        columns={[
          { title: t("submission.file"), key: "name", render: (_, { name }) => <code>{name}</code> },
          {
            title: t("submission.size"),
            key: "size",
            width: 110,
            align: "right",
            render: (_, { size }) => format.bytes(size),
          },
        ]}
      />
    </section>
  );
}

function Decision({ submission, onClose }: { submission: SubmissionView; onClose: () => void }) {
  const { t } = useWords();
  const session = useSession();
  const { busy, act } = useAct();
  const to = useDestination(submission)?.fingerprint;
  const { id, state, version, digest, enterpriseId } = submission;
  const decide = (decision: SubmissionDecision["decision"]) =>
    act(async () => {
      await change("POST", fill(paths.submissionDecision, { id }), {
        decision,
        version,
        digest,
        to,
      } satisfies SubmissionDecision);
      refreshSubmissions();
    });
  const discard = () =>
    act(async () => {
      await change("DELETE", fill(paths.submission, { id }));
      refreshSubmissions();
      onClose();
    });
  const allowed = may(session, "submit", enterpriseId ?? "");
  const again = state === "waiting" || state === "refused" || state === "unproven";
  return (
    <span className="submission-acts">
      <Button onClick={onClose}>{t("act.close")}</Button>
      {allowed && state === "prepared" && (
        <Button loading={busy} onClick={discard}>
          {t("submission.discard")}
        </Button>
      )}
      {allowed && (state === "sending" || state === "waiting") && (
        <Button loading={busy} onClick={() => decide("stop")}>
          {t("submission.stop")}
        </Button>
      )}
      {allowed && (state === "prepared" || again) && (
        <Button type="primary" loading={busy} disabled={to === undefined} onClick={() => decide("send")}>
          {t(again ? "submission.send-again" : "submission.send")}
        </Button>
      )}
    </span>
  );
}
