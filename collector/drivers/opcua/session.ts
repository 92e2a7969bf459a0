import { randomBytes } from "node:crypto";
import { ApplicationType, type CreateSessionResponse, computeSignature } from "node-opcua";
import { second } from "../../../model/instant.ts";
import type { Channel } from "./channel.ts";
import { decodeOffers, type Offer } from "./decode/endpoints.ts";
import { sessionTimeoutOf } from "./plan.ts";
import type { Run } from "./run.ts";
import { type Service, type ServiceResponse, services } from "./services.ts";
import type { UserToken } from "./user-token.ts";

const applicationName = "Plantwatch";
const productUri = "urn:plantwatch";
const nonceLength = 32;
const leastTimeout = 10 * second;

/** A session on a channel that belongs to it alone. */
export class Session {
  readonly channel: Channel;
  /** The server's nonces of CreateSession and ActivateSession. */
  readonly nonces: Buffer[] = [];
  /** Endpoint list in CreateSession's answer; undefined where there is none, which is not the same as an empty one. */
  readonly offers: readonly Offer[] | undefined;
  readonly #created: CreateSessionResponse;
  #closed = false;

  private constructor(channel: Channel, created: CreateSessionResponse) {
    this.channel = channel;
    this.#created = created;
    this.offers = created.serverEndpoints === null ? undefined : decodeOffers(created.serverEndpoints);
    this.#keepNonce(created.serverNonce);
  }

  /** CreateSession in the name of the collector's application; throws an `OpcuaFailure`. */
  static async create(run: Run, channel: Channel, applicationUri: string): Promise<Session> {
    const { identity } = channel.security;
    const created = await channel.call(run, services.createSession, {
      clientDescription: {
        applicationUri,
        productUri,
        applicationName: { text: applicationName },
        applicationType: ApplicationType.Client,
      },
      endpointUrl: run.endpoint.url,
      sessionName: applicationName,
      clientNonce: randomBytes(nonceLength),
      ...(identity === undefined ? {} : { clientCertificate: identity.certificate }),
      requestedSessionTimeout: sessionTimeoutOf(run.endpoint),
      maxResponseMessageSize: 1024 * 1024,
    });
    return new Session(channel, created);
  }

  get lastNonce(): Buffer {
    return this.nonces.at(-1) ?? Buffer.alloc(0);
  }

  get alive(): boolean {
    return this.channel.alive && !this.#closed;
  }

  /** How long the server lets the session live without a request, milliseconds; some old ones say 0 and keep it all the same. */
  get timeoutMs(): number {
    return Math.max(this.#created.revisedSessionTimeout, leastTimeout);
  }

  /** ActivateSession under a user token; throws an `OpcuaFailure`. */
  async activate(run: Run, userIdentityToken: UserToken): Promise<void> {
    const { identity, serverCertificate, policy } = this.channel.security;
    const clientSignature =
      identity && serverCertificate
        ? computeSignature(serverCertificate, this.lastNonce, identity.privateKey, policy)
        : undefined;
    const activated = await this.call(run, services.activateSession, {
      ...(clientSignature === undefined ? {} : { clientSignature }),
      userIdentityToken,
    });
    this.#keepNonce(activated.serverNonce);
  }

  call<Options, Answer extends ServiceResponse>(run: Run, service: Service<Options, Answer>, options: Options): Promise<Answer> {
    return this.channel.call(run, service, options, this.#created.authenticationToken);
  }

  /** CloseSession alone, with its subscriptions; the channel stays open. */
  async end(run: Run): Promise<void> {
    this.#closed = true;
    await this.call(run, services.closeSession, { deleteSubscriptions: true });
  }

  /** Ends session, channel and connection in order, within a short time of its own. */
  async close(run: Run): Promise<void> {
    const closing = run.detached();
    try {
      if (this.alive) await this.end(closing);
    } catch {
      // The connection goes in any case, and the server ends a session that nobody uses.
    } finally {
      await this.channel.close(closing);
    }
  }

  #keepNonce(nonce: Buffer | null): void {
    if (nonce && nonce.length > 0) this.nonces.push(nonce);
  }
}
