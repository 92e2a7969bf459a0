import { useEffect, useState } from "react";
import { type Resource, read } from "./api-client.ts";
import type { Entry } from "./query-cache.ts";

/** The resource as it stands when the component is first drawn, and not as anybody read it before: the ground of an edit. */
export function useFresh<T>(resource: Resource<T>): Entry<T> {
  const [entry, setEntry] = useState<Entry<T>>({ value: undefined, error: undefined, loading: true });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a resource is known by its path
  useEffect(() => {
    let isWanted = true;
    const settle = (next: Entry<T>) => isWanted && setEntry(next);
    read(resource).then(
      ({ value }) => settle({ value, error: undefined, loading: false }),
      (error: unknown) => settle({ value: undefined, error, loading: false }),
    );
    return () => {
      isWanted = false;
    };
  }, [resource.path]);
  return entry;
}
