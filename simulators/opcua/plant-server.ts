import { randomBytes } from "node:crypto";
import {
  CreateSessionResponse,
  EndpointDescription,
  GetEndpointsResponse,
  type Message,
  MessageSecurityMode,
  OPCUAServer,
  type OPCUAServerOptions,
  type Response,
  type ServerSecureChannelLayer,
} from "node-opcua";
import type { ServerSettings } from "./settings.ts";

/** An address of which no inventory knows; nothing answers there. */
const undeclaredUrl = "opc.tcp://maintenance.invalid:4841/UA/Maintenance";

/** A server that keeps the rules of OPC 10000 except where its settings break them. */
export class PlantServer extends OPCUAServer {
  readonly #settings: ServerSettings;
  readonly #altered = new WeakSet<ServerSecureChannelLayer>();

  constructor(options: OPCUAServerOptions, settings: ServerSettings) {
    super(options);
    this.#settings = settings;
  }

  protected override makeServerNonce(): Buffer {
    return randomBytes(this.#settings.nonceBytes);
  }

  override on_request(message: Message, channel: ServerSecureChannelLayer): void {
    this.#alterAnswers(channel);
    super.on_request(message, channel);
  }

  /** The library has no setting for what a server says of its own endpoints; its answers are changed on their way out. */
  #alterAnswers(channel: ServerSecureChannelLayer): void {
    const { endpointsDiffer, undeclaredEndpoint } = this.#settings;
    if (this.#altered.has(channel) || !(endpointsDiffer || undeclaredEndpoint)) return;
    this.#altered.add(channel);
    const send = channel.send_response.bind(channel);
    channel.send_response = (type, response, ...rest) => {
      if (undeclaredEndpoint) listUndeclared(response);
      if (endpointsDiffer) hideEncrypted(response);
      return send(type, response, ...rest);
    };
  }
}

/** Lists every endpoint a second time under the other address. */
function listUndeclared(response: Response): void {
  if (response instanceof GetEndpointsResponse) response.endpoints = withUndeclared(response.endpoints);
  if (response instanceof CreateSessionResponse) response.serverEndpoints = withUndeclared(response.serverEndpoints);
}

function withUndeclared(endpoints: EndpointDescription[] | null): EndpointDescription[] {
  const listed = endpoints ?? [];
  return [...listed, ...listed.map((endpoint) => elsewhere(endpoint))];
}

function elsewhere(endpoint: EndpointDescription): EndpointDescription {
  const { server, serverCertificate, securityMode, securityPolicyUri, userIdentityTokens, transportProfileUri, securityLevel } =
    endpoint;
  return new EndpointDescription({
    endpointUrl: undeclaredUrl,
    server,
    serverCertificate,
    securityMode,
    securityPolicyUri,
    userIdentityTokens,
    transportProfileUri,
    securityLevel,
  });
}

/** Leaves the SignAndEncrypt endpoints out of CreateSession's answer, as one who wants a weaker choice would. */
function hideEncrypted(response: Response): void {
  if (!(response instanceof CreateSessionResponse)) return;
  response.serverEndpoints = (response.serverEndpoints ?? []).filter(
    ({ securityMode }) => securityMode !== MessageSecurityMode.SignAndEncrypt,
  );
}
