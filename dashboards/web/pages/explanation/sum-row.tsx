import { Table } from "antd";
import type { ScoreNodeView } from "../../../../api/contract/scores.ts";
import { type ScoreLine, sumOf } from "../../score/score-lines.ts";
import { useWords } from "../../words/language.tsx";

/** Differences below this come from binary fractions, not from the score. */
const tolerance = 1e-6;

/** The sum of all lines beside the score that they must equal. */
export function SumRow({ root, lines }: { root: ScoreNodeView; lines: readonly ScoreLine[] }) {
  const { t, format } = useWords();
  const sum = sumOf(lines);
  const holds = Math.abs(sum - root.demonstrated) < tolerance;
  const figures = { sum: format.precise(sum), score: format.points(root.demonstrated) };
  return (
    <Table.Summary.Row className="sum-row">
      <Table.Summary.Cell index={0} colSpan={5}>
        <strong>{t("explanation.sum")}</strong>{" "}
        <span className="soft">
          {t("explanation.sum-is", figures)} · {holds ? t("explanation.sum-holds") : t("explanation.sum-differs")}
        </span>
      </Table.Summary.Cell>
      <Table.Summary.Cell index={5} align="right">
        <strong className="sum-points">{figures.sum}</strong>
      </Table.Summary.Cell>
    </Table.Summary.Row>
  );
}
