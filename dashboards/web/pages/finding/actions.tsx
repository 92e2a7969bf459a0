import { App, Button } from "antd";
import { useState } from "react";
import type { FindingDetail } from "../../../../api/contract/findings.ts";
import { may } from "../../shell/may.ts";
import { useSession } from "../../shell/session-gate.tsx";
import { useWords } from "../../words/language.tsx";
import { type Decide, useDecide } from "./use-decide.ts";
import { WaiveDialog } from "./waive-dialog.tsx";

/** What a person may decide about a finding; each act says what it does before it is done. */
export function Actions({ detail }: { detail: FindingDetail }) {
  const { t } = useWords();
  const session = useSession();
  const decide = useDecide(detail);
  const [waiving, setWaiving] = useState(false);
  const allowed = (act: "acknowledge" | "waive" | "reopen") => may(session, act, detail.enterpriseId, detail.siteId);
  const open = detail.status === "open";
  const unresolved = detail.status !== "resolved";
  return (
    <span className="actions">
      {open && allowed("acknowledge") && <ConfirmButton act="acknowledge" version={detail.version} decide={decide} />}
      {unresolved && detail.status !== "waived" && allowed("waive") && (
        <Button onClick={() => setWaiving(true)}>{t("finding.waive")}</Button>
      )}
      {unresolved && !open && allowed("reopen") && <ConfirmButton act="reopen" version={detail.version} decide={decide} />}
      <WaiveDialog open={waiving} detail={detail} decide={decide} onClose={() => setWaiving(false)} />
    </span>
  );
}

function ConfirmButton({ act, version, decide }: { act: "acknowledge" | "reopen"; version: number; decide: Decide }) {
  const { t } = useWords();
  const { modal } = App.useApp();
  const done = t(act === "acknowledge" ? "finding.acknowledged" : "finding.reopened");
  const ask = () =>
    modal.confirm({
      title: t(`finding.${act}-title`),
      content: t(`finding.${act}-what`),
      okText: t(`finding.${act}`),
      cancelText: t("act.cancel"),
      onOk: () => decide({ action: act, version }, done),
    });
  return (
    <Button type={act === "acknowledge" ? "primary" : "default"} onClick={ask}>
      {t(`finding.${act}`)}
    </Button>
  );
}
