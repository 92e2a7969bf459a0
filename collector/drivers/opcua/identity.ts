import { X509Certificate } from "node:crypto";
import { type ClientSecureChannelLayerOptions, StaticCertificateChainProvider } from "node-opcua";
import { makePrivateKeyFromPem, type PrivateKey } from "node-opcua-crypto";
import type { ClientIdentity } from "../define.ts";

/** A client certificate with its key, held in memory: the library would otherwise write a folder of its own to disk. */
export class ApplicationIdentity {
  readonly applicationUri: string;
  readonly certificate: Buffer;
  readonly privateKey: PrivateKey;
  readonly parent: NonNullable<ClientSecureChannelLayerOptions["parent"]>;

  constructor(identity: ClientIdentity) {
    this.applicationUri = identity.applicationUri;
    this.certificate = new X509Certificate(identity.certificatePem).raw;
    this.privateKey = makePrivateKeyFromPem(identity.privateKeyPem);
    this.parent = new StaticCertificateChainProvider([this.certificate], this.privateKey);
  }
}
