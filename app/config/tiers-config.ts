import { resolve } from "node:path";
import { z } from "zod";
import { type Bilingual, nameSchema } from "../../model/language.ts";
import { type TlsSettings, tlsConfigSchema } from "./tls-config.ts";

const portSchema = z.int().min(0).max(65_535);

/** Where a provincial or national tier takes submissions, apart from the pages: by mutual TLS alone, on loopback until told otherwise. */
export const receiveConfigSchema = z.strictObject({
  /** The authority's name, as receipts bear it. */
  name: nameSchema,
  host: z.string().min(1).default("127.0.0.1"),
  port: portSchema.default(7443),
  /** Its certificate: one of its own, kept in the data folder, or PEM files. */
  tls: tlsConfigSchema.default("own"),
});

/** The tier to which reports are submitted, and how it is known. Nothing is ever sent to it before a person has decided so. */
export const authorityConfigSchema = z.strictObject({
  url: z.url({ protocol: /^https$/, error: "expected the address of the authority, such as https://province.example:7443" }),
  /** PEM file of its certificate, or of the authority that issued it. */
  certificate: z.string().min(1),
  /** PEM file of the public key by which its receipts are believed. */
  receiptKey: z.string().min(1),
  /** The certificate under which this installation connects: one of its own, kept in the data folder, or PEM files. */
  client: tlsConfigSchema.default("own"),
});

export interface ReceiveSettings {
  readonly name: Bilingual;
  readonly host: string;
  readonly port: number;
  readonly tls: TlsSettings;
}

export interface AuthoritySettings {
  readonly url: string;
  readonly certificate: string;
  readonly receiptKey: string;
  readonly client: TlsSettings;
}

export function receiveSettings(receive: z.output<typeof receiveConfigSchema>, folder: string): ReceiveSettings {
  return { ...receive, tls: absolute(receive.tls, folder) };
}

export function authoritySettings(authority: z.output<typeof authorityConfigSchema>, folder: string): AuthoritySettings {
  return {
    url: new URL(authority.url).origin,
    certificate: resolve(folder, authority.certificate),
    receiptKey: resolve(folder, authority.receiptKey),
    client: absolute(authority.client, folder),
  };
}

function absolute(tls: TlsSettings, folder: string): TlsSettings {
  return tls === "own" ? tls : { certificate: resolve(folder, tls.certificate), key: resolve(folder, tls.key) };
}
