import { to } from "../../routes.ts";

/** Where a reader goes on after logging in: the place of this installation that the address names, else the overview. */
export function placeAfter(query: URLSearchParams, origin: string): string {
  const next = query.get("next");
  if (next === null || !next.startsWith("/") || !URL.canParse(next, origin)) return to.overview();
  const { origin: its, pathname, search } = new URL(next, origin);
  const elsewhere = its !== origin || pathname === to.login() || pathname.startsWith("/api/");
  return elsewhere ? to.overview() : pathname + search;
}

/** The wallboard is a page of its own, which the browser has to load. */
export function isWallboard(place: string): boolean {
  return place.split("?")[0] === to.wallboard();
}
