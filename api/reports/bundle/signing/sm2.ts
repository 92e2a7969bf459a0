import type { KeyObject } from "node:crypto";
import { fromBER, OctetString, Sequence } from "asn1js";
import { sm2 } from "sm-crypto-v2";

/**
 * SM2 with SM3 (GB/T 32918.2, GM/T 0009) under the default identity 1234567812345678. Node's own "SM2" takes an empty identity, or
 * is ECDSA on the same curve, so neither is used.
 */
export function signSm2(data: Uint8Array, key: Uint8Array, publicKey: Uint8Array): Uint8Array {
  const options = { der: true, hash: true, publicKey: Buffer.from(publicKey).toString("hex") };
  return Buffer.from(sm2.doSignature(new Uint8Array(data), Buffer.from(key).toString("hex"), options), "hex");
}

/** Whether an SM2 signature (DER) is that of the holder of a public key (an uncompressed point) over the data. */
export function verifySm2(data: Uint8Array, signature: Uint8Array, publicKey: Uint8Array): boolean {
  try {
    const [signatureHex, keyHex] = [signature, publicKey].map((bytes) => Buffer.from(bytes).toString("hex"));
    return sm2.doVerifySignature(new Uint8Array(data), signatureHex ?? "", keyHex ?? "", { der: true, hash: true });
  } catch {
    // What is no DER or no point of the curve is no signature.
    return false;
  }
}

/** The 32 bytes of a private key on the SM2 curve, which Node exports as PKCS #8 alone. */
export function sm2Scalar(key: KeyObject): Uint8Array | undefined {
  const privateKeyInfo = fromBER(key.export({ type: "pkcs8", format: "der" })).result;
  const wrapped = privateKeyInfo instanceof Sequence ? privateKeyInfo.valueBlock.value[2] : undefined;
  if (!(wrapped instanceof OctetString)) return undefined;
  const ecPrivateKey = fromBER(wrapped.valueBlock.valueHexView).result;
  const scalar = ecPrivateKey instanceof Sequence ? ecPrivateKey.valueBlock.value[1] : undefined;
  return scalar instanceof OctetString ? scalar.valueBlock.valueHexView : undefined;
}
