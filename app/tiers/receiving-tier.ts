import { createPrivateKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import type { ReceivingTier } from "../../api/submissions/port.ts";
import { systemClock } from "../../model/instant.ts";
import { describeError, Problem } from "../../model/problem.ts";
import { centreFiles } from "../centre/data-files.ts";
import { type HttpsIdentity, ownHttpsIdentity, readHttpsIdentity, receivesSubmissions } from "../centre/https-certificate.ts";
import type { Settings } from "../config/config.ts";
import { ownAddress } from "../config/tls-config.ts";

export interface OpenTier {
  readonly tier: ReceivingTier;
  readonly identity: HttpsIdentity;
}

/** This installation as a tier that receives, with its certificate and the key of its receipts; undefined where it is none. */
export async function openReceivingTier({ data, receive }: Settings): Promise<OpenTier | undefined> {
  if (receive === undefined) return undefined;
  const files = centreFiles(data);
  await mkdir(files.folder, { recursive: true, mode: 0o700 });
  const url = ownAddress(receive.host, receive.port, true);
  const { hostname } = new URL(url);
  const now = systemClock.now();
  const identity =
    receive.tls === "own"
      ? await ownHttpsIdentity(
          { certificate: files.receiveCertificate, key: files.receiveKey },
          [hostname.replace(/^\[|\]$/g, "")],
          now,
          receivesSubmissions,
        )
      : await readHttpsIdentity(receive.tls, now);
  const tier: ReceivingTier = {
    tier: receive.tier,
    name: receive.name,
    url,
    certificatePem: identity.certificatePem,
    fingerprint: identity.fingerprint,
    receiptKey: await ownReceiptKey(files.receiptKey),
  };
  return { tier, identity };
}

/** The Ed25519 key that signs receipts, made on first use. Enterprises know the tier by it: it is never renewed by itself. */
async function ownReceiptKey(file: string): Promise<KeyObject> {
  const kept = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw new Problem("key-unreadable", `cannot read ${file}: ${describeError(error)}`, { target: file, cause: error });
  });
  if (kept !== undefined) return createPrivateKey(kept);
  const { privateKey } = generateKeyPairSync("ed25519");
  await writeFile(`${file}.new`, privateKey.export({ type: "pkcs8", format: "pem" }), { mode: 0o600 });
  await rename(`${file}.new`, file);
  return privateKey;
}
