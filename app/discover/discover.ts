import { type Registered, registeredServers } from "../../collector/discovery/registered.ts";
import { type Swept, sweep } from "../../collector/discovery/sweep.ts";
import type { DriverServices } from "../../collector/drivers/define.ts";
import { createCeiling } from "../../collector/schedule/ceiling.ts";
import { addressesIn } from "../../model/discovery/address-range.ts";
import { declaredIn, type FindDeclared, nameDeclared } from "../../model/discovery/declared-places.ts";
import type { SweptPort } from "../../model/discovery/range.ts";
import type { Inventory } from "../../model/inventory/inventory.ts";
import { type ProposedAsset, proposalYaml } from "../propose/proposal.ts";
import type { Say } from "../propose/words.ts";
import { registeredAsset, sweptAsset } from "./assets.ts";

export interface DiscoverRequest {
  readonly range?: string | undefined;
  readonly ports: readonly SweptPort[];
  readonly discoveryServer?: string | undefined;
  /** Entries of the local ceiling. */
  readonly mayContact: readonly string[];
  readonly gapMs: number;
  readonly timeoutMs: number;
  readonly inventories: readonly Inventory[];
  readonly site: string;
  readonly say: Say;
  readonly tell: (line: string) => void;
  readonly signal: AbortSignal;
}

/**
 * Finds devices in a range that a person named, or by a discovery server, and proposes inventory entries for those that no
 * inventory declares.
 * @throws Problem `usage` for a range that cannot be swept; `not-reachable` where the discovery server does not answer
 */
export async function discover(request: DiscoverRequest, services: DriverServices): Promise<string> {
  const { say, site, inventories } = request;
  const declared = declaredIn(inventories);
  const swept = await sweepRange(request, services);
  const registered = await askDiscoveryServer(request, services);
  const isUndeclared = (url: string) => nameDeclared(url, declared) === undefined;
  const assets = [
    ...swept.flatMap((each) => ("url" in each && isUndeclared(each.url) ? sweptAsset(each, site, say) : [])),
    ...registered.filter(({ url }) => isUndeclared(url)).map((each) => registeredAsset(each, site, say)),
  ];
  const head = [
    ...(request.range === undefined ? [] : sweepSummary(request.range, swept, declared, say)),
    ...registered.flatMap(({ url }) => declaredLine(url, declared, say)),
    ...(request.signal.aborted ? [say("stopped")] : []),
    ...(inventories.length === 0 ? [say("noInventory")] : []),
    say("undeclaredCount", { count: assets.length }),
    say("decide"),
    say("siteHint", { site }),
  ];
  return proposalYaml(head, distinct(assets));
}

async function sweepRange(request: DiscoverRequest, services: DriverServices): Promise<readonly Swept[]> {
  const { range, ports, gapMs, timeoutMs, signal, say, tell } = request;
  if (range === undefined) return [];
  const addresses = addressesIn(range);
  const plan = { addresses, ports, gapMs, timeoutMs, mayContact: createCeiling(request.mayContact) };
  const asked = ports.map(({ protocol, port }) => `${protocol}:${port}`).join(", ");
  tell(say("sweepPromise", { range, count: addresses.length, ports: asked, gap: gapMs }));
  return Array.fromAsync(sweep(plan, services, signal));
}

async function askDiscoveryServer(request: DiscoverRequest, services: DriverServices): Promise<readonly Registered[]> {
  const { discoveryServer: url, timeoutMs, signal, say, tell } = request;
  if (url === undefined) return [];
  tell(say("discoveryServerPromise", { url }));
  return registeredServers(url, timeoutMs, services, signal);
}

function sweepSummary(range: string, swept: readonly Swept[], declared: FindDeclared, say: Say): readonly string[] {
  const having = (found: Swept["found"]) => swept.filter((each) => each.found === found);
  const answered = swept.filter((each) => "url" in each).length;
  const others = having("other");
  return [
    say("swept", { range, asked: swept.length - having("not-allowed").length, answered }),
    ...(having("not-allowed").length === 0 ? [] : [say("notAllowed", { count: having("not-allowed").length })]),
    ...swept.flatMap((each) => ("url" in each ? declaredLine(each.url, declared, say) : [])),
    ...others.map(({ address, port, protocol }) => say("openOther", { place: `${address}:${port}`, protocol })),
  ];
}

function declaredLine(url: string, declared: FindDeclared, say: Say): readonly string[] {
  const name = nameDeclared(url, declared);
  return name === undefined ? [] : [say("declaredAs", { url, name })];
}

/** A server may be seen in the range and be registered, too. */
function distinct(assets: readonly ProposedAsset[]): readonly ProposedAsset[] {
  return [...new Map(assets.toReversed().map((asset) => [String(asset.endpoint.url), asset])).values()].toReversed();
}
