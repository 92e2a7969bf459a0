import { useId } from "react";
import type { ScoreSummaryView } from "../../../api/contract/scores.ts";
import { day, type Instant } from "../../../model/instant.ts";
import { pageClock } from "../data/clock.ts";
import { useWords } from "../words/language.tsx";
import { type BandGeometry, bandGeometry } from "./band-geometry.ts";
import { historyStart } from "./history-start.ts";

const days = 30;
const size = { width: 148, height: 36 };

/** Thirty days of a score as a small band: lower edge demonstrated, upper edge potential. A younger history says since when. */
export function BandSpark({ history }: { history: readonly ScoreSummaryView[] }) {
  const { t, format } = useWords();
  const now = pageClock.now();
  const start = historyStart(history, now, days);
  const points = toPoints(history, start, now);
  const band = bandGeometry(points, { from: start, to: now }, size);
  if (band === null) return <span className="faint">{t("score.trend-none")}</span>;
  const since = now - start < 2 * day ? format.time(start, now) : format.date(start);
  const edge = (point: { demonstrated: number | null } | undefined) => format.points(point?.demonstrated ?? null);
  const label = t("score.trend-label", { since, from: edge(points[0]), to: edge(points.at(-1)) });
  const young = start > now - days * day;
  return (
    <>
      <BandPicture band={band} label={label} />
      {young && <span className="band-since">{t("score.trend-since", { since })}</span>}
    </>
  );
}

function BandPicture({ band, label }: { band: BandGeometry; label: string }) {
  const pattern = useId();
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

/** The score before the span is carried to its start, the newest to its end. */
function toPoints(history: readonly ScoreSummaryView[], start: Instant, now: Instant) {
  const all = history
    .map(({ at, demonstrated, potential }) => ({ at: Date.parse(at), demonstrated, potential }))
    .sort((one, other) => one.at - other.at);
  const inside = all.filter(({ at }) => at >= start);
  const before = all.findLast(({ at }) => at < start);
  const newest = all.at(-1);
  const led = before === undefined ? inside : [{ ...before, at: start }, ...inside];
  return newest === undefined ? led : [...led, { ...newest, at: now }];
}
