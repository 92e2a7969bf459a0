import { isIP } from "node:net";
import { getConnInfo } from "@hono/node-server/conninfo";
import type { Context, MiddlewareHandler } from "hono";
import { createAddressList } from "../../model/address-range.ts";
import type { CentreEnv } from "./env.ts";

/**
 * Finds out whose request it is: the address at the other end of the connection and, where a proxy that is trusted stands there, the one
 * that it names in X-Forwarded-For; never what anybody else claims.
 */
export function knowClient(trustedProxies: readonly string[]): MiddlewareHandler<CentreEnv> {
  const isTrusted = createAddressList(trustedProxies);
  return async function knowClient(c, next) {
    c.set("clientAddress", behindProxies(connectedAddress(c), c.req.header("x-forwarded-for"), isTrusted));
    await next();
  };
}

/** Whose request it is; `local` where there is no connection. */
export function clientAddress(c: Context<CentreEnv>): string {
  return c.get("clientAddress");
}

function connectedAddress(c: Context<CentreEnv>): string {
  // In-process requests carry no connection in their bindings.
  const bindings: unknown = c.env;
  const connected = typeof bindings === "object" && bindings !== null && "incoming" in bindings;
  return (connected ? getConnInfo(c).remote.address : undefined) ?? "local";
}

/** Each proxy adds whom it heard at the end, so the list is believed from there, for as long as the one who added is trusted. */
export function behindProxies(connected: string, forwarded: string | undefined, isTrusted: (address: string) => boolean): string {
  const named = (forwarded ?? "").split(",").map((part) => plain(part.trim()));
  let client = plain(connected);
  while (isTrusted(client)) {
    const before = named.pop();
    if (before === undefined || isIP(before) === 0) break;
    client = before;
  }
  return client;
}

/** An IPv4 address is the same when it comes over a socket of IPv6. */
function plain(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  return mapped ?? address;
}
