import { Button, Progress } from "antd";
import { useEffect } from "react";
import type { ReportJobView } from "../../../../api/contract/reports.ts";
import { second } from "../../../../model/instant.ts";
import { isJobOver, reportSteps } from "../../../../model/report-version.ts";
import { send } from "../../data/api-client.ts";
import { refreshReportJobs, refreshReports, reportJob, reportJobs } from "../../data/report-resources.ts";
import { useQuery } from "../../data/use-query.ts";
import { Link } from "../../parts/link.tsx";
import { Panel } from "../../parts/page.tsx";
import { Moment } from "../../parts/time.tsx";
import { useAct } from "../../parts/use-act.ts";
import { to } from "../../routes.ts";
import { may } from "../../shell/may.ts";
import { useSession } from "../../shell/session-gate.tsx";
import { useWords } from "../../words/language.tsx";

const lookEvery = 0.7 * second;
const shownAtMost = 5;

/** What is being made, step by step, and how the last ones ended. */
export function JobList({ enterpriseId }: { enterpriseId: string }) {
  const { t } = useWords();
  const jobs = useQuery(reportJobs(enterpriseId)).value?.items ?? [];
  useLook(
    enterpriseId,
    jobs.some((job) => !isJobOver(job)),
  );
  if (jobs.length === 0) return null;
  return (
    <Panel title={t("report.jobs")} className="no-print" flush>
      <ul className="list">
        {jobs.slice(0, shownAtMost).map((job) => (
          <Job key={job.id} job={job} />
        ))}
      </ul>
    </Panel>
  );
}

/** Looks again while something is made, and at the reports once it has ended. */
function useLook(enterpriseId: string, underWay: boolean): void {
  useEffect(() => {
    if (!underWay) return;
    const timer = setInterval(() => refreshReportJobs(enterpriseId), lookEvery);
    return () => {
      clearInterval(timer);
      refreshReports();
    };
  }, [enterpriseId, underWay]);
}

function Job({ job }: { job: ReportJobView }) {
  const { t } = useWords();
  return (
    <li className="report-job">
      <div>
        <strong>{t(`report.kind-${job.kind}`)}</strong> · {t(`report.language-${job.language}`)}
        <div className="soft">
          {job.by} · <Moment at={job.askedAt} />
        </div>
      </div>
      <Outcome job={job} />
    </li>
  );
}

function Outcome({ job }: { job: ReportJobView }) {
  const { t } = useWords();
  const { busy, act } = useAct();
  const allowed = may(useSession(), "report", job.enterpriseId);
  if (isJobOver(job)) {
    return (
      <p className="report-job-end">
        {t(`report.job-${job.state}`)}
        {job.failure !== null && <span>: {job.failure.message}</span>}
        {job.reportId !== null && (
          <Link to={to.report(job.reportId)} className="inline-link">
            {t("report.open")}
          </Link>
        )}
      </p>
    );
  }
  const cancel = () =>
    act(async () => {
      await send("DELETE", reportJob(job.enterpriseId, job.id));
      refreshReports();
    });
  const done = job.step === null ? 0 : reportSteps.indexOf(job.step);
  const words = job.step === null ? t("report.job-waiting") : t(`report.step-${job.step}`);
  return (
    <div className="report-job-progress" role="status">
      <span>{t("report.progress", { step: words, done, of: reportSteps.length })}</span>
      <Progress percent={Math.round((done / reportSteps.length) * 100)} size="small" showInfo={false} aria-label={words} />
      {allowed && (
        <Button size="small" loading={busy} onClick={cancel}>
          {t("report.cancel")}
        </Button>
      )}
    </div>
  );
}
