import "./rows.css";
import type { RepairView } from "../../../api/contract/scores.ts";
import { to } from "../routes.ts";
import { useWords } from "../words/language.tsx";
import { Link } from "./link.tsx";
import { SeverityMark } from "./marks.tsx";

/** One repair: what, where, and what the score gains by it. */
export function RepairRow({ repair, where }: { repair: RepairView; where?: string }) {
  const { t, say, sayTitle } = useWords();
  const title = sayTitle(repair.title);
  return (
    <li className="repair">
      <div className="repair-what">
        {repair.findingId === null ? title : <Link to={to.finding(repair.findingId)}>{title}</Link>}
        <div className="repair-where">
          <SeverityMark severity={repair.severity} />
          <span className="truncate">
            {repair.assetName === null ? t("word.enterprise-itself") : say(repair.assetName)}
            {where !== undefined && ` · ${where}`}
          </span>
        </div>
      </div>
      <Gain repair={repair} />
    </li>
  );
}

function Gain({ repair }: { repair: RepairView }) {
  const { t, format } = useWords();
  const together = repair.together > 1;
  return (
    <div className="gain">
      <div>
        <span className="gain-label">{t("gain.col-alone")}</span>
        <strong className={repair.gainAlone > 0.05 ? "" : "faint"}>{format.signed(repair.gainAlone)}</strong>
      </div>
      {together && (
        <div title={t("gain.together", { points: format.signed(repair.gainTogether), count: repair.together })}>
          <span className="gain-label">
            {t("gain.col-together")} ×{repair.together}
          </span>
          <strong>{format.signed(repair.gainTogether)}</strong>
        </div>
      )}
    </div>
  );
}
