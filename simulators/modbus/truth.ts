import type { Asset, Inventory } from "../../model/inventory/inventory.ts";
import type { ModbusEndpoint } from "../../model/protocols/modbus/endpoint.ts";
import type { VerdictStatus } from "../../model/verdict.ts";
import type { Profile } from "./profile.ts";
import { settingsWith, type WeaknessName, weaknesses } from "./weaknesses.ts";

/** What a right monitor says of one check at one endpoint. */
export interface EndpointTruth {
  readonly check: string;
  readonly status: VerdictStatus;
  readonly weakness?: WeaknessName;
}

/** An endpoint in the plant that its inventory describes. */
export interface Situation {
  readonly names: readonly WeaknessName[];
  /** Of the unit, not of the gateway before it. */
  readonly profile: Profile;
  readonly asset: Asset;
  readonly endpoint: ModbusEndpoint;
  readonly inventory: Inventory;
}

/** The monitor of a simulation dials from here. */
export const monitorAddress = "127.0.0.1";

/** Undefined where no rule decides, and then nothing is claimed. */
type Rule = (situation: Situation) => VerdictStatus | undefined;

/** What is to be said where the weakness is absent (first) and present (second). */
const rules: Readonly<Record<string, readonly [well: Rule, weak: Rule]>> = {
  "modbus.cleartext": [() => "pass", (situation) => (isSecure(situation) || inSecuredConduit(situation) ? "pass" : "fail")],
  "modbus.tls-weak": [ifSecure("pass"), ifSecure("fail")],
  "modbus.tls-no-client-auth": [ifSecure("pass"), ifSecure("fail")],
  "modbus.any-client": [ifPermitted("unknown"), ifPermitted("fail")],
  "modbus.any-unit": [ifUnitsAreTried("pass"), ifUnitsAreTried("fail")],
  // Whether a person has accepted a baseline is not the device's to know; a declared drift is for plants where one has.
  "modbus.baseline-drift": [() => undefined, ifRegistersDeclared("fail")],
  "modbus.exceptions-rising": [() => "pass", () => "fail"],
  "modbus.run-state": [ifIndicatorKnown("pass"), ifIndicatorKnown("fail")],
  "modbus.restarted": [ifCountersKnown("pass"), ifCountersKnown("fail")],
  "modbus.protocol-violation": [() => "pass", () => "fail"],
  "modbus.unresponsive": [() => "pass", () => "fail"],
  "modbus.identity-changed": [ifIdentityKnown("pass"), ifIdentityKnown("fail")],
};

/** The truth about an endpoint, as far as the rules of the catalogue of checks decide. */
export function truthOf(situation: Situation): readonly EndpointTruth[] {
  const causes = new Map<string, WeaknessName>();
  for (const name of situation.names) for (const check of weaknesses[name].fails) causes.set(check, name);
  const undecided = new Set(situation.names.flatMap((name) => weaknesses[name].undecided ?? []));
  const lines = Object.entries(rules).flatMap(([check, [well, weak]]): EndpointTruth[] => {
    if (undecided.has(check)) return [];
    const weakness = causes.get(check);
    const spoken = (weakness === undefined ? well : weak)(situation);
    const status = hearsNothing(situation) ? inSilence(check, spoken, situation) : spoken;
    if (status === undefined) return [];
    return [{ check, status, ...(weakness !== undefined && status === "fail" ? { weakness } : {}) }];
  });
  return hearsNothing(situation) ? [...lines, { check: "monitor.covered", status: "fail" }] : lines;
}

/** No request is answered: nothing can be known but the silence itself. */
function hearsNothing({ names, endpoint }: Situation): boolean {
  const settings = settingsWith(names);
  const permitted = endpoint.permittedClients?.includes(monitorAddress) ?? true;
  return settings.silent || (settings.clients === "permitted" && !permitted);
}

/** What would be seen is unknown; what the inventory alone decides stays; the silence itself is seen where nothing filters. */
function inSilence(check: string, spoken: VerdictStatus | undefined, situation: Situation): VerdictStatus | undefined {
  if (check === "modbus.unresponsive") return settingsWith(situation.names).silent ? spoken : undefined;
  // A handshake still tells the versions and the certificate, and whom a device would serve cannot be told from its silence.
  if (check.startsWith("modbus.tls-") && isSecure(situation)) return undefined;
  if (check === "modbus.any-client") return spoken === "not-applicable" ? undefined : "unknown";
  return spoken === undefined || spoken === "not-applicable" ? spoken : "unknown";
}

/** The endpoint is on a secure port: by its own URL, or because the device has no other. */
function isSecure({ names, endpoint }: Situation): boolean {
  return endpoint.url.startsWith("modbus+tls:") || !settingsWith(names).plain;
}

function ifSecure(status: VerdictStatus): Rule {
  return (situation) => (isSecure(situation) ? status : "not-applicable");
}

/** A declared conduit that authenticates and encrypts, from where a collector looks to where the asset stands. */
function inSecuredConduit({ asset, inventory }: Situation): boolean {
  const site = inventory.sites.find(({ id }) => id === asset.site);
  const from = new Set(site?.collectors.map(({ zone }) => zone));
  return (site?.conduits ?? []).some(
    (conduit) => conduit.secured && conduit.protocols.includes("modbus") && from.has(conduit.from) && conduit.to === asset.zone,
  );
}

function ifPermitted(otherwise: VerdictStatus): Rule {
  return ({ endpoint: { permittedClients } }) => {
    if (permittedClients === undefined) return undefined;
    return permittedClients.includes(monitorAddress) ? "not-applicable" : otherwise;
  };
}

/** Only behind a declared gateway, and only where the inventory allows to try unit ids. */
function ifUnitsAreTried(status: VerdictStatus): Rule {
  return ({ endpoint }) => (endpoint.behindGateway && endpoint.onRequest.includes("modbus.units") ? status : "not-applicable");
}

function ifRegistersDeclared(status: VerdictStatus): Rule {
  return ({ endpoint }) => (endpoint.baselineRegisters.length > 0 ? status : undefined);
}

/** The indicator's place is declared where it really is, and the plant expects the program to run. */
function ifIndicatorKnown(status: VerdictStatus): Rule {
  return ({ endpoint: { runIndicator, quirks }, profile }) => {
    const place = profile.serverId.runByte === "after-id" ? 1 : undefined;
    const readable = !profile.absent.includes("17") && !quirks.forbiddenFunctions.includes("17");
    return readable && runIndicator?.byte === place && runIndicator?.expected === "running" ? status : undefined;
  };
}

/** Counters exist on serial lines. */
function ifCountersKnown(status: VerdictStatus): Rule {
  return ({ endpoint, profile }) => (endpoint.behindGateway && !profile.absent.includes("8") ? status : undefined);
}

/** The inventory names what the device says by FC 43/14. */
function ifIdentityKnown(status: VerdictStatus): Rule {
  return ({ asset, endpoint: { quirks }, profile }) => {
    const readable = !profile.absent.includes("43/14") && !quirks.forbiddenFunctions.includes("43/14");
    return readable && asset.version !== undefined ? status : undefined;
  };
}
