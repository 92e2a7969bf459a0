import { resolve } from "node:path";
import { z } from "zod";
import type { KeySource } from "../signing/read-keys.ts";

/** A key that signs reports here, and whence its passphrase comes. */
const signingKeySchema = z
  .strictObject({
    /** PEM file of a PKCS #8 key: RSA or EC for the PDF, Ed25519 and SM2 for the bundle; at most one of each kind. */
    key: z.string().min(1),
    /** PEM file of its certificate, and behind it those that issued it. */
    certificate: z.string().min(1),
    passphraseFile: z.string().min(1).optional(),
    /** Environment variable that holds the passphrase. */
    passphraseEnv: z.string().min(1).optional(),
  })
  .refine(({ passphraseFile, passphraseEnv }) => passphraseFile === undefined || passphraseEnv === undefined, {
    error: "expected passphraseFile or passphraseEnv, not both",
    path: ["passphraseEnv"],
  });

/** The keys by which people with the role sign reports on the page; without it reports are signed by `plantwatch sign`. */
export const signingConfigSchema = z.strictObject({ keys: z.array(signingKeySchema).min(1).max(3) });

export function signingSettings({ keys }: z.output<typeof signingConfigSchema>, folder: string): readonly KeySource[] {
  return keys.map(({ key, certificate, passphraseFile, passphraseEnv }) => ({
    key: resolve(folder, key),
    certificate: resolve(folder, certificate),
    passphraseEnv,
    passphraseFile: passphraseFile === undefined ? undefined : resolve(folder, passphraseFile),
  }));
}
