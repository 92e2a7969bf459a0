import { Button, type TableProps } from "antd";
import type { Duty } from "../../../../../api/contract/duties.ts";
import type { CsvColumn } from "../../../../../model/csv/to-csv.ts";
import { Due } from "../../../parts/due.tsx";
import { Link } from "../../../parts/link.tsx";
import { to } from "../../../routes.ts";
import { shortId } from "../../../score/node-names.ts";
import { may } from "../../../shell/may.ts";
import { useSession } from "../../../shell/session-gate.tsx";
import { useWords } from "../../../words/language.tsx";

export function useDutyColumns(enterpriseId: string, retire: (duty: Duty) => void): NonNullable<TableProps<Duty>["columns"]> {
  const { t, say, sayTitle } = useWords();
  return [
    { title: t("word.kind"), key: "kind", width: 128, render: (_, { kind }) => <span className="tag">{t(`duty.${kind}`)}</span> },
    {
      title: t("word.what"),
      key: "title",
      ellipsis: true,
      render: (_, duty) => {
        const target = addressOf(duty, enterpriseId);
        const title = sayTitle(duty.title);
        return (
          <span title={title}>
            {duty.objectiveId !== null && <span className="part-id">{shortId(duty.objectiveId)}</span>}
            {target === undefined ? title : <Link to={target}>{title}</Link>}
          </span>
        );
      },
    },
    {
      title: t("work.col-subject"),
      key: "subject",
      width: 220,
      ellipsis: true,
      render: (_, { document, assetName, backing }) => (
        <>
          {document !== null ? say(document) : assetName !== null && say(assetName)}
          {backing !== null && backing !== "none" && <span className="soft"> · {t(`backing.${backing}`)}</span>}
        </>
      ),
    },
    {
      title: t("ledger.assignee"),
      key: "assignee",
      width: 170,
      ellipsis: true,
      sorter: (one, other) => (one.assignee ?? "").localeCompare(other.assignee ?? ""),
      render: (_, { assignee }) => assignee ?? <span className="faint">{t("work.nobody")}</span>,
    },
    {
      title: t("work.col-due"),
      key: "due",
      width: 168,
      sorter: (one, other) => dueOf(one) - dueOf(other),
      render: (_, { dueAt, overdue }) => <Due at={dueAt} overdue={overdue} />,
    },
    { title: "", key: "act", width: 112, align: "right", render: (_, duty) => <Act {...{ duty, enterpriseId, retire }} /> },
  ];
}

function dueOf({ dueAt }: Duty): number {
  return dueAt === null ? Number.MAX_SAFE_INTEGER : Date.parse(dueAt);
}

/** Where a duty is seen to. */
function addressOf({ kind, objectiveId, attestationId, findingId }: Duty, enterpriseId: string): string | undefined {
  if (findingId !== null) return to.finding(findingId);
  if (objectiveId !== null) return to.objective(enterpriseId, objectiveId);
  if (attestationId !== null) return to.attestation(attestationId);
  return kind === "retirement" ? undefined : to.compliance({ enterprise: enterpriseId });
}

/** Who takes the next step; a review is told apart by the centre. */
const actOf = {
  claim: "claim",
  renewal: "claim",
  scope: "claim",
  retirement: "claim",
  rectification: "acknowledge",
  waiver: "acknowledge",
} as const;

/** The next step for those who may take it. */
function Act({ duty, enterpriseId, retire }: { duty: Duty; enterpriseId: string; retire: (duty: Duty) => void }) {
  const { t } = useWords();
  const session = useSession();
  const mayAct = duty.kind === "review" ? duty.mayReview : may(session, actOf[duty.kind], enterpriseId);
  if (!mayAct) return null;
  if (duty.kind === "retirement") {
    return (
      <Button size="small" onClick={() => retire(duty)}>
        {t("duty.act-retirement")}
      </Button>
    );
  }
  const target = addressOf(duty, enterpriseId);
  return target === undefined ? null : <Link to={target}>{t(`duty.act-${duty.kind}`)}</Link>;
}

export function useDutyCsv(): readonly CsvColumn<Duty>[] {
  const { t, say } = useWords();
  return [
    { title: t("word.kind"), value: ({ kind }) => t(`duty.${kind}`) },
    { title: t("word.objective"), value: ({ objectiveId }) => objectiveId },
    { title: t("word.what"), value: ({ title }) => say(title) },
    { title: t("claim.documents"), value: ({ document }) => document && say(document) },
    { title: t("word.asset"), value: ({ assetId }) => assetId },
    { title: t("word.status"), value: ({ backing }) => backing && t(`backing.${backing}`) },
    { title: t("ledger.assignee"), value: ({ assignee }) => assignee },
    { title: t("work.col-due"), value: ({ dueAt }) => dueAt },
    { title: t("ledger-state.overdue"), value: ({ overdue }) => (overdue ? t("ledger-state.overdue") : null) },
  ];
}
