import { z } from "zod";
import { recall, remember } from "../shell/preferences.ts";

const kept = 5;

/** What this person searched for in this browser, newest first. */
export function recentSearches(actor: string): readonly string[] {
  try {
    return z.array(z.string()).parse(JSON.parse(recall(`searches.${actor}`) ?? "[]"));
  } catch {
    return [];
  }
}

export function noteSearch(actor: string, query: string): void {
  const before = recentSearches(actor).filter((other) => other !== query);
  remember(`searches.${actor}`, JSON.stringify([query, ...before].slice(0, kept)));
}
