import { OpenAPIHono } from "@hono/zod-openapi";
import type { Caller } from "./caller.ts";
import { invalidInput } from "./errors.ts";

/** What travels with a request. */
export interface CentreEnv {
  Variables: {
    caller: Caller;
    clientAddress: string;
    /** What the audit trail notes of a change beside its action and target. */
    auditDetail?: Readonly<Record<string, unknown>>;
    /** The target of a change where it is another than the path. */
    auditTarget?: string;
    /** Who acted, where that is known only after the act (a log-in). */
    auditActor?: string;
    secureHeadersNonce?: string;
  };
}

export type Api = OpenAPIHono<CentreEnv>;

/** An empty router whose routes answer wrong input in the one shape of errors. */
export function createApi(): Api {
  return new OpenAPIHono<CentreEnv>({
    defaultHook: (result, c) => (result.success ? undefined : c.json(invalidInput(result.error.issues), 400)),
  });
}
