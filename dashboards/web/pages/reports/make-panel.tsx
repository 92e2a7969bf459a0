import { App, Button, Segmented, Select } from "antd";
import { useState } from "react";
import type { EnterpriseSummary } from "../../../../api/contract/enterprises.ts";
import { type Language, languages } from "../../../../model/language.ts";
import { type ReportKind, reportKinds } from "../../../../model/report.ts";
import { send } from "../../data/api-client.ts";
import { classification, ledger, matrix } from "../../data/compliance-resources.ts";
import { newReport, refreshReports } from "../../data/report-resources.ts";
import { score } from "../../data/resources.ts";
import { useQuery } from "../../data/use-query.ts";
import { Link } from "../../parts/link.tsx";
import { Panel } from "../../parts/page.tsx";
import { useAct } from "../../parts/use-act.ts";
import { to } from "../../routes.ts";
import { ScoreBar } from "../../score/score-bar.tsx";
import { may } from "../../shell/may.ts";
import { useSession } from "../../shell/session-gate.tsx";
import { useWords } from "../../words/language.tsx";
import { handInParts } from "../compliance/hand-in/hand-in-gaps.ts";

/** Choose a report and see what it would lack, before it is made. */
export function MakePanel({ enterprise, catalogId }: { enterprise: EnterpriseSummary; catalogId: string }) {
  const { t, language: spoken } = useWords();
  const { message } = App.useApp();
  const { busy, act } = useAct();
  const [kind, setKind] = useState<ReportKind>("self-assessment");
  const [language, setLanguage] = useState<Language>(spoken);
  const allowed = may(useSession(), "report", enterprise.id);
  const make = () =>
    act(async () => {
      await send("POST", newReport(enterprise.id), { kind, language, catalogId });
      refreshReports();
      message.success(t("report.asked"));
    });
  return (
    <Panel title={t("report.make")} note={t("report.make-note")}>
      <div className="report-make">
        <Select
          aria-label={t("report.kind")}
          value={kind}
          onChange={setKind}
          style={{ minWidth: 320 }}
          options={reportKinds.map((one) => ({ value: one, label: t(`report.kind-${one}`) }))}
        />
        <Segmented
          aria-label={t("report.language")}
          value={language}
          onChange={setLanguage}
          options={languages.map((one) => ({ value: one, label: t(`report.language-${one}`) }))}
        />
        <Button type="primary" loading={busy} disabled={!allowed} onClick={make}>
          {t("report.make-act")}
        </Button>
      </div>
      {!allowed && <p className="soft">{t("report.no-role")}</p>}
      {enterprise.simulated && <p className="soft">{t("hand-in.simulated")}</p>}
      <Standing enterpriseId={enterprise.id} catalogId={catalogId} />
      <Lacking enterpriseId={enterprise.id} catalogId={catalogId} />
    </Panel>
  );
}

function Standing({ enterpriseId, catalogId }: { enterpriseId: string; catalogId: string }) {
  const { t, format } = useWords();
  const root = useQuery(score(enterpriseId, catalogId)).value?.root ?? null;
  if (root === null) return <p className="soft">{t("enterprise.no-score")}</p>;
  return (
    <div className="report-standing">
      <p>
        {t("word.demonstrated")} <strong>{format.points(root.demonstrated)}</strong> · {t("word.potential")}{" "}
        <strong>{format.points(root.potential)}</strong> · {t("report.unknown-share")}{" "}
        <strong>{format.percent(root.coverage === null ? null : 100 - root.coverage)}</strong>
      </p>
      <ScoreBar score={{ ...root, capAt: root.cap?.at ?? null }} size="head" />
    </div>
  );
}

/** What would be printed as unknown or left blank, part by part. */
function Lacking({ enterpriseId, catalogId }: { enterpriseId: string; catalogId: string }) {
  const { t } = useWords();
  const standing = useQuery(matrix(enterpriseId, catalogId)).value;
  const book = useQuery(ledger(enterpriseId)).value;
  const facts = useQuery(classification(enterpriseId)).value;
  if (standing === undefined || book === undefined || facts === undefined) return null;
  const parts = handInParts(enterpriseId, { matrix: standing, ledger: book.items, classification: facts });
  const lacking = parts.filter(({ gaps }) => gaps.length > 0);
  if (lacking.length === 0) return <p className="soft">{t("hand-in.whole")}</p>;
  return (
    <>
      <p>
        {t("report.lacks")}{" "}
        <Link to={to.compliance({ enterprise: enterpriseId, view: "hand-in", catalog: catalogId })} className="inline-link">
          {t("report.lacks-where")}
        </Link>
      </p>
      <ul className="report-lacks">
        {lacking.map(({ section, of, gaps }) => (
          <li key={section}>
            {t(`hand-in.section-${section}`)} <strong>{t("report.lacks-count", { missing: gaps.length, of })}</strong>
          </li>
        ))}
      </ul>
    </>
  );
}
