import { useCallback, useSyncExternalStore } from "react";
import { type Resource, read } from "./api-client.ts";
import { type Entry, QueryCache } from "./query-cache.ts";

export const cache = new QueryCache();

const idle: Entry<never> = { value: undefined, error: undefined, loading: false };
const nothing = () => () => {};

/** The resource as last read; the component is drawn again when it changes. `null` asks for nothing. */
export function useQuery<T>(resource: Resource<T> | null): Entry<T> {
  const path = resource?.path;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a resource is known by its path
  const subscribe = useCallback(
    (listener: () => void) => (resource === null ? nothing() : cache.subscribe(resource.path, () => read(resource), listener)),
    [path],
  );
  // The cache is filled by `read(resource)` alone, and a path belongs to one resource, so the entry holds a T.
  return useSyncExternalStore(subscribe, () => (path === undefined ? idle : (cache.entry(path) as Entry<T>)));
}

const manyIdle: readonly Entry<never>[] = [];

/** Several resources of one kind, in the order asked for. */
export function useQueries<T>(resources: readonly Resource<T>[]): readonly Entry<T>[] {
  const key = resources.map((resource) => resource.path).join("\n");
  // biome-ignore lint/correctness/useExhaustiveDependencies: resources are known by their paths
  const subscribe = useCallback(
    (listener: () => void) => {
      const stops = resources.map((resource) => cache.subscribe(resource.path, () => read(resource), listener));
      return () => {
        for (const stop of stops) stop();
      };
    },
    [key],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: as above
  const snapshot = useCallback(
    stableList(() => resources.map((resource) => cache.entry(resource.path) as Entry<T>)),
    [key],
  );
  return useSyncExternalStore(subscribe, resources.length === 0 ? () => manyIdle : snapshot);
}

/** The same array for as long as its members are the same, as React asks of a snapshot. */
function stableList<T>(make: () => readonly T[]): () => readonly T[] {
  let last: readonly T[] | undefined;
  return () => {
    const next = make();
    if (last === undefined || next.length !== last.length || next.some((member, index) => member !== last?.[index])) last = next;
    return last;
  };
}
