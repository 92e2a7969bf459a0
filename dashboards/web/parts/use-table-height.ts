import { type RefObject, useLayoutEffect, useRef, useState } from "react";

/** Room for the rows of a table from its place down to the foot of the window; header and margin taken off. */
export function useTableHeight(): { readonly place: RefObject<HTMLDivElement | null>; readonly height: number } {
  const place = useRef<HTMLDivElement>(null);
  const [height, setHeight] = useState(480);
  useLayoutEffect(() => {
    const measure = () => {
      const top = place.current?.getBoundingClientRect().top ?? 0;
      setHeight(Math.max(240, innerHeight - top - headAndMargin));
    };
    measure();
    addEventListener("resize", measure);
    return () => removeEventListener("resize", measure);
  }, []);
  return { place, height };
}

const headAndMargin = 64;
