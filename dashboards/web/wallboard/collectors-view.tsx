import type { EnterpriseSummary } from "../../../api/contract/enterprises.ts";
import { useNow } from "../data/clock.ts";
import { collectors, system } from "../data/resources.ts";
import { useQuery } from "../data/use-query.ts";
import { useWords } from "../words/language.tsx";

const collectorsShown = 4;
const gapsShown = 4;

/** Can silence be believed: collectors, silent assets, and what the monitor cannot see. */
export function CollectorsView({ enterprises }: { enterprises: readonly EnterpriseSummary[] }) {
  const { t, say, format } = useWords();
  const now = useNow();
  const all = useQuery(collectors).value?.items ?? [];
  const spots = useQuery(system).value?.blindSpots ?? [];
  const deadFirst = all.toSorted((one, other) => Number(one.alive) - Number(other.alive));
  const silent = enterprises.filter(({ counts }) => counts.silentAssets > 0);
  return (
    <>
      {all.length === 0 && <p>{t("wall.no-collector")}</p>}
      <ul className="wall-list wall-collectors">
        {deadFirst.slice(0, collectorsShown).map(({ id, alive, lastHeard, status }) => (
          <li key={id} className={alive ? "" : "wall-undeclared"}>
            <strong className="truncate">{id}</strong>
            <span>
              {alive ? `● ${t("collectors.alive")}` : `✕ ${t(lastHeard === null ? "collectors.never" : "collectors.dead")}`}
            </span>
            <span>{lastHeard === null ? t("time.never") : format.age(Date.parse(lastHeard), now)}</span>
            <span>{status !== null && t("wall.spool", { items: format.number(status.spoolItems) })}</span>
          </li>
        ))}
        {all.length > collectorsShown && <li>{t("wall.more", { count: all.length - collectorsShown })}</li>}
      </ul>
      <h2>{t("overview.blind")}</h2>
      <ul className="wall-list">
        {silent.length + spots.length === 0 && <li>{t("overview.blind-none")}</li>}
        {[
          ...silent.map(
            ({ name, counts }) => `${say(name)} · ${t("wall.silent", { silent: counts.silentAssets, assets: counts.assets })}`,
          ),
          ...spots.map(say),
        ]
          .slice(0, gapsShown)
          .map((line) => (
            <li key={line} className="wall-gap">
              {line}
            </li>
          ))}
      </ul>
    </>
  );
}
