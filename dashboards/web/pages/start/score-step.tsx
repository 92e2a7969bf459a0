import { Button } from "antd";
import type { EnterpriseSummary } from "../../../../api/contract/enterprises.ts";
import { Link } from "../../parts/link.tsx";
import { navigate } from "../../router.ts";
import { to } from "../../routes.ts";
import { ScoreBar, ScoreLegend, useScoreLabel } from "../../score/score-bar.tsx";
import { figuresOf } from "../../score/score-figures.tsx";
import { useWords } from "../../words/language.tsx";

/** The first score, what it means, and where to go on. */
export function ScoreStep({ enterprise }: { enterprise: EnterpriseSummary }) {
  const { t } = useWords();
  const figures = figuresOf(enterprise.score);
  const label = useScoreLabel(figures);
  return (
    <div className="start-choice">
      <ScoreBar score={figures} size="head" />
      <ScoreLegend />
      <p role="status">{label}</p>
      <p className="soft">{t("start.score-what")}</p>
      <div className="form-foot">
        <Button type="primary" onClick={() => navigate(to.enterprise(enterprise.id))}>
          {t("start.to-enterprise")}
        </Button>
        <Link to={to.assets({ enterprise: enterprise.id })}>{t("start.to-assets")}</Link>
        <Link to={to.inventory(enterprise.id)}>{t("start.to-inventory")}</Link>
      </div>
    </div>
  );
}
