import { getConnInfo } from "@hono/node-server/conninfo";
import type { Context } from "hono";

/** The address at the other end of the connection, never what a header claims; `local` where there is no connection. */
export function clientAddress(c: Context): string {
  // In-process requests carry no connection in their bindings.
  const bindings: unknown = c.env;
  const connected = typeof bindings === "object" && bindings !== null && "incoming" in bindings;
  return (connected ? getConnInfo(c).remote.address : undefined) ?? "local";
}
