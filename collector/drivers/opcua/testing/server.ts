import { X509Certificate } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type CallbackT,
  type CallMethodResultOptions,
  DataType,
  get_mini_nodeset_filename,
  type ISessionContext,
  MessageSecurityMode,
  makePermissionFlag,
  makeRoles,
  nodesets,
  OPCUACertificateManager,
  OPCUAServer,
  SecurityPolicy,
  StaticCertificateChainProvider,
  StatusCodes,
  type Variant,
  WellKnownRoles,
} from "node-opcua";
import { makePrivateKeyFromPem } from "node-opcua-crypto";
import type { ClientIdentity } from "../../define.ts";

export interface TestServerOptions {
  readonly identity: ClientIdentity;
  readonly modes?: readonly MessageSecurityMode[];
  readonly policies?: readonly SecurityPolicy[];
  readonly anonymous?: boolean;
  readonly acceptAnyClient?: boolean;
  readonly trusted?: readonly ClientIdentity[];
  readonly port?: number;
  readonly maxSessions?: number;
  /** The whole standard address space instead of the smallest. */
  readonly standardNodes?: boolean;
}

export interface TestServer {
  readonly url: string;
  readonly server: OPCUAServer;
  /** Names of the requests that the server got, in order. */
  readonly requests: string[];
  stop(): Promise<void>;
}

export const user = { name: "operator", password: "correct horse" };
export { MessageSecurityMode, SecurityPolicy };

/** A small OPC UA server on loopback, made to be wrong in the ways that a test asks for. */
export async function startServer(options: TestServerOptions): Promise<TestServer> {
  const folder = await mkdtemp(join(tmpdir(), "plantwatch-opcua-"));
  const port = options.port ?? (await freePort());
  const manager = new OPCUACertificateManager({
    rootFolder: folder,
    automaticallyAcceptUnknownCertificate: options.acceptAnyClient ?? false,
    disableFileWatchers: true,
  });
  await manager.initialize();
  for (const { certificatePem } of options.trusted ?? []) await manager.trustCertificate(new X509Certificate(certificatePem).raw);
  const provider = new StaticCertificateChainProvider(
    [new X509Certificate(options.identity.certificatePem).raw],
    makePrivateKeyFromPem(options.identity.privateKeyPem),
  );
  const server = new OPCUAServer({
    host: "127.0.0.1",
    endpoints: [
      {
        hostname: "127.0.0.1",
        port,
        securityModes: [...(options.modes ?? [MessageSecurityMode.None, MessageSecurityMode.SignAndEncrypt])],
        securityPolicies: [...(options.policies ?? [SecurityPolicy.None, SecurityPolicy.Basic256Sha256])],
        allowAnonymous: options.anonymous ?? true,
      },
    ],
    serverCertificateManager: manager,
    certificateKeyPairProvider: provider,
    serverInfo: { applicationUri: options.identity.applicationUri, productUri: "urn:example:plc" },
    buildInfo: { productName: "Mixer", manufacturerName: "Example", softwareVersion: "1.2.3", buildNumber: "7" },
    nodeset_filename: [options.standardNodes ? nodesets.standard : get_mini_nodeset_filename()],
    userManager: {
      isValidUser: (name: string, password: string) => name === user.name && password === user.password,
      getUserRoles: (name: string) => makeRoles([name === user.name ? WellKnownRoles.Operator : WellKnownRoles.Anonymous]),
    },
    serverCapabilities: {
      maxSessions: options.maxSessions ?? 20,
      operationLimits: { maxNodesPerRead: 50, maxNodesPerBrowse: 10 },
    },
  });
  await server.initialize();
  for (const endpoint of server.endpoints) endpoint.setCertificateProvider(provider);
  populate(server);
  const requests: string[] = [];
  server.on("request", (request) => requests.push(request.schema.name));
  await server.start();
  return {
    url: `opc.tcp://127.0.0.1:${port}`,
    server,
    requests,
    async stop() {
      await server.shutdown(0);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A port that nothing listens on. */
export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

function populate(server: OPCUAServer): void {
  const addressSpace = server.engine.addressSpace;
  if (addressSpace === null) throw new Error("no address space");
  const namespace = addressSpace.getOwnNamespace();
  const mixer = namespace.addObject({ browseName: "Mixer", organizedBy: addressSpace.rootFolder.objects });
  const variable = { componentOf: mixer, dataType: "Double", value: { dataType: DataType.Double, value: 20.5 } };
  namespace.addVariable({ ...variable, browseName: "Level", nodeId: "s=Level", accessLevel: "CurrentRead" });
  namespace.addVariable({
    ...variable,
    browseName: "Setpoint",
    nodeId: "s=Setpoint",
    accessLevel: "CurrentRead | CurrentWrite",
    rolePermissions: [
      { roleId: WellKnownRoles.Anonymous, permissions: makePermissionFlag("Browse | Read") },
      { roleId: WellKnownRoles.Operator, permissions: makePermissionFlag("Browse | Read | Write") },
    ],
  });
  namespace.addVariable({ ...variable, browseName: "Open", nodeId: "s=Open", accessLevel: "CurrentRead | CurrentWrite" });
  // A reference back up makes the tree a loop.
  mixer.addReference({ referenceType: "Organizes", nodeId: addressSpace.rootFolder.objects });
  const stop = namespace.addMethod(mixer, { browseName: "Stop", nodeId: "s=Stop", inputArguments: [], outputArguments: [] });
  stop.bindMethod((_input: Variant[], _context: ISessionContext, callback: CallbackT<CallMethodResultOptions>) =>
    callback(null, { statusCode: StatusCodes.Good, outputArguments: [] }),
  );
}
