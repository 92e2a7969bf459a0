import { randomBytes, X509Certificate } from "node:crypto";
import {
  ActivateSessionRequest,
  ClientSecureChannelLayer,
  CreateSessionRequest,
  CreateSessionResponse,
  computeSignature,
  type Message,
  MessageSecurityMode,
  type NodeId,
  OPCUAServer,
  type Request,
  type Response,
  type SecurityPolicy,
  type ServerSecureChannelLayer,
  StaticCertificateChainProvider,
  UserNameIdentityToken,
} from "node-opcua";
import { makePrivateKeyFromPem } from "node-opcua-crypto";
import type { ClientIdentity } from "../../collector/drivers/define.ts";
import { userNameToken } from "../../collector/drivers/opcua/user-token.ts";

/** Buffers as the driver asks for them; the library's own are so large that allocating them would be most of the bare client's cost. */
const transportSettings = { maxMessageSize: 1024 * 1024, maxChunkCount: 64, receiveBufferSize: 65_536, sendBufferSize: 65_536 };

/** The requests of one channel in their order, as a server heard them. */
export interface Heard {
  readonly mode: MessageSecurityMode;
  readonly policy: SecurityPolicy;
  readonly requests: Request[];
}

/** What the servers of this process hear while something runs, by channel. */
export async function listen(work: () => Promise<void>): Promise<readonly Heard[]> {
  const heard = new Map<ServerSecureChannelLayer, Heard>();
  const original = OPCUAServer.prototype.on_request;
  OPCUAServer.prototype.on_request = function (message: Message, channel: ServerSecureChannelLayer) {
    const { securityMode: mode, securityPolicy: policy } = channel;
    const known = heard.get(channel) ?? { mode, policy, requests: [] };
    heard.set(channel, known);
    known.requests.push(message.request);
    original.call(this, message, channel);
  };
  try {
    await work();
  } finally {
    OPCUAServer.prototype.on_request = original;
  }
  return [...heard.values()];
}

/** Services by name with how often each was asked. */
export function countServices(conversation: readonly Heard[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { requests } of conversation) {
    for (const { schema } of requests)
      counts[schema.name.replace(/Request$/, "")] = (counts[schema.name.replace(/Request$/, "")] ?? 0) + 1;
  }
  return counts;
}

/** Whom the bare client speaks to, and as whom. */
export interface BareParty {
  readonly url: string;
  readonly serverCertificate: Buffer;
  readonly identity: ClientIdentity;
  readonly user: { readonly name: string; readonly password: string };
}

/** A client that knows beforehand what to say: it asks the same services over channels of the library and looks at no answer. */
export class BareClient {
  readonly #party: BareParty;
  readonly #certificate: Buffer;
  readonly #key: ReturnType<typeof makePrivateKeyFromPem>;

  constructor(party: BareParty) {
    this.#party = party;
    this.#certificate = new X509Certificate(party.identity.certificatePem).raw;
    this.#key = makePrivateKeyFromPem(party.identity.privateKeyPem);
  }

  async repeat(conversation: readonly Heard[]): Promise<void> {
    for (const heard of conversation) await this.#channel(heard);
  }

  async #channel({ mode, policy, requests }: Heard): Promise<void> {
    const secured = mode !== MessageSecurityMode.None;
    const layer = new ClientSecureChannelLayer({
      securityMode: mode,
      securityPolicy: policy,
      connectionStrategy: { maxRetry: 0 },
      transportSettings,
      ...(secured
        ? {
            serverCertificate: this.#party.serverCertificate,
            parent: new StaticCertificateChainProvider([this.#certificate], this.#key),
          }
        : {}),
    });
    await new Promise<void>((resolve, reject) => layer.create(this.#party.url, (error) => (error ? reject(error) : resolve())));
    let created: CreateSessionResponse | undefined;
    let token: NodeId | undefined;
    for (const request of requests) {
      const asked = transact(layer, this.#prepare(request, policy, secured, created), token);
      // Over None a server that is kept well says no, to the driver as to this client.
      const answer = await (secured ? asked : asked.catch(() => undefined));
      if (!(answer instanceof CreateSessionResponse)) continue;
      created = answer;
      token = answer.authenticationToken;
    }
    await new Promise<void>((resolve) => layer.close(() => resolve()));
  }

  /** The same request with what must be new each time: nonce, signature and the secret under its key. */
  #prepare(heard: Request, policy: SecurityPolicy, secured: boolean, created: CreateSessionResponse | undefined): Request {
    // Every request of the library is made from its own fields.
    const Same = heard.constructor as new (fields: object) => Request;
    const { requestHeader: _, ...fields } = { ...heard };
    const request = new Same(fields);
    const { serverCertificate, user } = this.#party;
    if (request instanceof CreateSessionRequest) {
      request.clientNonce = randomBytes(32);
      request.endpointUrl = this.#party.url;
      if (secured) request.clientCertificate = this.#certificate;
    } else if (request instanceof ActivateSessionRequest && secured) {
      const nonce = created?.serverNonce ?? Buffer.alloc(0);
      const signature = computeSignature(serverCertificate, nonce, this.#key, policy);
      if (signature !== undefined) request.clientSignature = signature;
      const { userIdentityToken } = request;
      if (userIdentityToken instanceof UserNameIdentityToken) {
        const listed = [{ policyId: userIdentityToken.policyId ?? "", type: "UserName" as const, securityPolicyUri: "" }];
        const made = userNameToken(listed, user, { channelPolicy: policy, serverCertificate, serverNonce: nonce });
        if (made !== undefined) request.userIdentityToken = made;
      }
    }
    return request;
  }
}

function transact(layer: ClientSecureChannelLayer, request: Request, token: NodeId | undefined): Promise<Response | undefined> {
  if (token !== undefined) request.requestHeader.authenticationToken = token;
  return new Promise((resolve, reject) => {
    layer.performMessageTransaction(request, (error, answer) => (error ? reject(error) : resolve(answer)));
  });
}
