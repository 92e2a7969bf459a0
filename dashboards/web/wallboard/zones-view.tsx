import { useMemo } from "react";
import { assets, enterprise, verdictsOf } from "../data/resources.ts";
import { useQuery } from "../data/use-query.ts";
import { protocolName } from "../pages/assets/protocol-name.ts";
import { drawMap, type Measures } from "../pages/zones/map-geometry.ts";
import { type Site, type ZoneMap, zoneMap } from "../pages/zones/zone-paths.ts";
import { useWords } from "../words/language.tsx";

const check = "net.zone-crossing";
/** Room for the drawing, and what a zone may take of it, in units of the smallest text. */
const room = 50;
const widest = 10;
const undeclaredShown = 4;

/** Zones of an enterprise's site that has the most undeclared paths, these in red dashes. */
export function ZonesView({ id }: { id: string }) {
  const { t, say } = useWords();
  const entry = useQuery(enterprise(id));
  const known = useQuery(assets({ enterprise: id })).value?.items;
  const verdicts = useQuery(verdictsOf(id, check)).value?.items;
  const sites = entry.value?.sites;
  const worst = useMemo(() => {
    const maps = (sites ?? []).map((site) => ({
      site,
      map: zoneMap(
        site,
        (known ?? []).filter((asset) => asset.site === site.id),
        verdicts ?? [],
      ),
    }));
    return maps.toSorted((one, other) => undeclared(other.map).length - undeclared(one.map).length)[0];
  }, [sites, known, verdicts]);
  if (worst === undefined || known === undefined || verdicts === undefined)
    return <p className="wall-empty">{t("wall.loading")}</p>;
  if (worst.map.zones.length === 0) return <p className="wall-empty">{t("wall.no-zone")}</p>;
  return (
    <>
      <p className="wall-soft">{say(worst.site.name)}</p>
      <Drawing {...worst} />
      <Undeclared {...worst} />
    </>
  );
}

const undeclared = ({ paths }: ZoneMap) => paths.filter(({ kind }) => kind === "undeclared");

function measuresFor(zones: number): Measures {
  const width = Math.min(widest, (room * 0.7) / zones);
  return { width, height: 4.6, gap: Math.min(6, (room * 0.28) / zones), level: 1.1, margin: 0.5, portGap: 0.7, labelMargin: 0 };
}

function useZoneName({ zones }: Site): (id: string) => string {
  const { say } = useWords();
  return (id) => {
    const zone = zones.find((one) => one.id === id);
    return zone === undefined ? id : say(zone.name);
  };
}

function Drawing({ site, map }: { site: Site; map: ZoneMap }) {
  const { t, say } = useWords();
  const zoneName = useZoneName(site);
  const measures = measuresFor(map.zones.length);
  const { width, height, boxes, paths } = drawMap(map, measures);
  const size = { width: `${width}rem`, height: `${height}rem` };
  return (
    <div className="wall-map" style={size}>
      <svg style={size} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={t("zones.drawing", { site: say(site.name) })}>
        {paths.map(({ path: { key, kind }, line }) => (
          <path key={key} d={line} className={`wall-path wall-path-${kind}`} />
        ))}
      </svg>
      {boxes.map(({ id, x, y }) => (
        <div
          key={id}
          className="wall-zone"
          style={{ left: `${x}rem`, top: `${y}rem`, width: `${measures.width}rem`, height: `${measures.height}rem` }}
        >
          <strong>{zoneName(id)}</strong>
          <span>{map.zones.find((zone) => zone.id === id)?.assets ?? 0}</span>
        </div>
      ))}
    </div>
  );
}

function Undeclared({ site, map }: { site: Site; map: ZoneMap }) {
  const { t } = useWords();
  const zoneName = useZoneName(site);
  const found = undeclared(map);
  if (found.length === 0)
    return <p className="wall-paths">{map.judged === 0 ? t("zones.answer-unknown") : t("wall.no-undeclared")}</p>;
  return (
    <ul className="wall-list wall-paths">
      {found.slice(0, undeclaredShown).map(({ key, from, to, protocols, assets: seen }) => (
        <li key={key} className="wall-undeclared truncate">
          ✕ {t("zones.undeclared")} · {zoneName(from)} → {zoneName(to)} ·{" "}
          {protocols.map((protocol) => protocolName(protocol, t)).join(", ")} · {t("zones.seen", { count: seen.length })}
        </li>
      ))}
      {found.length > undeclaredShown && <li>{t("wall.more", { count: found.length - undeclaredShown })}</li>}
    </ul>
  );
}
