/** How a server is built. The start is a server that is kept well; every weakness changes it from there. */

export type SecuredPolicy = "Basic128Rsa15" | "Basic256" | "Basic256Sha256" | "Aes128_Sha256_RsaOaep" | "Aes256_Sha256_RsaPss";

/** What a session without identity may do below Objects; absent bits are denied by UserRolePermissions. */
export interface Rights {
  readonly read: boolean;
  readonly write: boolean;
  readonly call: boolean;
}

export interface CertificateSettings {
  readonly keyBits: number;
  readonly hash: "SHA-1" | "SHA-256";
  /** Days from the making of the certificate to the start and the end of its validity. */
  readonly validFromDays: number;
  readonly validToDays: number;
  /** Whether the alternative names hold the server's ApplicationUri and its hosts. */
  readonly ownUri: boolean;
  readonly ownHost: boolean;
  /** `declared`: the authority where the inventory declares one, else itself. `intermediate`: one that is never sent along. */
  readonly issuer: "declared" | "self" | "intermediate" | "expired-authority";
  /** Marked as an authority, though it is an application's. */
  readonly authorityFlag: boolean;
  /** The key is the one that every device with this setting has. */
  readonly sharedKey: boolean;
  /** What the authority that the plant declares says of revoked certificates; `revokes`: that this one is. */
  readonly revocationList: "current" | "missing" | "stale" | "revokes";
}

export interface ServerSettings {
  readonly policies: readonly SecuredPolicy[];
  readonly modes: readonly ("Sign" | "SignAndEncrypt")[];
  /** Sessions over mode None are served; without it None is for discovery only. */
  readonly none: boolean;
  /** Absent: no anonymous token is offered. */
  readonly anonymous?: Rights;
  readonly userNames: boolean;
  /** The account that the inventory declares as the maker's lets in. */
  readonly factoryAccount: boolean;
  /** User name tokens on the None endpoint. */
  readonly passwordOnNone: "absent" | "encrypted" | "plaintext";
  /** Policy that user name tokens of secured endpoints name; absent: the endpoint's own. */
  readonly tokenPolicy?: SecuredPolicy;
  readonly trustsAnyClient: boolean;
  readonly certificate: CertificateSettings;
  /** Bytes of a server nonce; 32 is the least that is safe. */
  readonly nonceBytes: number;
  /** CreateSession leaves out the encrypted endpoints that GetEndpoints lists. */
  readonly endpointsDiffer: boolean;
  /** A second address is advertised that no inventory lists. */
  readonly undeclaredEndpoint: boolean;
  readonly sessionDiagnosticsOpen: boolean;
  readonly configurationOpen: boolean;
  readonly auditing: boolean;
  /** The server's clock less the true one, milliseconds. */
  readonly clockOffset: number;
  readonly state: "Running" | "Suspended" | "Failed";
  readonly maxSessions: number;
  /** Sessions that operators hold all the time. */
  readonly heldSessions: number;
  /** Support of roles is declared in ServerProfileArray. */
  readonly roles: boolean;
  /** It says that it is a vendor's sample server. */
  readonly sample: boolean;
  /** How it treats whoever browses it. */
  readonly tree: "plain" | "looping" | "vast";
  /** Reads and browses after which a session is ended; absent: it stays. */
  readonly sessionEndsAfter?: number;
}

export const noRights: Rights = { read: false, write: false, call: false };

export const wellKept: ServerSettings = {
  policies: ["Basic256Sha256", "Aes128_Sha256_RsaOaep", "Aes256_Sha256_RsaPss"],
  modes: ["SignAndEncrypt"],
  none: false,
  userNames: true,
  factoryAccount: false,
  passwordOnNone: "absent",
  trustsAnyClient: false,
  certificate: {
    keyBits: 2048,
    hash: "SHA-256",
    validFromDays: -30,
    validToDays: 5 * 365,
    ownUri: true,
    ownHost: true,
    issuer: "declared",
    authorityFlag: false,
    sharedKey: false,
    revocationList: "current",
  },
  nonceBytes: 32,
  endpointsDiffer: false,
  undeclaredEndpoint: false,
  sessionDiagnosticsOpen: false,
  configurationOpen: false,
  auditing: true,
  clockOffset: 0,
  state: "Running",
  maxSessions: 20,
  heldSessions: 0,
  roles: true,
  sample: false,
  tree: "plain",
};
