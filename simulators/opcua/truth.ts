import type { Asset } from "../../model/inventory/inventory.ts";
import type { OpcuaEndpoint } from "../../model/protocols/opcua/endpoint.ts";
import type { VerdictStatus } from "../../model/verdict.ts";
import type { ServerSettings } from "./settings.ts";
import type { WeaknessName } from "./weakness.ts";
import { settingsWith } from "./weakness-sets.ts";
import { weaknesses } from "./weaknesses.ts";

/** What a right monitor says of one check at one endpoint. */
export interface EndpointTruth {
  readonly check: string;
  readonly status: VerdictStatus;
  readonly weakness?: WeaknessName;
}

/** Whether a probe on request runs: the inventory names it, and every hour is maintenance, some are, or none is. */
type Permission = "not-named" | "always" | "sometimes" | "never";

/** What the monitor may do at the endpoint, which decides what it can know. */
interface Situation {
  readonly settings: ServerSettings;
  readonly has: ReadonlySet<WeaknessName>;
  /** The server was told to trust the monitor's certificate. */
  readonly trusted: boolean;
  readonly authorityDeclared: boolean;
  /** Whether the stranger certificate and the maker's account may be tried. */
  readonly strangerAllowed: Permission;
  readonly factoryAccountAllowed: Permission;
  /** The monitor's certificate, trusted or not, opens a secure channel. */
  readonly channel: boolean;
  /** Some session of the monitor activates; a password is only ever sent encrypted to a pinned server. */
  readonly session: boolean;
  /** A password may be sent: encrypted, and to the certificate that is pinned. */
  readonly passwordSafe: boolean;
  /** A stranger's session without identity activates. */
  readonly strangerInside: boolean;
  /** The inventory names nodes that are looked at whatever else is found. */
  readonly criticalNodes: boolean;
}

/** Where both of a pair fail, the first is the same fault and not applicable. */
const givesWay: readonly (readonly [check: string, to: readonly string[]])[] = [
  ["opcua.mode-none", ["opcua.only-insecure"]],
  ["opcua.sign-only", ["opcua.only-insecure"]],
  ["opcua.anonymous-session", ["opcua.anonymous-read", "opcua.anonymous-write", "opcua.anonymous-call"]],
  ["opcua.password-on-none", ["opcua.password-plaintext"]],
];

type WhenWell = (situation: Situation) => VerdictStatus | undefined;
const always =
  (status: VerdictStatus): WhenWell =>
  () =>
    status;
const inSession: WhenWell = ({ has, session }) => {
  if (!session) return "unknown";
  return has.has("sessions-cut") ? undefined : "pass";
};
const withAuthority: WhenWell = ({ authorityDeclared }) => (authorityDeclared ? "pass" : "not-applicable");
const strangerRefused: WhenWell = ({ settings, has, strangerInside }) => {
  if (strangerInside && has.has("sessions-cut")) return undefined;
  return settings.anonymous === undefined || strangerInside ? "pass" : undefined;
};
/** What a sample of a vast tree does not show may be elsewhere in it. */
const nowhereInTree: WhenWell = (situation) =>
  situation.strangerInside && situation.has.has("nodes-100000") ? unseenUnlessCritical(situation) : strangerRefused(situation);
const unseenUnlessCritical: WhenWell = ({ has, criticalNodes }) =>
  criticalNodes || has.has("sessions-cut") ? undefined : "unknown";
const takesPasswords = ({ userNames, policies, passwordOnNone }: ServerSettings): boolean =>
  (userNames && policies.length > 0) || passwordOnNone !== "absent";
const withPasswords: WhenWell = ({ settings }) => (takesPasswords(settings) ? "pass" : "not-applicable");
const withSecuredOffer: WhenWell = (situation) =>
  situation.settings.policies.length === 0 ? "not-applicable" : strangerShows(situation, "pass");

/** What is to be said where the weakness is absent; undefined where no rule decides, and then nothing is claimed. */
const whenWell: Readonly<Record<string, WhenWell>> = {
  "opcua.only-insecure": always("pass"),
  "opcua.mode-none": always("pass"),
  "opcua.sign-only": always("pass"),
  "opcua.policy-deprecated": always("pass"),
  "opcua.token-policy-deprecated": ({ has, settings }) =>
    has.has("policy-basic256") || has.has("policies-outdated") || !takesPasswords(settings) ? undefined : "pass",
  "opcua.anonymous-session": strangerRefused,
  "opcua.anonymous-read": nowhereInTree,
  "opcua.anonymous-write": nowhereInTree,
  "opcua.anonymous-call": nowhereInTree,
  "opcua.server-config-exposed": strangerRefused,
  "opcua.password-plaintext": withPasswords,
  "opcua.password-on-none": withPasswords,
  "opcua.endpoints-differ": (situation) => whenListed(situation, "pass"),
  "opcua.trusts-any-client": withSecuredOffer,
  "opcua.default-credentials": (situation) => accountShows(situation, "pass"),
  "opcua.certificate-expired": ({ has }) => (has.has("certificate-issuer-expired") ? undefined : "pass"),
  "opcua.certificate-expiring": ({ has }) =>
    has.has("certificate-expired") || has.has("certificate-issuer-expired") ? undefined : "pass",
  "opcua.certificate-key-weak": always("pass"),
  "opcua.certificate-hash-weak": always("pass"),
  "opcua.certificate-chain": (situation) => (situation.has.has("certificate-self-signed") ? undefined : withAuthority(situation)),
  "opcua.certificate-self-signed": withAuthority,
  "opcua.certificate-usage": always("pass"),
  "opcua.certificate-uri-mismatch": always("pass"),
  "opcua.certificate-host-mismatch": always("pass"),
  "opcua.certificate-shared": always("pass"),
  "opcua.nonce-weak": ({ channel }) => (channel ? "pass" : "unknown"),
  "opcua.session-diagnostics-open": strangerRefused,
  "opcua.audit-off": inSession,
  "opcua.clock-skew": inSession,
  "opcua.sessions-exhausted": inSession,
  "opcua.not-running": inSession,
  "opcua.roles-absent": (situation) => (takesPasswords(situation.settings) ? "pass" : inSession(situation)),
  "opcua.demo-server": inSession,
  "opcua.endpoint-undeclared": always("pass"),
};

/** Checks whose fault shows only to a stranger inside, where an authority is declared, or in a session of the monitor's. */
const strangerSees = new Set([
  "opcua.anonymous-read",
  "opcua.anonymous-write",
  "opcua.anonymous-call",
  "opcua.server-config-exposed",
  "opcua.session-diagnostics-open",
]);
const authoritySees = new Set(["opcua.certificate-chain", "opcua.certificate-self-signed"]);
const sessionSees = new Set([
  "opcua.audit-off",
  "opcua.clock-skew",
  "opcua.sessions-exhausted",
  "opcua.not-running",
  "opcua.roles-absent",
]);

/** The truth about a server with these weaknesses, as far as the rules of the catalogue of checks decide. */
export function truthOf(
  names: readonly WeaknessName[],
  endpoint: OpcuaEndpoint,
  maintenanceWindows: Asset["maintenanceWindows"] = [],
): readonly EndpointTruth[] {
  const situation = situationOf(names, endpoint, maintenanceWindows);
  const causes = new Map<string, WeaknessName>();
  for (const name of names) for (const check of weaknesses[name].fails) causes.set(check, name);
  return Object.entries(whenWell).flatMap(([check, well]): EndpointTruth[] => {
    const weakness = causes.get(check);
    const status = weakness === undefined ? well(situation) : whenWeak(check, situation);
    const cause = givesWay.find(([loser]) => loser === check)?.[1].some((winner) => fails(winner, causes, situation));
    if (cause === true && status === "fail") return [{ check, status: "not-applicable" }];
    if (status === undefined) return [];
    return [{ check, status, ...(weakness === undefined ? {} : { weakness }) }];
  });
}

function fails(check: string, causes: ReadonlyMap<string, WeaknessName>, situation: Situation): boolean {
  return causes.has(check) && whenWeak(check, situation) === "fail";
}

function whenWeak(check: string, situation: Situation): VerdictStatus | undefined {
  const { settings, has, strangerInside, session, channel, authorityDeclared } = situation;
  // Which nodes of a vast tree a sample holds, and how far one gets before a session ends, is for nobody to say.
  const seesTree = !has.has("sessions-cut") && !has.has("nodes-100000");
  // What signs itself has no authority whose list could be looked at.
  if (check === "opcua.certificate-chain" && has.has("certificate-self-signed")) return undefined;
  if (authoritySees.has(check)) return authorityDeclared ? "fail" : "not-applicable";
  if (strangerSees.has(check)) return strangerInside && seesTree ? "fail" : undefined;
  if (sessionSees.has(check)) return sessionShows(situation);
  if (check === "opcua.trusts-any-client" && settings.policies.length === 0) return "not-applicable";
  if (check === "opcua.trusts-any-client") return strangerShows(situation, "fail");
  if (check === "opcua.default-credentials") return accountShows(situation, "fail");
  if (check === "opcua.nonce-weak") return channel ? "fail" : "unknown";
  if (check === "opcua.endpoints-differ") return whenListed(situation, "fail");
  if (check === "opcua.anonymous-session") return (strangerInside || session) && seesTree ? "fail" : undefined;
  return "fail";
}

function sessionShows({ has, session }: Situation): VerdictStatus | undefined {
  if (!session) return "unknown";
  return has.has("sessions-cut") ? undefined : "fail";
}

/** A stranger's certificate is the monitor's own until the server is told to trust it; then it is shown on request alone. */
function strangerShows({ trusted, strangerAllowed }: Situation, status: VerdictStatus): VerdictStatus | undefined {
  if (!trusted || strangerAllowed === "always") return status;
  return strangerAllowed === "sometimes" ? undefined : "unknown";
}

/** What one try of the maker's account shows, where it may be made and can be made safely. */
function accountShows({ factoryAccountAllowed, channel, passwordSafe }: Situation, status: VerdictStatus) {
  if (factoryAccountAllowed === "not-named") return "not-applicable";
  if (factoryAccountAllowed === "never" || !channel || !passwordSafe) return "unknown";
  return factoryAccountAllowed === "always" ? status : undefined;
}

/** The list that CreateSession gives; whether a monitor keeps it from a session over None that never activated is its own affair. */
function whenListed({ settings, channel, session }: Situation, status: VerdictStatus): VerdictStatus | undefined {
  if (channel || session) return status;
  return settings.none ? undefined : "unknown";
}

function situationOf(
  names: readonly WeaknessName[],
  endpoint: OpcuaEndpoint,
  maintenanceWindows: Asset["maintenanceWindows"],
): Situation {
  const settings = settingsWith(names);
  const trusted = endpoint.trustedAt !== undefined;
  const channel = settings.policies.length > 0 && (trusted || settings.trustsAnyClient);
  const anonymous = settings.anonymous !== undefined;
  const encrypted = settings.modes.includes("SignAndEncrypt") && settings.userNames;
  const passwordSafe = encrypted && endpoint.pinnedCertificateSha256 !== undefined;
  const identity = passwordSafe && endpoint.credentials !== undefined;
  const permission = (probe: string): Permission =>
    endpoint.onRequest.includes(probe) ? maintenanceOf(maintenanceWindows) : "not-named";
  return {
    settings,
    has: new Set(names),
    trusted,
    authorityDeclared: endpoint.authority !== undefined,
    strangerAllowed: permission("opcua.stranger"),
    factoryAccountAllowed: accountPermission(endpoint, permission("opcua.default-credentials")),
    passwordSafe,
    channel,
    session: (settings.none && anonymous) || (channel && (anonymous || identity)),
    criticalNodes: endpoint.criticalNodes.length > 0,
    strangerInside: anonymous && (settings.none || (settings.trustsAnyClient && !trusted)),
  };
}

/** Where no account is declared there is nothing to try. */
function accountPermission({ factoryAccount }: OpcuaEndpoint, named: Permission): Permission {
  return factoryAccount === undefined && named !== "not-named" ? "never" : named;
}

function maintenanceOf(windows: Asset["maintenanceWindows"]): Permission {
  if (windows.length === 0) return "never";
  return windows.some(({ days, from, to }) => days === undefined && from === "00:00" && to === "24:00") ? "always" : "sometimes";
}
