import { advisories } from "../../data/advisory-resources.ts";
import { useQuery } from "../../data/use-query.ts";
import { Link } from "../../parts/link.tsx";
import { Panel } from "../../parts/page.tsx";
import { to } from "../../routes.ts";
import { useWords } from "../../words/language.tsx";
import { ExploitedMark, ScoreMark } from "../advisories/advisory-marks.tsx";

/** Advisories that possibly concern the asset; nothing where there are none, since the verdicts say why. */
export function PossibleAdvisories({ assetId }: { assetId: string }) {
  const { t } = useWords();
  const items = useQuery(advisories(assetId)).value?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Panel title={t("advisories.asset-title")} note={t("advisories.possible-note")}>
      <ul className="list">
        {items.map(({ id, trackingId, title, cves, score, exploited }) => (
          <li key={id}>
            <Link to={to.advisory(id)}>
              <code>{trackingId}</code> {title}
            </Link>{" "}
            <ScoreMark score={score} /> <ExploitedMark exploited={exploited} />
            <div className="soft">{cves.slice(0, 8).join(", ")}</div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
