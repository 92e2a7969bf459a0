import { randomBytes, X509Certificate } from "node:crypto";
import { promisify } from "node:util";
import {
  ApplicationType,
  AttributeIds,
  ClientSecureChannelLayer,
  type ClientSession,
  CreateSessionRequest,
  CreateSessionResponse,
  type EndpointDescription,
  InMemoryCertificateStore,
  MessageSecurityMode,
  OPCUAClient,
  type OPCUAClientOptions,
  StaticCertificateChainProvider,
  UserTokenType,
} from "node-opcua";
import { systemClock } from "../../model/instant.ts";
import { certificateFor } from "../opcua/certificates.ts";
import { wellKept } from "../opcua/settings.ts";

/** A client with nothing of the monitor in it: the library alone, to see a simulated server as it is. */
export interface ClientIdentity {
  readonly pem: string;
  readonly options: OPCUAClientOptions;
}

export async function clientIdentity(name: string, folder: string): Promise<ClientIdentity> {
  const applicationUri = `urn:bare:${name}`;
  const hosts = { dns: ["localhost"], ip: ["127.0.0.1"] };
  const subject = { commonName: name, organization: "Bare", applicationUri, hosts };
  const place = { folder, sharedFolder: folder, generation: 0, now: systemClock.now() };
  const keys = await certificateFor(subject, wellKept.certificate, place);
  return {
    pem: new X509Certificate(keys.chain[0] ?? Buffer.alloc(0)).toString(),
    options: {
      applicationUri,
      applicationName: name,
      certificateKeyPairProvider: new StaticCertificateChainProvider([...keys.chain], keys.privateKey),
      clientCertificateManager: new InMemoryCertificateStore(),
      connectionStrategy: { maxRetry: 0 },
      endpointMustExist: false,
      keepSessionAlive: false,
    },
  };
}

export async function listEndpoints(url: string, client: ClientIdentity): Promise<EndpointDescription[]> {
  return connected(url, client, undefined, (opened) => opened.getEndpoints());
}

/** Name of the status that refused a session on this endpoint, or what `use` made of the session. */
export async function inSession<T>(
  url: string,
  client: ClientIdentity,
  endpoint: EndpointDescription | undefined,
  user: { name: string; password: string } | undefined,
  use: (session: ClientSession, created: CreateSessionResponse | undefined) => Promise<T>,
): Promise<T | { refused: string }> {
  try {
    return await connected(url, client, endpoint, async (opened) => {
      let created: CreateSessionResponse | undefined;
      opened.on("receive_response", (response) => {
        if (response instanceof CreateSessionResponse) created = response;
      });
      const session = await opened.createSession(
        user === undefined
          ? { type: UserTokenType.Anonymous }
          : { type: UserTokenType.UserName, userName: user.name, password: user.password },
      );
      try {
        return await use(session, created);
      } finally {
        await session.close();
      }
    });
  } catch (error) {
    return { refused: /Bad\w+/.exec(String(error))?.[0] ?? String(error) };
  }
}

export async function readValues(session: ClientSession, nodeIds: readonly string[]): Promise<unknown[]> {
  const values = await session.read(nodeIds.map((nodeId) => ({ nodeId, attributeId: AttributeIds.Value })));
  return values.map(({ statusCode, value }) => (statusCode.isGood() ? value.value : statusCode.name));
}

/** The status of CreateSession over security mode None, asked for without looking whether it is offered. */
export async function createSessionOverNone(url: string): Promise<string> {
  const channel = new ClientSecureChannelLayer({ connectionStrategy: { maxRetry: 0 } });
  try {
    await promisify(channel.create.bind(channel))(url);
    const request = new CreateSessionRequest({
      clientDescription: { applicationUri: "urn:bare:none", applicationType: ApplicationType.Client },
      clientNonce: randomBytes(32),
      endpointUrl: url,
      requestedSessionTimeout: 5000,
      sessionName: "none",
    });
    const response = await promisify(channel.performMessageTransaction.bind(channel))(request);
    return response?.responseHeader.serviceResult.name ?? "nothing";
  } catch (error) {
    return /Bad\w+/.exec(String(error))?.[0] ?? String(error);
  } finally {
    await promisify(channel.close.bind(channel))();
  }
}

async function connected<T>(
  url: string,
  client: ClientIdentity,
  endpoint: EndpointDescription | undefined,
  use: (client: OPCUAClient) => Promise<T>,
): Promise<T> {
  const secured =
    endpoint === undefined || endpoint.securityMode === MessageSecurityMode.None
      ? {}
      : {
          securityMode: endpoint.securityMode,
          securityPolicy: endpoint.securityPolicyUri ?? "",
          serverCertificate: endpoint.serverCertificate,
        };
  const opened = OPCUAClient.create({ ...client.options, ...secured });
  try {
    await opened.connect(url);
    return await use(opened);
  } finally {
    await opened.disconnect();
  }
}
