import { useSyncExternalStore } from "react";

/** Where the reader is: the path and its query, from the address line. */
export interface Place {
  readonly path: string;
  readonly query: URLSearchParams;
}

const listeners = new Set<() => void>();
let current = readPlace();

function readPlace(): Place {
  const { pathname, search } = globalThis.location ?? { pathname: "/", search: "" };
  return { path: pathname, query: new URLSearchParams(search) };
}

function announce(): void {
  current = readPlace();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) addEventListener("popstate", announce);
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) removeEventListener("popstate", announce);
  };
}

/** Goes to an address of this app; `replace` leaves no step in the history. */
export function navigate(to: string, options: { replace?: boolean } = {}): void {
  if (options.replace) history.replaceState(null, "", to);
  else history.pushState(null, "", to);
  announce();
  if (!options.replace) scrollTo(0, 0);
}

/** The current place; the component is drawn again when it changes. */
export function usePlace(): Place {
  return useSyncExternalStore(subscribe, () => current);
}

/** Sets query values of the current address; null or empty removes one. */
export function setQuery(values: Readonly<Record<string, string | null>>): void {
  const query = new URLSearchParams(current.query);
  for (const [name, value] of Object.entries(values)) {
    if (value === null || value === "") query.delete(name);
    else query.set(name, value);
  }
  const text = query.toString();
  navigate(text === "" ? current.path : `${current.path}?${text}`, { replace: true });
}
