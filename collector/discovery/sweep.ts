import { setTimeout as sleep } from "node:timers/promises";
import type { SweptPort } from "../../model/discovery/range.ts";
import type { Endpoint } from "../../model/protocols/index.ts";
import { type IdentifyFacts, identifyFactsSchema } from "../../model/protocols/modbus/facts.ts";
import { modbusIdentify } from "../../model/protocols/modbus/probes.ts";
import { type DiscoveryFacts, discoveryFactsSchema } from "../../model/protocols/opcua/facts.ts";
import { opcuaDiscovery } from "../../model/protocols/opcua/probes.ts";
import type { Driver, DriverServices, ProbeReport } from "../drivers/define.ts";
import { drivers } from "../drivers/index.ts";
import { createRequestGate } from "../schedule/request-gate.ts";
import type { Turns } from "./turns.ts";

export interface SweepPlan {
  readonly addresses: readonly string[];
  readonly ports: readonly SweptPort[];
  /** Pause before each connection but the first, milliseconds. */
  readonly gapMs: number;
  /** How long one address may take at one port, milliseconds. */
  readonly timeoutMs: number;
  /** The local ceiling: what it refuses is not contacted. */
  readonly mayContact: (host: string) => boolean;
  /** Places that need no look, since the inventory names them. */
  readonly isDeclared?: (host: string, port: number) => boolean;
  /** Asked before each contact, and may wait; false ends the sweep. */
  readonly mayGoOn?: () => Promise<boolean>;
  /** Keeps other contacts apart from each look. */
  readonly inTurn?: Turns["run"];
}

/** What stands at one address and port. */
export type Swept = SweptPort & { readonly address: string } & (
    | { readonly found: "opcua"; readonly url: string; readonly facts: DiscoveryFacts }
    | { readonly found: "modbus"; readonly url: string; readonly facts: IdentifyFacts }
    /** A gateway spoke for the unit that was asked: others may stand behind it. */
    | { readonly found: "gateway"; readonly url: string }
    /** Something took the connection and did not answer in this protocol. */
    | { readonly found: "other"; readonly code: string }
    | { readonly found: "nothing"; readonly code: string }
    | { readonly found: "not-allowed" }
    | { readonly found: "declared" }
  );

/**
 * Contacts every address at every port, one connection at a time with a pause between two, and tells what answers. Each protocol
 * is asked who is there and nothing else: OPC UA by FindServers and GetEndpoints, Modbus by FC 43/14, or FC 17 where that is
 * refused. Ends early once the signal is aborted.
 */
export async function* sweep(plan: SweepPlan, services: DriverServices, signal: AbortSignal): AsyncGenerator<Swept> {
  const { inTurn = (look) => look() } = plan;
  let first = true;
  for (const address of plan.addresses) {
    for (const port of plan.ports) {
      if (!plan.mayContact(address)) {
        yield { ...port, address, found: "not-allowed" };
        continue;
      }
      if (plan.isDeclared?.(address, port.port) === true) {
        yield { ...port, address, found: "declared" };
        continue;
      }
      if (!first) await sleep(plan.gapMs, undefined, { signal }).catch(() => undefined);
      if (signal.aborted || (await plan.mayGoOn?.()) === false) return;
      first = false;
      yield await inTurn(() => lookAt(address, port, plan, services, signal));
    }
  }
}

/** Units of a device with an address of its own: most answer to 1, the specification says 255. */
const usualUnits = [1, 255];

async function lookAt(
  address: string,
  swept: SweptPort,
  { timeoutMs, gapMs }: SweepPlan,
  services: DriverServices,
  signal: AbortSignal,
): Promise<Swept> {
  const driver = await drivers[swept.protocol]();
  const place = { ...swept, address };
  if (swept.protocol === "opcua") {
    const url = `opc.tcp://${address}:${swept.port}`;
    return seenOpcua(place, await ask(driver, url, opcuaDiscovery.id, timeoutMs, services, signal));
  }
  let seen: Swept = { ...place, found: "nothing", code: "not-asked" };
  for (const [index, unit] of usualUnits.entries()) {
    if (index > 0) await sleep(gapMs, undefined, { signal }).catch(() => undefined);
    const url = `modbus://${address}:${swept.port}/${unit}`;
    seen = seenModbus(place, url, await ask(driver, url, modbusIdentify.id, timeoutMs, services, signal));
    if ((seen.found !== "other" && seen.found !== "gateway") || signal.aborted) return seen;
  }
  return seen;
}

/** One conversation on a connection of its own, closed in order. */
async function ask(
  driver: Driver,
  url: string,
  job: string,
  timeoutMs: number,
  services: DriverServices,
  signal: AbortSignal,
): Promise<ProbeReport> {
  const endpoint = patient(driver.endpointFromUrl(url), timeoutMs);
  const link = driver.link(createRequestGate(endpoint.limits, services.clock), services);
  try {
    return await link.run(endpoint, job, AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]));
  } finally {
    await link.close();
  }
}

/** Silence to FC 43/14 must leave time for FC 17. */
function patient(endpoint: Endpoint, timeoutMs: number): Endpoint {
  if (endpoint.protocol !== "modbus") return endpoint;
  return { ...endpoint, quirks: { ...endpoint.quirks, answerTimeout: Math.ceil(timeoutMs / 3) } };
}

type Place = SweptPort & { readonly address: string };

function seenOpcua(place: Place, report: ProbeReport): Swept {
  const facts = discoveryFactsSchema.safeParse(report.facts);
  if (!facts.success) return unanswered(place, report);
  return { ...place, found: "opcua", url: `opc.tcp://${place.address}:${place.port}${pathOf(facts.data)}`, facts: facts.data };
}

/** The path that the server gives itself; host and port stay those that were dialled. */
function pathOf({ endpoints }: DiscoveryFacts): string {
  const own = endpoints.find(({ endpointUrl }) => endpointUrl.startsWith("opc.tcp:"))?.endpointUrl ?? "";
  return URL.canParse(own) ? new URL(own).pathname.replace(/^\/$/, "") : "";
}

function seenModbus(place: Place, url: string, report: ProbeReport): Swept {
  const facts = identifyFactsSchema.safeParse(report.facts);
  if (facts.success) return { ...place, found: "modbus", url, facts: facts.data };
  return gatewayCodes.has(report.reason?.code ?? "") ? { ...place, found: "gateway", url } : unanswered(place, report);
}

/** Exceptions 0x0A and 0x0B (Modbus 1.1b3, 7). */
const gatewayCodes: ReadonlySet<string> = new Set(["gateway-path-unavailable", "gateway-target-silent"]);

function unanswered(place: Place, { outcome, reason, traffic }: ProbeReport): Swept {
  const code = reason?.code ?? outcome;
  // Bytes go out, and answers are refused or broken, only where a connection came about.
  const connected = traffic.bytesOut > 0 || traffic.bytesIn > 0 || outcome !== "unreachable" || code === "connection-closed";
  return { ...place, found: connected ? "other" : "nothing", code };
}
