import { flushSync } from "react-dom";
import { cache } from "../data/use-query.ts";
import { navigate } from "../router.ts";
import { to } from "../routes.ts";

/** Goes to the log-in page and forgets what was shown, once no page shows it any more. */
export function leaveToLogin(reason?: string): void {
  flushSync(() => navigate(to.login(reason), { replace: true }));
  cache.clear();
}
