import type { MiddlewareHandler } from "hono";
import type { Clock } from "../../model/instant.ts";
import type { AuditRecords } from "../../store/records/administration-port.ts";
import type { CentreEnv } from "./env.ts";
import type { FindDeclared } from "./guard.ts";

/** Notes every change that was made, so that no route can forget to. */
export function auditChanges(findDeclared: FindDeclared, audit: AuditRecords, clock: Clock): MiddlewareHandler<CentreEnv> {
  return async function auditChanges(c, next) {
    await next();
    const declared = findDeclared(c);
    if (typeof declared !== "object" || declared.audit === null || c.res.status >= 400) return;
    await audit.append({
      at: clock.now(),
      actor: c.get("auditActor") ?? c.get("caller").actor,
      action: declared.audit,
      target: c.get("auditTarget") ?? c.req.path,
      detail: c.get("auditDetail") ?? {},
    });
  };
}
