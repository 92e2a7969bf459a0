import { App, Button, Form } from "antd";
import { useState } from "react";
import type { ProposalDetail } from "../../../../api/contract/discovery.ts";
import type { InventoryView } from "../../../../api/contract/inventory-edits.ts";
import { send } from "../../data/api-client.ts";
import { acceptProposal, decideProposal, proposal, refreshDiscovery } from "../../data/discovery-resources.ts";
import { inventory } from "../../data/inventory-resources.ts";
import { useQuery } from "../../data/use-query.ts";
import { AskFailure } from "../../discovery/ask-failure.tsx";
import { TaskState } from "../../discovery/task-state.tsx";
import { isUnderWay, useTask } from "../../discovery/use-task.ts";
import { EditProblem } from "../../inventory/edit-problem.tsx";
import { issuesOf } from "../../inventory/refusal.ts";
import { type EditOutcome, refreshInventory } from "../../inventory/use-edit.ts";
import { Link } from "../../parts/link.tsx";
import { PageFrame, Panel } from "../../parts/page.tsx";
import { EmptyState, Loaded } from "../../parts/states.tsx";
import { to } from "../../routes.ts";
import { may } from "../../shell/may.ts";
import { useSession } from "../../shell/session-gate.tsx";
import { useWords } from "../../words/language.tsx";
import { proposalName } from "../discovery/found-table.tsx";
import { assetOf, type EntryFields, EntryForm } from "./entry-form.tsx";
import { FoundPanel } from "./found-panel.tsx";
import { IgnoreDialog } from "./ignore-dialog.tsx";
import { SignalPanel } from "./signal-panel.tsx";
import { signalsOf, useDrafts } from "./use-drafts.ts";
import "../../discovery/discovery.css";
import "../../inventory/inventory.css";

/** What is this device, and how would it stand in the inventory? */
export default function ProposalPage({ id }: { id: string }) {
  const { t } = useWords();
  return (
    <Loaded entry={useQuery(proposal(id))} rows={12}>
      {(detail) => (
        <PageFrame
          title={proposalName(detail)}
          crumbs={[{ to: to.discovery({ enterprise: detail.enterpriseId }), name: t("page.discovery") }]}
        >
          {/* A new look at the device brings other registers, so that what was chosen before starts anew. */}
          <Proposal key={detail.detailAt ?? ""} detail={detail} />
        </PageFrame>
      )}
    </Loaded>
  );
}

function Proposal({ detail }: { detail: ProposalDetail }) {
  const mayAct = may(useSession(), "edit-inventory", detail.enterpriseId);
  const view = useQuery(inventory(detail.enterpriseId)).value;
  const drafts = useDrafts(detail);
  const isOpen = detail.state === "open" && detail.declaredAs === null;
  return (
    <div className="stack">
      {!isOpen && <Decided detail={detail} mayAct={mayAct} />}
      <div className="grid-main-side">
        {isOpen && mayAct && view !== undefined ? (
          <Entry detail={detail} view={view} signals={signalsOf(drafts)} />
        ) : (
          <Look detail={detail} mayAsk={mayAct} />
        )}
        <div className="stack">
          <FoundPanel proposal={detail} />
          {isOpen && mayAct && <Look detail={detail} mayAsk />}
        </div>
      </div>
      {drafts !== undefined && <SignalPanel proposal={detail} drafts={drafts} mayAsk={mayAct} />}
    </div>
  );
}

/** Asks the collector for a look at the device. */
function Look({ detail, mayAsk }: { detail: ProposalDetail; mayAsk: boolean }) {
  const { t } = useWords();
  const { enterpriseId, siteId, collectorId, detailAt, suggestion } = detail;
  const { task, failure, start, end } = useTask(enterpriseId);
  const { url } = suggestion.endpoint;
  return (
    <Panel title={t(detailAt === null ? "proposal.look" : "proposal.look-again")}>
      {detailAt === null && (
        <EmptyState title={t("proposal.look-first")}>
          <p>{t("proposal.look-first-next")}</p>
        </EmptyState>
      )}
      <div className="task-state">
        {mayAsk && (
          <Button
            type={detailAt === null ? "primary" : "default"}
            loading={isUnderWay(task)}
            onClick={() => void start({ siteId, collectorId, work: { kind: "probe", url } })}
          >
            {t(detailAt === null ? "proposal.look" : "proposal.look-again")}
          </Button>
        )}
        {task !== undefined && <TaskState task={task} onEnd={() => void end()} />}
      </div>
      <AskFailure error={failure} />
    </Panel>
  );
}

function Decided({ detail, mayAct }: { detail: ProposalDetail; mayAct: boolean }) {
  const { t } = useWords();
  const { state, decision, declaredAs, enterpriseId, id, version } = detail;
  const [assetId] = declaredAs?.split("/") ?? [];
  const reopen = () =>
    void send("POST", decideProposal(id), { decision: "reopen", version })
      .catch(() => undefined)
      .finally(refreshDiscovery);
  return (
    <div className="task-state" role="status">
      {state === "accepted" && decision !== null && <strong>{t("proposal.was-accepted", { by: decision.by })}</strong>}
      {state === "ignored" && decision !== null && (
        <>
          <strong>{t("proposal.was-ignored", { by: decision.by, reason: decision.reason ?? "" })}</strong>
          <span className="soft">{t("proposal.ignored-note")}</span>
          {mayAct && <Button onClick={reopen}>{t("proposal.reopen")}</Button>}
        </>
      )}
      {declaredAs !== null && assetId !== undefined && (
        <Link to={to.asset(`${enterpriseId}.${assetId}`)}>{t("proposal.declared", { name: declaredAs })}</Link>
      )}
    </div>
  );
}

function Entry({
  detail,
  view,
  signals,
}: {
  detail: ProposalDetail;
  view: InventoryView;
  signals: ReturnType<typeof signalsOf>;
}) {
  const { t } = useWords();
  const { message } = App.useApp();
  const [form] = Form.useForm<EntryFields>();
  const [busy, setBusy] = useState(false);
  const [ignoring, setIgnoring] = useState(false);
  const [outcome, setOutcome] = useState<EditOutcome>();
  const accept = async (fields: EntryFields): Promise<void> => {
    setBusy(true);
    try {
      await send("POST", acceptProposal(detail.id), { version: detail.version, asset: assetOf(fields), signals });
      message.success(t("proposal.accepted"));
    } catch (error) {
      const issues = issuesOf(error);
      setOutcome(issues === null ? { kind: "failed", error } : { kind: "refused", issues });
    } finally {
      setBusy(false);
      refreshDiscovery();
      refreshInventory();
    }
  };
  return (
    <Panel title={t("proposal.entry")} note={t("proposal.entry-note")}>
      <EditProblem outcome={outcome} />
      <EntryForm
        proposal={detail}
        view={view}
        form={form}
        busy={busy}
        onAccept={(fields) => void accept(fields)}
        acts={<Button onClick={() => setIgnoring(true)}>{t("proposal.ignore")}</Button>}
      />
      {ignoring && <IgnoreDialog proposal={detail} onClose={() => setIgnoring(false)} />}
    </Panel>
  );
}
