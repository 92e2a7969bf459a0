import { isIP } from "node:net";

/** The IP address that a URL dials; undefined where it dials a name. */
export function literalAddress(url: string): string | undefined {
  const host = URL.parse(url)?.hostname.replace(/^\[|\]$/g, "") ?? "";
  return isIP(host) === 0 ? undefined : host;
}
