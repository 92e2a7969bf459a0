import type { Context } from "hono";
import type { AuthRequest } from "../accounts/auth.ts";
import { clientAddress } from "./client-address.ts";

/** What the accounts go by in a request. */
export function authRequest(c: Context): AuthRequest {
  return { headers: c.req.raw.headers, address: clientAddress(c) };
}
