/** Addresses as an inventory writes them and as a server lists them. */

const defaultPort = "4840";

/** The host of a URL, or the name itself where it is none; lower case, IPv6 without brackets. */
export function hostOf(urlOrName: string): string {
  const host = URL.canParse(urlOrName) ? new URL(urlOrName).hostname : urlOrName;
  return host.replace(/^\[(.*)\]$/, "$1").toLowerCase();
}

/** Port and path of an opc.tcp URL, by which one server at a host is told from another; undefined where it is no URL. */
export function portAndPath(url: string): string | undefined {
  if (!url.startsWith("opc.tcp:") || !URL.canParse(url)) return undefined;
  const { port, pathname } = new URL(url);
  return `${port || defaultPort}${pathname.replace(/\/$/, "")}`;
}
