import { minute } from "../../model/instant.ts";
import { certificateWeaknesses } from "./certificate-weaknesses.ts";
import { noRights, type Rights, type ServerSettings } from "./settings.ts";
import type { Weakness, WeaknessName } from "./weakness.ts";

const anonymous = (changes: Partial<Rights>) => (settings: ServerSettings) => ({
  ...settings,
  anonymous: { ...(settings.anonymous ?? noRights), ...changes },
});
const change = (changes: Partial<ServerSettings>) => (settings: ServerSettings) => ({ ...settings, ...changes });

/** Every weakness by name. Written by hand from the catalogue of checks; no check is consulted. */
export const weaknesses: Readonly<Record<WeaknessName, Weakness>> = {
  "only-none": {
    title: "Serves security mode None and nothing else",
    includes: ["none-offered"],
    fails: ["opcua.only-insecure", "opcua.sign-only"],
    make: change({ policies: [], modes: [] }),
  },
  "none-offered": {
    title: "Serves sessions over security mode None",
    fails: ["opcua.mode-none"],
    make: change({ none: true }),
  },
  "sign-only": {
    title: "Signs and never encrypts",
    fails: ["opcua.sign-only"],
    make: change({ modes: ["Sign"] }),
  },
  "policies-outdated": {
    title: "Speaks Basic128Rsa15 and Basic256 alone",
    fails: ["opcua.policy-deprecated"],
    make: change({ policies: ["Basic128Rsa15", "Basic256"] }),
  },
  "policy-basic128rsa15": {
    title: "Offers Basic128Rsa15",
    fails: ["opcua.policy-deprecated"],
    make: (settings) => ({ ...settings, policies: [...settings.policies, "Basic128Rsa15"] }),
  },
  "policy-basic256": {
    title: "Offers Basic256",
    fails: ["opcua.policy-deprecated"],
    make: (settings) => ({ ...settings, policies: [...settings.policies, "Basic256"] }),
  },
  "token-policy-basic256": {
    title: "Protects passwords with Basic256",
    fails: ["opcua.token-policy-deprecated"],
    make: change({ tokenPolicy: "Basic256" }),
  },
  "anonymous-session": {
    title: "Lets anyone in without identity",
    fails: ["opcua.anonymous-session"],
    make: anonymous({}),
  },
  "anonymous-read": {
    title: "Shows process values to anyone",
    includes: ["anonymous-session"],
    fails: ["opcua.anonymous-read"],
    make: anonymous({ read: true }),
  },
  "anonymous-write": {
    title: "Lets anyone write",
    includes: ["anonymous-read"],
    fails: ["opcua.anonymous-write"],
    make: anonymous({ write: true }),
  },
  "anonymous-call": {
    title: "Lets anyone call methods",
    includes: ["anonymous-session"],
    fails: ["opcua.anonymous-call"],
    make: anonymous({ call: true }),
  },
  "server-config-exposed": {
    title: "Lets anyone change the server's configuration",
    includes: ["anonymous-session"],
    fails: ["opcua.server-config-exposed"],
    make: change({ configurationOpen: true }),
  },
  "default-credentials": {
    title: "Lets in by the account that its maker ships",
    fails: ["opcua.default-credentials"],
    make: change({ factoryAccount: true }),
  },
  "password-plaintext": {
    title: "Takes passwords in the clear",
    includes: ["none-offered"],
    fails: ["opcua.password-plaintext", "opcua.password-on-none"],
    make: change({ passwordOnNone: "plaintext" }),
  },
  "password-on-none": {
    title: "Takes passwords on an endpoint that does not prove who it is",
    includes: ["none-offered"],
    fails: ["opcua.password-on-none"],
    make: change({ passwordOnNone: "encrypted" }),
  },
  "endpoints-differ": {
    title: "Lists other endpoints in CreateSession than in GetEndpoints",
    fails: ["opcua.endpoints-differ"],
    make: change({ endpointsDiffer: true }),
  },
  "trusts-any-client": {
    title: "Accepts every client certificate",
    fails: ["opcua.trusts-any-client"],
    make: change({ trustsAnyClient: true }),
  },
  ...certificateWeaknesses,
  "nonce-short": {
    title: "Its nonces are shorter than 32 bytes",
    fails: ["opcua.nonce-weak"],
    make: change({ nonceBytes: 16 }),
  },
  "session-diagnostics-open": {
    title: "Shows the security diagnostics of every session to anyone",
    includes: ["anonymous-session"],
    fails: ["opcua.session-diagnostics-open"],
    make: change({ sessionDiagnosticsOpen: true }),
  },
  "audit-off": {
    title: "Writes no audit events",
    fails: ["opcua.audit-off"],
    make: change({ auditing: false }),
  },
  "clock-skew": {
    title: "Its clock is seven minutes slow",
    fails: ["opcua.clock-skew"],
    make: change({ clockOffset: -7 * minute }),
  },
  "sessions-exhausted": {
    title: "Nearly all of its sessions are taken",
    fails: ["opcua.sessions-exhausted"],
    make: change({ maxSessions: 20, heldSessions: 18 }),
  },
  "not-running": {
    title: "Its state is not Running",
    fails: ["opcua.not-running"],
    make: change({ state: "Suspended" }),
  },
  "roles-absent": {
    title: "Knows neither roles nor users",
    includes: ["anonymous-session"],
    fails: ["opcua.roles-absent"],
    make: change({ roles: false, userNames: false }),
  },
  "demo-server": {
    title: "Is a vendor's sample server",
    fails: ["opcua.demo-server"],
    make: change({ sample: true }),
  },
  "endpoint-undeclared": {
    title: "Advertises an address that no inventory lists",
    fails: ["opcua.endpoint-undeclared"],
    make: change({ undeclaredEndpoint: true }),
  },
  "references-loop": {
    title: "Its references lead back to where they came from",
    fails: [],
    make: change({ tree: "looping" }),
  },
  "nodes-100000": {
    title: "Shows a hundred thousand nodes to whoever browses",
    fails: [],
    make: change({ tree: "vast" }),
  },
  "sessions-cut": {
    title: "Ends a session at its third read or browse",
    fails: [],
    make: change({ sessionEndsAfter: 2 }),
  },
};
