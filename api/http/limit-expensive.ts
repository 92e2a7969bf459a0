import type { MiddlewareHandler } from "hono";
import { type Clock, type Instant, minute } from "../../model/instant.ts";
import { Problem } from "../../model/problem.ts";
import { apiRoot } from "../contract/paths.ts";
import { clientAddress } from "./client-address.ts";
import type { CentreEnv } from "./env.ts";

/** Requests of a minute that one caller may make of the routes that cost the centre much. */
export const expensiveRequestsAMinute = 120;

const ofEnterprise = "inventory/|what-if/|documents$|address-list/(preview|import|file)|attestations/import|ledger/file|reports$";
/** Imports and their previews, uploads, what-if reckonings, and files made of whole lists. */
const expensive = new RegExp(
  `^${apiRoot}/(enterprises/[^/]+/(${ofEnterprise})|audit/(file|verify)|enrolment$|reports/[^/]+/bundle|catalogs/[^/]+/oscal)`,
);

interface Spent {
  readonly since: Instant;
  readonly requests: number;
}

/** Refuses a caller that asks for expensive work faster than a person or a sensible program does. Known by who they are, not by address alone. */
export function limitExpensive(clock: Clock): MiddlewareHandler<CentreEnv> {
  const spent = new Map<string, Spent>();
  return async function limitExpensive(c, next) {
    if (!expensive.test(c.req.path)) return next();
    const now = clock.now();
    const caller = `${c.get("caller").actor} ${clientAddress(c)}`;
    const before = spent.get(caller);
    const current = before === undefined || now - before.since >= minute ? { since: now, requests: 0 } : before;
    if (current.requests >= expensiveRequestsAMinute) {
      throw new Problem("too-many-requests", "Too many requests of this kind.", { advice: "Wait a minute and try again." });
    }
    if (before === undefined) forgetOld(spent, now);
    spent.set(caller, { since: current.since, requests: current.requests + 1 });
    return next();
  };
}

function forgetOld(spent: Map<string, Spent>, now: Instant): void {
  for (const [caller, { since }] of spent) if (now - since >= minute) spent.delete(caller);
}
