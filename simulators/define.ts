import type { Logger } from "pino";
import type { Clock, Instant } from "../model/instant.ts";
import type { Asset, Inventory } from "../model/inventory/inventory.ts";
import type { Endpoint } from "../model/protocols/index.ts";
import type { VerdictStatus } from "../model/verdict.ts";

/** An endpoint of the inventory that a device answers for. */
export interface ServedEndpoint {
  readonly asset: Asset;
  readonly endpoint: Endpoint;
}

/** One listening socket. Units behind one gateway share it; a device with a plain and a secure port has two. */
export interface Listener {
  /** A loopback address. */
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  readonly endpoints: readonly ServedEndpoint[];
}

/** What a device is, by declaration; the truth about it follows from this alone. */
export interface DeviceDeclaration {
  /** Unique within a scenario; names files under `dataDir` and stirs the seed. */
  readonly id: string;
  /** Name within the simulator: `legacy-server` for the profile `opcua/legacy-server`. */
  readonly profile: string;
  /** Weaknesses in addition to the profile's own. */
  readonly weaknesses: readonly string[];
  /** Weaknesses of the profile that this device does not have. */
  readonly without: readonly string[];
  readonly listeners: readonly Listener[];
  /** Equal seeds (with equal ids) give equal values. */
  readonly seed: number;
}

/** What a device needs to run. */
export interface DeviceEnvironment {
  readonly clock: Clock;
  readonly log: Logger;
  /** Certificates (PEM) of the clients that a strict device trusts. */
  readonly trustedClientPems: readonly string[];
  /** What must outlive a restart (certificates) is kept in `<dataDir>/<device id>/`. */
  readonly dataDir: string;
}

/** Where an endpoint answers, and what an operator would enter in the inventory about it. */
export interface RunningEndpoint {
  readonly assetId: string;
  readonly endpointId: string;
  /** The URL to dial. */
  readonly url: string;
  /** SHA-256 (hex) of the server certificate, where the device has one. */
  readonly certificateSha256?: string;
  /** Certificate and revocation list (PEM) of the authority that the plant has declared for it, where it has one. */
  readonly authorityPem?: string;
  /** True where the device trusts the given clients and no others: the inventory then says `trustedAt`. */
  readonly trustsGivenClients?: boolean;
}

/** One request that arrived, whatever the channel: the proof of what a client asked for. */
export interface RequestRecord {
  readonly at: Instant;
  /** OPC UA service (`Read`, `CreateSession`) or Modbus function code (`3`, `43/14`, `8/11`). */
  readonly service: string;
  /** Modbus unit id. */
  readonly unit?: number;
}

/** A device that runs. */
export interface SimulatedDevice {
  readonly endpoints: readonly RunningEndpoint[];
  /** Every request since the start, oldest first; only the newest `maxLoggedRequests` are kept. */
  requestLog(): readonly RequestRecord[];
  /**
   * Lets something happen, such as `restart`, `roll-certificate`, `brute-force` or `value-jump`.
   * @throws Problem `unknown-action` where the device cannot do it.
   */
  perform(action: string): Promise<void>;
  /** Closes every socket and frees the ports; may be called twice. */
  stop(): Promise<void>;
}

export const maxLoggedRequests = 100_000;

/** What a right monitor says of one check at one asset that the device serves. */
export interface Expectation {
  readonly assetId: string;
  readonly check: string;
  readonly status: VerdictStatus;
  /** The declared weakness it follows from; absent for what is well. */
  readonly weakness?: string;
}

/** The devices of one protocol. Each protocol's `device.ts` exports one as `simulator`. */
export interface Simulator {
  /** Names of the profiles, sorted. */
  readonly profiles: readonly string[];
  /** Names of every weakness that can be declared, sorted. */
  readonly weaknesses: readonly string[];
  /**
   * The truth about a device, from its declared weaknesses by the simulator's own table. It needs no running device.
   * @throws Problem `unknown-profile` or `unknown-weakness`.
   */
  expectations(device: DeviceDeclaration, inventory: Inventory): readonly Expectation[];
  /**
   * Starts a device.
   * @throws Problem `unknown-profile`, `unknown-weakness`, or `port-in-use`.
   */
  start(device: DeviceDeclaration, environment: DeviceEnvironment): Promise<SimulatedDevice>;
}
