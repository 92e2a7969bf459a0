import type { Bilingual } from "../../../../model/language.ts";
import type { ReportDocument } from "../../../../model/report.ts";

/** What things are called in a masked copy; the same thing has the same name everywhere in it. */
export interface Naming {
  readonly site: (id: string) => string;
  readonly zone: (id: string) => string;
  readonly asset: (id: string) => string;
  readonly endpoint: (id: string) => string;
  readonly siteName: (id: string) => Bilingual;
  readonly zoneName: (id: string) => Bilingual;
  readonly assetName: (id: string) => Bilingual;
}

const itself = (id: string): string => id;
const asBoth = (id: string): Bilingual => ({ "zh-CN": id, en: id });

/** Everything by its own id. */
export const ownNames: Naming = {
  site: itself,
  zone: itself,
  asset: itself,
  endpoint: itself,
  siteName: asBoth,
  zoneName: asBoth,
  assetName: asBoth,
};

/** Numbers in the place of names, in the order in which the report has the things. */
export function maskedNames(report: ReportDocument): Naming {
  const { sites, assets } = report.inventory;
  const mentioned = [report.verdicts, report.findings, report.evidence].flatMap((list) => list.map(({ assetId }) => assetId));
  const assetIds = [...assets.map(({ id }) => id), ...mentioned.filter((id) => id !== null), ...Object.keys(report.sheet.assets)];
  const site = numbered(sites.map(({ id }) => id));
  const zone = numbered(sites.flatMap(({ zones }) => zones.map(({ id }) => id)));
  const asset = numbered(assetIds);
  const endpoint = numbered(assets.flatMap(({ endpoints }) => endpoints.map(({ id }) => id)));
  return {
    site: (id) => `site-${site(id)}`,
    zone: (id) => `zone-${zone(id)}`,
    asset: (id) => `asset-${asset(id)}`,
    endpoint: (id) => `endpoint-${endpoint(id)}`,
    siteName: (id) => ({ "zh-CN": `厂区 ${site(id)}`, en: `Site ${site(id)}` }),
    zoneName: (id) => ({ "zh-CN": `区域 ${zone(id)}`, en: `Zone ${zone(id)}` }),
    assetName: (id) => ({ "zh-CN": `资产 ${asset(id)}`, en: `Asset ${asset(id)}` }),
  };
}

/** The place of each id among the different ones; what is not among them comes behind. */
function numbered(ids: readonly string[]): (id: string) => number {
  const places = new Map([...new Set(ids)].map((id, index) => [id, index + 1]));
  return (id) => {
    const known = places.get(id) ?? places.size + 1;
    places.set(id, known);
    return known;
  };
}
