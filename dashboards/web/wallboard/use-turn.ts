import { useEffect, useState } from "react";
import { second } from "../../../model/instant.ts";

const usual = 20 * second;

/** How long a view stays, milliseconds; `?every=SECONDS` says otherwise. */
function stay(): number {
  const asked = Number(new URLSearchParams(location.search).get("every") ?? "");
  return asked >= 1 && asked <= 3600 ? asked * second : usual;
}

export interface Turn {
  readonly index: number;
  /** Space holds the view; arrows turn by hand. */
  readonly held: boolean;
}

/** Which of several views is shown now. */
export function useTurn(count: number): Turn {
  const [turn, setTurn] = useState<Turn>({ index: 0, held: false });
  useEffect(() => {
    if (turn.held) return;
    const timer = setInterval(() => setTurn(({ index }) => ({ index: index + 1, held: false })), stay());
    return () => clearInterval(timer);
  }, [turn.held]);
  useEffect(() => {
    const pressed = ({ key }: KeyboardEvent) => {
      if (key === " ") setTurn(({ index, held }) => ({ index, held: !held }));
      if (key === "ArrowRight") setTurn(({ index }) => ({ index: index + 1, held: true }));
      if (key === "ArrowLeft") setTurn(({ index }) => ({ index: index + count - 1, held: true }));
    };
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  }, [count]);
  return { index: count === 0 ? 0 : turn.index % count, held: turn.held };
}
