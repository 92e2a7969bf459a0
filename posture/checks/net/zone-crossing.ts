import { endsOf } from "../../../model/discovery/sighting.ts";
import type { Site } from "../../../model/inventory/inventory.ts";
import { message } from "../../../model/messages/index.ts";
import type { Endpoint } from "../../../model/protocols/index.ts";
import { type AssetContext, type CheckResult, defineAssetCheck } from "../define.ts";
import { fail, iec62443, notApplicable, pass, seen, unknown } from "../results.ts";
import { zoneName } from "../zone-name.ts";
import { crossingsSeen } from "./seen-by-others.ts";

/** Judges what a collector of another zone reached by the conduits that the plant declared. */
export const zoneCrossing = defineAssetCheck({
  id: "net.zone-crossing",
  severity: "high",
  effort: 2,
  text: {
    title: {
      "zh-CN": "跨区访问该资产只走已申报的通道。",
      en: "The asset is reached from other zones through declared conduits only.",
    },
    rationale: {
      "zh-CN": "未申报却走得通的路径，攻击者同样走得通；分区只有在边界真正隔断时才有意义。",
      en: "A path that is open though nobody declared it is open to an attacker, too; zones mean something only where their borders hold.",
    },
    remediation: {
      "zh-CN": "该路径确有需要的，在资产清单中申报通道并限定协议；不需要的，在边界设备上封堵。",
      en: "Where the path is needed, declare it as a conduit with its protocols; where it is not, close it at the boundary.",
    },
  },
  references: [iec62443("SR 5.1"), iec62443("SR 5.2")],
  evaluate: (context) => {
    const own = judgeOwn(context);
    return own.status === "fail" ? own : (crossingOfOthers(context) ?? own);
  },
});

/** What the plant's own collectors found; others' observations add to it and never take from it. */
function judgeOwn(context: AssetContext): CheckResult {
  const { asset, inventory } = context;
  const { zone } = asset;
  if (asset.endpoints.length === 0) return notApplicable(message("common.not-applicable"));
  const site = inventory.sites.find(({ id }) => id === asset.site);
  const vantages = site === undefined ? undefined : vantagesOf(site);
  if (site === undefined || vantages === undefined || zone === undefined) return unknown(message("net.zone-undeclared"));
  const results = vantages.map((from) => judgePaths(context, site, from, zone));
  const [first, ...others] = results;
  // Which of the site's collectors reached it is not recorded, so zones count only where they agree.
  if (first === undefined || others.some((other) => other.status !== first.status)) {
    return unknown(message("net.vantage-ambiguous"));
  }
  return first;
}

function crossingOfOthers(context: AssetContext): CheckResult | undefined {
  const { asset, inventory } = context;
  const site = inventory.sites.find(({ id }) => id === asset.site);
  const [crossing] = site === undefined ? [] : crossingsSeen(context, site);
  if (site === undefined || crossing === undefined || asset.zone === undefined) return undefined;
  const { from, endpoint, sighting } = crossing;
  const named = (id: string) => zoneName(inventory, site.id, id);
  const client = endsOf(sighting).client ?? "";
  const said = { from: named(from), zone: named(asset.zone), endpoint: endpoint.id, client, source: sighting.source };
  return fail(message("net.crossing-seen-by-others", said), []);
}

/** The zones from which the site's collectors look; undefined where one of them is not declared. */
function vantagesOf(site: Site): readonly string[] | undefined {
  const zones = site.collectors.flatMap(({ zone }) => zone ?? []);
  return zones.length < site.collectors.length ? undefined : [...new Set(zones)];
}

function judgePaths({ asset, inventory, latest }: AssetContext, site: Site, from: string, zone: string): CheckResult {
  const named = (id: string) => zoneName(inventory, site.id, id);
  if (from === zone) return notApplicable(message("net.no-crossing", { zone: named(zone) }));
  const reached = asset.endpoints.map((endpoint) => ({ endpoint, contact: contactWith(endpoint, latest) }));
  const trespass = reached.find(({ endpoint, contact }) => contact !== undefined && !hasConduit(site, from, zone, endpoint));
  if (trespass?.contact !== undefined) {
    const { endpoint, contact } = trespass;
    return fail(message("net.crossing-without-conduit", { from: named(from), zone: named(zone), endpoint: endpoint.id }), [
      contact,
    ]);
  }
  const evidence = reached.flatMap(({ contact }) => contact ?? []);
  if (evidence.length < reached.length) return unknown(message("net.not-reached"), { evidence });
  return pass(message("net.crossing-through-conduit", { zone: named(zone) }), { evidence });
}

/** The youngest answer of an endpoint; any answer shows that the path is open. */
function contactWith(endpoint: Endpoint, latest: AssetContext["latest"]) {
  const [youngest] = latest
    .flatMap(({ endpointId, probe, answered }) => (endpointId === endpoint.id && answered ? [{ probe, answered }] : []))
    .sort((a, b) => b.answered.lastSeen - a.answered.lastSeen);
  return youngest && { ...seen({ id: youngest.probe }), observationId: youngest.answered.observationId };
}

function hasConduit(site: Site, from: string, to: string, { protocol }: Endpoint): boolean {
  return site.conduits.some((conduit) => conduit.from === from && conduit.to === to && conduit.protocols.includes(protocol));
}
