import type { Attempt } from "../../../model/protocols/opcua/facts.ts";
import type { DriverServices } from "../define.ts";
import type { Offer } from "./decode/endpoints.ts";
import { OpcuaFailure } from "./errors.ts";
import { ApplicationIdentity } from "./identity.ts";
import type { RejectionMark } from "./rejections.ts";
import type { Run } from "./run.ts";
import type { Session } from "./session.ts";
import type { Subscription } from "./signals-job.ts";

export type SessionIdentity = "anonymous" | "user-name";

/** The session that a link keeps for its jobs, and how it was got. */
export interface HeldSession {
  readonly session: Session;
  readonly attempt: Attempt & { identity: SessionIdentity };
  lastUsed: number;
}

/** How far each kind of session came; learnt anew after every discovery. */
export interface SessionViews {
  overNone?: Attempt & { listed: boolean };
  overEncrypted?: Attempt;
  configured?: Attempt;
}

/** Status codes (OPC 10000-4, 7.39) of a server that cannot now and may well later. */
const passing = ["BadTooManySessions", "BadTcpServerTooBusy", "BadTcpNotEnoughResources", "BadServerHalted", "BadTimeout"];

/** Whether an attempt ended in silence, which is neither consent nor refusal. */
export function endedInSilence({ reached, statusCode, dropped }: Attempt): boolean {
  return reached !== "activated" && statusCode === undefined && dropped !== true;
}

/** Whether an attempt may go otherwise when it is made again: it was let in before, or nothing was decided. */
export function mayGoOtherwise(attempt: Attempt): boolean {
  const { reached, statusCode } = attempt;
  return reached === "activated" || endedInSilence(attempt) || (statusCode !== undefined && passing.includes(statusCode));
}

/** What a link keeps between two runs. Facts that rest on it are learnt anew with every discovery. */
export class Standing {
  readonly services: DriverServices;
  readonly collector: ApplicationIdentity;
  offers: readonly Offer[] | undefined;
  views: SessionViews = {};
  /** The server refused the configured identity; it is not tried again before the next discovery, lest it locks the account. */
  credentialsRefused = false;
  held: HeldSession | undefined;
  subscription: Subscription | undefined;
  /** Operation limits of the server, as far as it names them. */
  limits: Readonly<Record<string, number>> | undefined;
  /** The clock difference in the last facts, seconds; kept while the clock moves by less than a step. */
  clockSkewSeconds: number | undefined;
  rejectionMark: RejectionMark | undefined;
  /** Sessions of ours that the server refused since that mark. */
  refusedSessions = 0;
  /** Digests of the last nonces, to see one come again. */
  readonly nonces = new Set<string>();
  #stranger: ApplicationIdentity | undefined;

  constructor(services: DriverServices) {
    this.services = services;
    this.collector = new ApplicationIdentity(services.identity);
  }

  /** The collector's stranger certificate; throws an `OpcuaFailure` where it has none. */
  async stranger(): Promise<ApplicationIdentity> {
    try {
      this.#stranger ??= new ApplicationIdentity(await this.services.strangerIdentity());
      return this.#stranger;
    } catch (cause) {
      throw new OpcuaFailure("collector-unready", "the collector has no stranger certificate", { cause });
    }
  }

  /** Begins a new round: nothing that was learnt about offers and rights is relied on any longer. */
  forget(): void {
    this.offers = undefined;
    this.views = {};
    this.credentialsRefused = false;
  }

  /** Ends the held session in order; safe where there is none. */
  async release(run: Run): Promise<void> {
    const { held } = this;
    this.held = undefined;
    this.subscription = undefined;
    await held?.session.close(run);
  }
}
