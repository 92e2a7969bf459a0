import { createContext, type ReactNode, useContext, useEffect } from "react";
import type { SessionView } from "../../../api/contract/system.ts";
import { onSignedOut } from "../data/api-client.ts";
import { startLive } from "../data/live.ts";
import { session } from "../data/resources.ts";
import { useQuery } from "../data/use-query.ts";
import { Loaded } from "../parts/states.tsx";
import { to } from "../routes.ts";
import { leaveToLogin } from "./leave.ts";

const SessionContext = createContext<SessionView | undefined>(undefined);

/**
 * Shows its content to those who are signed in, `setUp` to those whose roles do not count before they have proved a second factor, and
 * the log-in page to all others.
 */
export function SessionGate({ setUp, children }: { setUp: ReactNode; children: ReactNode }) {
  const entry = useQuery(session);
  useEffect(() => onSignedOut(toLogin), []);
  return (
    <Loaded entry={entry}>
      {(view) => (
        <SessionContext value={view}>{view.limited && view.grants.length === 0 ? setUp : <Live>{children}</Live>}</SessionContext>
      )}
    </Loaded>
  );
}

/** A refused one-time link lands on the overview with the reason in its query; the log-in page tells it. */
function toLogin(): void {
  const reason = new URLSearchParams(location.search).get("error");
  const place = location.pathname + location.search;
  leaveToLogin(reason ?? undefined, reason === null && place !== to.overview() ? place : undefined);
}

function Live({ children }: { children: ReactNode }) {
  useEffect(startLive, []);
  return children;
}

/** Who is signed in. */
export function useSession(): SessionView {
  const view = useContext(SessionContext);
  if (view === undefined) throw new Error("useSession is called outside SessionGate");
  return view;
}
