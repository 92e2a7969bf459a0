import type { EnterpriseSummary } from "../../../../api/contract/enterprises.ts";
import { Link } from "../../parts/link.tsx";
import { Panel } from "../../parts/page.tsx";
import { EmptyState } from "../../parts/states.tsx";
import { to } from "../../routes.ts";
import { useSystem } from "../../shell/use-system.ts";
import { useWords } from "../../words/language.tsx";

/** What the monitor cannot see: its own blind spots and assets that are silent. */
export function BlindSpots({ enterprises }: { enterprises: readonly EnterpriseSummary[] }) {
  const { t, say } = useWords();
  const spots = useSystem().value?.blindSpots ?? [];
  const silent = enterprises.filter(({ counts }) => counts.silentAssets > 0);
  return (
    <Panel title={t("overview.blind")} flush>
      {spots.length + silent.length === 0 && <EmptyState title={t("overview.blind-none")} />}
      <ul className="list">
        {silent.map(({ id, name, counts }) => (
          <li key={id}>
            <Link to={to.assets({ enterprise: id, state: "silent" })}>
              {t("overview.blind-silent", { enterprise: say(name), silent: counts.silentAssets })}
            </Link>
          </li>
        ))}
        {spots.map((spot) => (
          <li key={spot.en}>{say(spot)}</li>
        ))}
      </ul>
    </Panel>
  );
}
