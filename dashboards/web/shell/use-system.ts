import { useEffect } from "react";
import type { SystemView } from "../../../api/contract/system.ts";
import { second } from "../../../model/instant.ts";
import { setCentreTime } from "../data/clock.ts";
import type { Entry } from "../data/query-cache.ts";
import { system } from "../data/resources.ts";
import { cache, useQuery } from "../data/use-query.ts";

/** The age of the newest data moves without any event, so this much is asked for again and again. */
const interval = 10 * second;

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
