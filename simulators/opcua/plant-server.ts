import { randomBytes } from "node:crypto";
import {
  BrowseRequest,
  CreateSessionResponse,
  EndpointDescription,
  GetEndpointsResponse,
  type Message,
  MessageSecurityMode,
  OPCUAServer,
  type OPCUAServerOptions,
  ReadRequest,
  type Response,
  type ServerSecureChannelLayer,
  ServiceFault,
  StatusCodes,
} from "node-opcua";
import type { ServerSettings } from "./settings.ts";
import { growVast, leadBack } from "./trees.ts";

/** An address of which no inventory knows; nothing answers there. */
const undeclaredUrl = "opc.tcp://maintenance.invalid:4841/UA/Maintenance";

/** A server that keeps the rules of OPC 10000 except where its settings break them. */
export class PlantServer extends OPCUAServer {
  readonly #settings: ServerSettings;
  readonly #altered = new WeakSet<ServerSecureChannelLayer>();
  /** Reads and browses by session. */
  readonly #used = new Map<string, number>();

  constructor(options: OPCUAServerOptions, settings: ServerSettings) {
    super(options);
    this.#settings = settings;
    this.#guardHandlers();
  }

  override async initialize(): Promise<void> {
    await super.initialize();
    this.#guardEvents();
  }

  protected override makeServerNonce(): Buffer {
    return randomBytes(this.#settings.nonceBytes);
  }

  override on_request(message: Message, channel: ServerSecureChannelLayer): void {
    this.#alterAnswers(channel);
    this.#endWornSession(message);
    super.on_request(message, channel);
  }

  /**
   * The library neither awaits its asynchronous service handlers nor catches what they throw, so that one request of a stranger
   * would end the process and every other device in it. Here such a request gets a fault for an answer.
   */
  #guardHandlers(): void {
    for (const name of handlerNames(this)) {
      const handle: unknown = Reflect.get(this, name);
      if (typeof handle !== "function") continue;
      const guarded = async (message: Message, channel: ServerSecureChannelLayer): Promise<void> => {
        try {
          await handle.call(this, message, channel);
        } catch {
          channel.send_response("MSG", internalError(), message, () => undefined);
        }
      };
      Object.defineProperty(this, name, { value: guarded });
    }
  }

  /** The smallest address space leaves types of audit events out, and raising one of those throws. */
  #guardEvents(): void {
    const space = this.engine.addressSpace;
    const object = space?.rootFolder.objects.server;
    if (space === null || space === undefined || object === undefined) return;
    const raise = object.raiseEvent.bind(object);
    object.raiseEvent = (type, data) => {
      if (typeof type !== "string" || space.findEventType(type) !== null) raise(type, data);
    };
    this.raiseEvent = (type: Parameters<typeof raise>[0], data: Parameters<typeof raise>[1]) => object.raiseEvent(type, data);
  }

  /** Ends the session of a request just before it is answered, once the session was used so often. */
  #endWornSession({ request }: Message): void {
    const { sessionEndsAfter } = this.#settings;
    if (sessionEndsAfter === undefined || !(request instanceof ReadRequest || request instanceof BrowseRequest)) return;
    const { authenticationToken } = request.requestHeader;
    const key = authenticationToken.toString();
    const used = (this.#used.get(key) ?? 0) + 1;
    this.#used.set(key, used);
    if (used <= sessionEndsAfter || !this.engine.getSession(authenticationToken, true)) return;
    this.#used.delete(key);
    this.engine.closeSession(authenticationToken, true, "Terminated");
  }

  /** The library has no setting for what a server says of its own endpoints; its answers are changed on their way out. */
  #alterAnswers(channel: ServerSecureChannelLayer): void {
    const { endpointsDiffer, undeclaredEndpoint, tree } = this.#settings;
    if (this.#altered.has(channel) || !(endpointsDiffer || undeclaredEndpoint || tree !== "plain")) return;
    this.#altered.add(channel);
    const send = channel.send_response.bind(channel);
    channel.send_response = (type, response, message, ...rest) => {
      if (undeclaredEndpoint) listUndeclared(response);
      if (endpointsDiffer) hideEncrypted(response);
      if (tree === "looping") leadBack(response);
      if (tree === "vast") growVast(message.request, response);
      return send(type, response, message, ...rest);
    };
  }
}

/** Every method that answers a service, by the library's own naming. */
function handlerNames(server: object): ReadonlySet<string> {
  const names = new Set<string>();
  for (let level = Reflect.getPrototypeOf(server); level !== null; level = Reflect.getPrototypeOf(level)) {
    for (const name of Object.getOwnPropertyNames(level)) if (/^_on_\w+Request$/.test(name)) names.add(name);
  }
  return names;
}

function internalError(): ServiceFault {
  return new ServiceFault({ responseHeader: { serviceResult: StatusCodes.BadInternalError } });
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
