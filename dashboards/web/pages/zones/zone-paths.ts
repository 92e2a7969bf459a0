import type { AssetSummary } from "../../../../api/contract/assets.ts";
import type { VerdictView } from "../../../../api/contract/common.ts";
import type { EnterpriseDetail } from "../../../../api/contract/enterprises.ts";

export type Site = EnterpriseDetail["sites"][number];
type Member = Pick<AssetSummary, "id" | "name" | "zone" | "protocols" | "lastSeen">;
type ZoneVerdict = Pick<VerdictView, "assetId" | "status">;

/** `used`: declared and seen open; `declared`: declared, nothing seen; `undeclared`: seen open though nobody declared it. */
export type PathKind = "used" | "declared" | "undeclared";

export interface ZonePath {
  readonly key: string;
  readonly from: string;
  readonly to: string;
  readonly kind: PathKind;
  readonly protocols: readonly string[];
  /** The declared conduits that it runs through. */
  readonly conduits: readonly string[];
  readonly secured: boolean;
  /** Assets that answered over it. */
  readonly assets: readonly Member[];
}

export interface ZoneBox {
  readonly id: string;
  readonly assets: number;
  /** Assets of the zone that were never heard from. */
  readonly silent: number;
  /** Collectors that look from here. */
  readonly collectors: readonly string[];
}

export interface ZoneMap {
  readonly zones: readonly ZoneBox[];
  readonly paths: readonly ZonePath[];
  readonly withoutZone: readonly Member[];
  /** Collectors whose zone the inventory does not say: paths from them cannot be told. */
  readonly unplacedCollectors: readonly string[];
  /** Assets whose path from another zone was judged. */
  readonly judged: number;
  /** Assets with a zone whose path could not be judged. */
  readonly unjudged: number;
}

/** The zones of a site with the paths that were declared and those that the collectors proved to be open. */
export function zoneMap(site: Site, assets: readonly Member[], verdicts: readonly ZoneVerdict[]): ZoneMap {
  const status = new Map(verdicts.map((verdict) => [verdict.assetId, verdict.status]));
  const reached = assets.filter(({ id }) => status.get(id) === "fail" || status.get(id) === "pass");
  const vantages = [...new Set(site.collectors.flatMap(({ zone }) => zone ?? []))];
  const crossings = vantages.flatMap((from) => reached.flatMap((asset) => crossingsOf(from, asset)));
  return {
    zones: site.zones.map(({ id }) => boxOf(id, site, assets)),
    paths: [...declaredPaths(site, crossings), ...undeclaredPaths(site, crossings)],
    withoutZone: assets.filter(({ zone }) => zone === null),
    unplacedCollectors: site.collectors.filter(({ zone }) => zone === null).map(({ id }) => id),
    judged: reached.length,
    unjudged: assets.filter(({ id, zone }) => zone !== null && status.get(id) === "unknown").length,
  };
}

function boxOf(id: string, site: Site, assets: readonly Member[]): ZoneBox {
  const inside = assets.filter(({ zone }) => zone === id);
  return {
    id,
    assets: inside.length,
    silent: inside.filter(({ lastSeen }) => lastSeen === null).length,
    collectors: site.collectors.filter(({ zone }) => zone === id).map((collector) => collector.id),
  };
}

interface Crossing {
  readonly from: string;
  readonly to: string;
  readonly protocol: string;
  readonly asset: Member;
}

function crossingsOf(from: string, asset: Member): readonly Crossing[] {
  const { zone: to, protocols } = asset;
  return to === null || to === from ? [] : protocols.map((protocol) => ({ from, to, protocol, asset }));
}

type Conduit = Site["conduits"][number];

/** A conduit holds one way, as the check takes it. */
const carries = ({ from, to, protocols }: Conduit, crossing: Crossing) =>
  from === crossing.from && to === crossing.to && protocols.includes(crossing.protocol);

function declaredPaths({ conduits }: Site, crossings: readonly Crossing[]): readonly ZonePath[] {
  return conduits.map((conduit) => {
    const assets = distinct(crossings.filter((crossing) => carries(conduit, crossing)));
    const { id, from, to, protocols, secured } = conduit;
    return { key: id, from, to, kind: assets.length > 0 ? "used" : "declared", protocols, conduits: [id], secured, assets };
  });
}

function undeclaredPaths({ conduits }: Site, crossings: readonly Crossing[]): readonly ZonePath[] {
  const trespasses = crossings.filter((crossing) => !conduits.some((conduit) => carries(conduit, crossing)));
  return [...Map.groupBy(trespasses, ({ from, to }) => JSON.stringify([from, to]))].flatMap(([key, group]) => {
    const [first] = group;
    if (first === undefined) return [];
    const protocols = [...new Set(group.map(({ protocol }) => protocol))];
    const { from, to } = first;
    return [{ key, from, to, kind: "undeclared", protocols, conduits: [], secured: false, assets: distinct(group) } as const];
  });
}

function distinct(crossings: readonly Crossing[]): readonly Member[] {
  return [...new Map(crossings.map(({ asset }) => [asset.id, asset])).values()];
}
