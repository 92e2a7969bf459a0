import {
  get_mini_nodeset_filename,
  InMemoryCertificateStore,
  MessageSecurityMode,
  makeRoles,
  nodesets,
  type OPCUACertificateManager,
  type OPCUAServerOptions,
  SecurityPolicy,
  ServerState,
  StaticCertificateChainProvider,
  UserTokenPolicy,
  UserTokenType,
  WellKnownRoles,
} from "node-opcua";
import { addressSpaceOf } from "./address-space.ts";
import type { KeyPair } from "./certificates.ts";
import { PlantServer } from "./plant-server.ts";
import type { Profile } from "./profile.ts";
import type { SecuredPolicy, ServerSettings } from "./settings.ts";
import { profileUris } from "./standard-nodes.ts";

export interface ServerPlan {
  readonly host: string;
  readonly port: number;
  readonly applicationUri: string;
  readonly applicationName: string;
  readonly product: Profile["product"];
  readonly nodeset: Profile["nodeset"];
  readonly settings: ServerSettings;
  readonly keys: KeyPair;
  /** Client certificates that are trusted. */
  readonly trusted: readonly Buffer[];
  /** Passwords by user name. */
  readonly users: ReadonlyMap<string, string>;
}

/** The path of every simulated server. */
export const resourcePath = "/UA";

/** Builds the server and its standard address space; it does not listen yet. */
export async function buildServer(plan: ServerPlan): Promise<PlantServer> {
  const provider = new StaticCertificateChainProvider([...plan.keys.chain], plan.keys.privateKey);
  const server = new PlantServer(
    {
      ...network(plan),
      ...identity(plan),
      serverCertificateManager: await trustList(plan.settings.trustsAnyClient, plan.trusted),
      userCertificateManager: await trustList(false, []),
      certificateKeyPairProvider: provider,
      nodesets: plan.nodeset === "mini" ? [get_mini_nodeset_filename()] : [nodesets.standard],
      isAuditing: plan.settings.auditing,
      userManager: userManager(plan),
      serverCapabilities: {
        maxSessions: plan.settings.maxSessions,
        operationLimits: { maxNodesPerRead: 200, maxNodesPerBrowse: 100 },
        serverProfileArray: profileUris(plan.settings),
      },
      maxConnectionsPerEndpoint: 50,
    },
    plan.settings,
  );
  await server.initialize();
  for (const endpoint of server.endpoints) {
    // An endpoint would read the certificate from files; it takes one from memory only when told here.
    endpoint.setCertificateProvider(provider);
    for (const description of endpoint.endpointDescriptions()) {
      description.userIdentityTokens = userTokens(plan.settings, description.securityMode);
    }
  }
  return server;
}

/** To be called once the server listens: the library sets its own values when it starts. */
export function applyRunningState(server: PlantServer, settings: ServerSettings): void {
  if (settings.state !== "Running") server.engine.setServerState(ServerState[settings.state]);
  if (settings.clockOffset !== 0) shiftClock(server, settings.clockOffset);
  server.engine.serverDiagnosticsSummary.currentSessionCount += settings.heldSessions;
}

/** Takes back what would keep the server from closing. */
export function releaseRunningState(server: PlantServer, settings: ServerSettings): void {
  server.engine.serverDiagnosticsSummary.currentSessionCount -= settings.heldSessions;
}

function shiftClock(server: PlantServer, offset: number): void {
  const status = addressSpaceOf(server).rootFolder.objects.server.serverStatus;
  status.$extensionObject = new Proxy(status.$extensionObject, {
    get: (target, name) =>
      name === "currentTime" ? new Date(target.currentTime.getTime() + offset) : Reflect.get(target, name, target),
  });
}

function network({ host, port, settings }: ServerPlan): OPCUAServerOptions {
  return {
    // At the top level: inside an endpoint it is ignored, and the server would listen on every interface.
    host,
    resourcePath,
    endpoints: [
      {
        hostname: host,
        port,
        securityPolicies: [SecurityPolicy.None, ...settings.policies.map((policy) => SecurityPolicy[policy])],
        securityModes: [
          ...(settings.none ? [MessageSecurityMode.None] : []),
          ...settings.modes.map((mode) => MessageSecurityMode[mode]),
        ],
        allowAnonymous: settings.anonymous !== undefined,
      },
    ],
  };
}

function identity({ applicationUri, applicationName, product, settings }: ServerPlan): OPCUAServerOptions {
  const sampleUri = "urn:NodeOPCUA-Server-default";
  const productUri = settings.sample ? sampleUri : `urn:${slug(product.manufacturer)}:${slug(product.name)}`;
  return {
    serverInfo: { applicationUri, productUri, applicationName: { text: applicationName } },
    buildInfo: {
      productUri,
      productName: settings.sample ? "NodeOPCUA-Server" : product.name,
      manufacturerName: settings.sample ? "NodeOPCUA : MIT Licence ( see http://node-opcua.github.io/)" : product.manufacturer,
      softwareVersion: product.version,
      buildNumber: product.buildNumber,
      buildDate: new Date(product.buildDate),
    },
  };
}

function slug(name: string): string {
  return name.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, "-");
}

async function trustList(acceptsAny: boolean, trusted: readonly Buffer[]): Promise<OPCUACertificateManager> {
  const store = new InMemoryCertificateStore({ autoAcceptUnknown: acceptsAny });
  for (const certificate of trusted) await store.trustCertificate(certificate);
  // The server uses its managers only through the interface that the in-memory store implements; the option's type lags behind.
  return store as unknown as OPCUACertificateManager;
}

function userManager({ users }: ServerPlan): NonNullable<OPCUAServerOptions["userManager"]> {
  return {
    isValidUser: (user: string, password: string) => users.get(user) === password,
    getUserRoles: (user: string) =>
      makeRoles(users.has(user) ? [WellKnownRoles.AuthenticatedUser, WellKnownRoles.Observer] : [WellKnownRoles.Anonymous]),
  };
}

/** User token policies of an endpoint (OPC 10000-4, 7.41). */
function userTokens(settings: ServerSettings, mode: MessageSecurityMode): UserTokenPolicy[] {
  const anonymous = settings.anonymous === undefined ? [] : [token("anonymous", UserTokenType.Anonymous, null)];
  const onNone = { absent: [], plaintext: [userName(SecurityPolicy.None)], encrypted: [userName(SecurityPolicy.Basic256Sha256)] };
  if (mode === MessageSecurityMode.None) return [...anonymous, ...onNone[settings.passwordOnNone]];
  return [...anonymous, ...(settings.userNames ? [userName(uriOf(settings.tokenPolicy))] : [])];
}

function uriOf(policy: SecuredPolicy | undefined): SecurityPolicy | null {
  return policy === undefined ? null : SecurityPolicy[policy];
}

function userName(policy: SecurityPolicy | null): UserTokenPolicy {
  return token("user-name", UserTokenType.UserName, policy);
}

function token(policyId: string, tokenType: UserTokenType, securityPolicyUri: SecurityPolicy | null): UserTokenPolicy {
  return new UserTokenPolicy({ policyId, tokenType, securityPolicyUri });
}
