/** How a device behaves. The start is a device that is kept well; every weakness changes it from there. */

/** What is wrong with every third answer that carries data. */
export type AnswerFault = "wrong-unit" | "wrong-transaction" | "wrong-protocol" | "wrong-length" | "truncated";

export interface DeviceSettings {
  /** Served without TLS. */
  readonly plain: boolean;
  /** How its secure port behaves, where it has one. */
  readonly tls: {
    /** TLS 1.0 and 1.1 are accepted too. */
    readonly oldVersions: boolean;
    /** Its certificate has expired. */
    readonly expired: boolean;
    /** Only clients with a certificate that it knows are let in, and only one that names a role is served. */
    readonly clientCertificate: boolean;
  };
  /** Whom it serves: anybody, or the clients that the inventory permits (loopback where it names none). */
  readonly clients: "any" | "permitted";
  /** Under which unit ids a gateway answers. */
  readonly units: "declared" | "any";
  /** Says of itself what the inventory says, or another revision. */
  readonly identity: "declared" | "other";
  /** A configuration register changes this long after the start, milliseconds. */
  readonly driftsAfter?: number;
  readonly running: boolean;
  /** The communication starts anew, with every counter at zero, in this rhythm, milliseconds. */
  readonly restartsEvery?: number;
  /** Share of the answers with data that are exceptions instead. */
  readonly exceptionShare: number;
  readonly answerFault?: AnswerFault;
  /** How an answer is cut into TCP segments: one, a few bytes each, or together with the answer before it once more. */
  readonly segments: "whole" | "split" | "joined";
  /** Time until an answer leaves, milliseconds. */
  readonly delay: number;
  /** Accepts connections and answers nothing. */
  readonly silent: boolean;
  readonly maxConnections: number;
}

export const wellKept: DeviceSettings = {
  plain: false,
  tls: { oldVersions: false, expired: false, clientCertificate: true },
  clients: "permitted",
  units: "declared",
  identity: "declared",
  running: true,
  exceptionShare: 0,
  segments: "whole",
  delay: 0,
  silent: false,
  maxConnections: 16,
};
