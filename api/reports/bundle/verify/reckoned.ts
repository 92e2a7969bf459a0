import { canonicalJson } from "../../../../model/digest.ts";
import { message } from "../../../../model/messages/index.ts";
import { displayPercent } from "../../../../model/score.ts";
import { fails, type Statement } from "./statement.ts";

/** Demonstrated, potential and coverage of a level in percent, and its cap; null where nothing counts. */
export interface Figures {
  readonly demonstrated: number | null;
  readonly potential: number | null;
  readonly coverage: number | null;
  readonly capAt: number | null;
}

/** A score that was reckoned again, by the ids of its levels; `enterprise` is the whole. */
export type Reckoned = ReadonlyMap<string, Figures>;

export const whole = "enterprise";

const nothing: Figures = { demonstrated: null, potential: null, coverage: null, capAt: null };

/** Figures that a place gives and that do not follow. */
export function compare(place: string, said: Reckoned, reckoned: Reckoned): readonly Statement[] {
  return [...said].flatMap(([node, given]) => {
    const expected = reckoned.get(node) ?? nothing;
    if (canonicalJson(given) === canonicalJson(expected)) return [];
    return [fails(message("verify.score-differs", { place, node, said: figureText(given), reckoned: figureText(expected) }))];
  });
}

function figureText({ demonstrated, potential, coverage, capAt }: Figures): string {
  const numbers = [demonstrated, potential, coverage].map((value) => (value === null ? "–" : displayPercent(value)));
  return numbers.join(" / ") + (capAt === null ? "" : ` (≤ ${displayPercent(capAt)})`);
}
