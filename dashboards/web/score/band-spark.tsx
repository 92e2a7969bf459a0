import { useId } from "react";
import type { ScoreSummaryView } from "../../../api/contract/scores.ts";
import { day } from "../../../model/instant.ts";
import { pageClock } from "../data/clock.ts";
import { useWords } from "../words/language.tsx";
import { bandGeometry } from "./band-geometry.ts";

const size = { width: 148, height: 36 };

/** Thirty days of a score as a small band: lower edge demonstrated, upper edge potential. */
export function BandSpark({ history }: { history: readonly ScoreSummaryView[] }) {
  const { t, format } = useWords();
  const pattern = useId();
  const now = pageClock.now();
  const points = toPoints(history, now);
  const band = bandGeometry(points, { from: now - 30 * day, to: now }, size);
  if (band === null) return <span className="faint">{t("score.trend-none")}</span>;
  const edge = (point: { demonstrated: number | null } | undefined) => format.points(point?.demonstrated ?? null);
  const label = t("score.trend-label", { from: edge(points[0]), to: edge(points.at(-1)) });
  return (
    <svg
      className="band-spark"
      width={size.width}
      height={size.height + 2}
      viewBox={`0 -1 ${size.width} ${size.height + 2}`}
      role="img"
    >
      <title>{label}</title>
      <defs>
        <pattern id={pattern} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line x1="0" y1="0" x2="0" y2="5" stroke="var(--hatch)" strokeWidth="1.6" />
        </pattern>
      </defs>
      <path d={band.area} fill={`url(#${pattern})`} />
      <path d={band.upper} fill="none" stroke="var(--hatch)" strokeWidth="1" />
      <path d={band.lower} fill="none" stroke="var(--bar)" strokeWidth="2" />
    </svg>
  );
}

/** Thirty days up to now: the score before the span is carried to its start, the newest to its end. */
function toPoints(history: readonly ScoreSummaryView[], now: number) {
  const start = now - 30 * day;
  const all = history
    .map(({ at, demonstrated, potential }) => ({ at: Date.parse(at), demonstrated, potential }))
    .sort((one, other) => one.at - other.at);
  const inside = all.filter(({ at }) => at >= start);
  const before = all.findLast(({ at }) => at < start);
  const newest = all.at(-1);
  const led = before === undefined ? inside : [{ ...before, at: start }, ...inside];
  return newest === undefined ? led : [...led, { ...newest, at: now }];
}
