import { useMemo } from "react";
import type { AssetSummary } from "../../../../api/contract/assets.ts";
import type { VerdictView } from "../../../../api/contract/common.ts";
import type { FindingView } from "../../../../api/contract/findings.ts";
import { assets, enterprise, findings, verdictsOf } from "../../data/resources.ts";
import { useQuery } from "../../data/use-query.ts";
import { ChosenEnterprise } from "../../parts/chosen-enterprise.tsx";
import { ExportButton } from "../../parts/export-button.tsx";
import { Link } from "../../parts/link.tsx";
import { Panel } from "../../parts/page.tsx";
import { EmptyState, Loaded } from "../../parts/states.tsx";
import { to } from "../../routes.ts";
import { useWords } from "../../words/language.tsx";
import { isUnresolved } from "../findings/finding-filter.ts";
import { PathTable, undeclaredFirst, usePathCsv } from "./path-table.tsx";
import { ZoneDrawing } from "./zone-drawing.tsx";
import { type Site, type ZoneMap, zoneMap } from "./zone-paths.ts";
import "./zones.css";

const check = "net.zone-crossing";

/** Which paths exist that should not? */
export default function ZonesPage() {
  const { t } = useWords();
  return (
    <ChosenEnterprise title={t("page.zones")} aside={({ id }) => <Inventory id={id} />}>
      {({ id }) => <Enterprise id={id} />}
    </ChosenEnterprise>
  );
}

function Inventory({ id }: { id: string }) {
  const { t } = useWords();
  return (
    <span className="push">
      <Link to={to.inventory(id)}>{t("zones.edit")}</Link>
    </span>
  );
}

function Enterprise({ id }: { id: string }) {
  const entry = useQuery(enterprise(id));
  const known = useQuery(assets({ enterprise: id }));
  const verdicts = useQuery(verdictsOf(id, check));
  const found = useQuery(findings({ enterprise: id })).value?.items;
  const open = useMemo(() => (found ?? []).filter((finding) => finding.checkId === check && isUnresolved(finding)), [found]);
  return (
    <Loaded entry={entry} rows={10}>
      {({ sites }) => (
        <Loaded entry={known} rows={10}>
          {(all) => (
            <Loaded entry={verdicts} rows={10}>
              {(judged) => (
                <div className="stack">
                  {sites.map((site) => (
                    <SiteMap key={site.id} site={site} assets={all.items} verdicts={judged.items} findings={open} />
                  ))}
                </div>
              )}
            </Loaded>
          )}
        </Loaded>
      )}
    </Loaded>
  );
}

function SiteMap({
  site,
  assets: all,
  verdicts,
  findings: open,
}: {
  site: Site;
  assets: readonly AssetSummary[];
  verdicts: readonly VerdictView[];
  findings: readonly FindingView[];
}) {
  const { t, say } = useWords();
  const map = useMemo(
    () =>
      zoneMap(
        site,
        all.filter((asset) => asset.site === site.id),
        verdicts,
      ),
    [site, all, verdicts],
  );
  const zoneName = (id: string) => {
    const zone = site.zones.find((one) => one.id === id);
    return zone === undefined ? id : say(zone.name);
  };
  return (
    <Panel
      title={say(site.name)}
      note={<Answer map={map} />}
      aside={<ExportButton name={`paths-${site.id}`} columns={usePathCsv(zoneName)} rows={undeclaredFirst(map.paths)} />}
      flush
    >
      {site.zones.length === 0 ? (
        <EmptyState title={t("zones.no-zone")}>
          <p>{t("zones.no-zone-next")}</p>
        </EmptyState>
      ) : (
        <>
          <ZoneDrawing map={map} zoneName={zoneName} label={t("zones.drawing", { site: say(site.name) })} />
          <Legend />
          <Gaps map={map} />
          <PathTable paths={map.paths} zoneName={zoneName} findings={open} />
        </>
      )}
    </Panel>
  );
}

/** The page's answer in words. */
function Answer({ map: { zones, paths, judged, unjudged } }: { map: ZoneMap }) {
  const { t } = useWords();
  const undeclared = paths.filter(({ kind }) => kind === "undeclared").length;
  if (undeclared > 0) return <strong className="zone-answer">✕ {t("zones.answer-undeclared", { count: undeclared })}</strong>;
  if (zones.length === 0 || (judged === 0 && unjudged > 0)) return <span className="missing">{t("zones.answer-unknown")}</span>;
  return t("zones.answer-none");
}

function Legend() {
  const { t } = useWords();
  return (
    <ul className="zone-legend">
      {(["used", "declared", "undeclared"] as const).map((kind) => (
        <li key={kind}>
          <svg width="36" height="10" aria-hidden="true">
            <path d="M0 5H36" className={`zone-path zone-path-${kind}`} />
          </svg>
          {t(`zones.legend-${kind}`)}
        </li>
      ))}
    </ul>
  );
}

/** What the drawing cannot show, so that nobody takes its silence for proof. */
function Gaps({ map: { withoutZone, unplacedCollectors, unjudged } }: { map: ZoneMap }) {
  const { t, say, language } = useWords();
  const names = new Intl.ListFormat(language).format(withoutZone.slice(0, 5).map(({ name }) => say(name)));
  const gaps = [
    ...(withoutZone.length === 0 ? [] : [t("zones.gap-zone", { count: withoutZone.length, names })]),
    ...(unplacedCollectors.length === 0 ? [] : [t("zones.gap-collector", { ids: unplacedCollectors.join(", ") })]),
    ...(unjudged === 0 ? [] : [t("zones.gap-unjudged", { count: unjudged })]),
  ];
  return (
    <ul className="zone-gaps">
      {[...gaps, t("zones.gap-always")].map((gap) => (
        <li key={gap}>{gap}</li>
      ))}
    </ul>
  );
}
