import { type RefObject, useLayoutEffect, useRef, useState } from "react";

const headAndMargin = 64;

/** Room for the rows of a table from its place down to the foot of the window; head, margin and a foot of its own taken off. */
export function useTableHeight(foot = 0): { readonly place: RefObject<HTMLDivElement | null>; readonly height: number } {
  const place = useRef<HTMLDivElement>(null);
  const [height, setHeight] = useState(480);
  useLayoutEffect(() => {
    const measure = () => {
      const top = place.current?.getBoundingClientRect().top ?? 0;
      setHeight(Math.max(240, innerHeight - top - headAndMargin - foot));
    };
    measure();
    addEventListener("resize", measure);
    return () => removeEventListener("resize", measure);
  }, [foot]);
  return { place, height };
}
