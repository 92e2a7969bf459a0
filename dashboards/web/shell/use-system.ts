import { useEffect } from "react";
import type { SystemView } from "../../../api/contract/system.ts";
import { minute } from "../../../model/instant.ts";
import { setCentreTime } from "../data/clock.ts";
import { useLive } from "../data/live.ts";
import type { Entry } from "../data/query-cache.ts";
import { system } from "../data/resources.ts";
import { cache, useQuery } from "../data/use-query.ts";

/** What the monitor cannot see changes without an event. */
const interval = minute;

/** State of the centre. */
export function useSystem(): Entry<SystemView> {
  return useQuery(system);
}

/** Keeps the state of the centre, and with it the page's clock, up to date. */
export function useSystemRefresh(): void {
  const { value } = useSystem();
  useEffect(() => {
    if (value !== undefined) setCentreTime(Date.parse(value.now));
  }, [value]);
  useEffect(() => {
    const timer = setInterval(() => cache.refresh((path) => path === system.path), interval);
    return () => clearInterval(timer);
  }, []);
}

/** When the newest observation came in; null where none ever did. */
export function useNewestData(): string | null {
  const { newestData } = useLive();
  const { value } = useSystem();
  return newestData ?? value?.newestData ?? null;
}
