import { hostname } from "node:os";
import { resolve } from "node:path";
import { z } from "zod";
import { centreFiles } from "../centre/data-files.ts";

/** How the centre serves HTTPS: with a certificate of its own, kept in the data folder, or with PEM files. */
export const tlsConfigSchema = z.union(
  [z.literal("own"), z.strictObject({ certificate: z.string().min(1), key: z.string().min(1) })],
  { error: 'expected "own", or certificate and key as PEM files' },
);
export type TlsSettings = z.output<typeof tlsConfigSchema>;

const loopbackHosts: ReadonlySet<string> = new Set(["127.0.0.1", "::1", "localhost"]);
/** Whether a host is this machine by its loopback names and addresses. */
export function isLoopback(host: string): boolean {
  return loopbackHosts.has(host);
}

const wildcards: ReadonlySet<string> = new Set(["0.0.0.0", "::"]);

/** Sessions and tokens never travel in the clear: beyond loopback there is HTTPS, whether it was asked for or not. */
export function tlsSettings(tls: TlsSettings | undefined, host: string, folder: string): TlsSettings | undefined {
  if (tls === undefined) return loopbackHosts.has(host) ? undefined : "own";
  return tls === "own" ? tls : { certificate: resolve(folder, tls.certificate), key: resolve(folder, tls.key) };
}

/** The address of a centre that no proxy stands before; one that listens everywhere is opened by the machine's name. */
export function ownAddress(host: string, port: number, https: boolean): string {
  const name = wildcards.has(host) ? hostname() : host;
  return `${https ? "https" : "http"}://${name.includes(":") ? `[${name}]` : name}:${port}`;
}

/** What lets a collector know the centre: a file that is named, or the own certificate of the centre in the same configuration. */
export function centreTrust(
  centreCertificate: string | undefined,
  { folder, data, tls }: { folder: string; data: string; tls: TlsSettings | undefined },
): { readonly centreCertificate?: string } {
  if (centreCertificate !== undefined) return { centreCertificate: resolve(folder, centreCertificate) };
  return tls === "own" ? { centreCertificate: centreFiles(data).httpsCertificate } : {};
}
