import { flushSync } from "react-dom";
import { cache } from "../data/use-query.ts";
import { navigate } from "../router.ts";
import { to } from "../routes.ts";

/** Goes to the log-in page, from there on to `next`, and forgets what was shown, once no page shows it any more. */
export function leaveToLogin(reason?: string, next?: string): void {
  flushSync(() => navigate(to.login(reason, next), { replace: true }));
  cache.clear();
}
