import { useMemo } from "react";
import type { ScoreSummaryView } from "../../../api/contract/scores.ts";
import { day, hour } from "../../../model/instant.ts";
import type { Bilingual } from "../../../model/language.ts";
import { Chart, type ChartOption } from "../charts/chart.tsx";
import { pageClock } from "../data/clock.ts";
import type { Format } from "../format/format.ts";
import type { Palette } from "../shell/palette.ts";
import { useLook } from "../shell/theme.tsx";
import { useWords } from "../words/language.tsx";
import type { Translate } from "../words/messages.ts";
import { historyStart } from "./history-start.ts";
import type { ScoreMove } from "./score-moves.ts";
import { spreadMoves } from "./spread-moves.ts";

interface Texts {
  readonly t: Translate;
  readonly format: Format;
  readonly say: (text: Bilingual) => string;
}

/** A score over time as a band: lower edge demonstrated, upper edge potential, with a mark where something moved it. */
export default function BandChart({
  history,
  moves,
  days,
  height,
}: {
  history: readonly ScoreSummaryView[];
  /** What moved it, drawn as marks. */
  moves: readonly ScoreMove[];
  days: number;
  height: number;
}) {
  const { t, format, say } = useWords();
  const { palette } = useLook();
  const option = useMemo(
    () => bandOption(history, moves, days, palette, { t, format, say }),
    [history, moves, days, palette, t, format, say],
  );
  return <Chart option={option} label={t("chart.label")} height={height} />;
}

function bandOption(
  history: readonly ScoreSummaryView[],
  moves: readonly ScoreMove[],
  days: number,
  palette: Palette,
  texts: Texts,
): ChartOption {
  const now = pageClock.now();
  const start = historyStart(history, now, days);
  const known = history.filter(({ demonstrated, at }) => demonstrated !== null && Date.parse(at) >= start);
  const newest = known.at(-1);
  const drawn = spreadMoves(moves, start, now);
  const points = newest === undefined ? known : [...known, { ...newest, at: new Date(now).toISOString() }];
  return {
    animation: false,
    aria: { enabled: true },
    grid: { left: 34, right: 10, top: 10, bottom: 22 },
    xAxis: { type: "time", min: start, max: now, axisLabel: axisLabel(palette, now - start), ...axisLines(palette) },
    yAxis: {
      type: "value",
      min: 0,
      max: 100,
      interval: 25,
      axisLabel: { color: palette.inkFaint, fontSize: 11 },
      ...axisLines(palette),
    },
    tooltip: bandTooltip(palette, texts, drawn),
    series: bandSeries(points, drawn, palette, texts),
  };
}

function axisLabel(palette: Palette, span: number) {
  return {
    color: palette.inkFaint,
    fontSize: 11,
    hideOverlap: true,
    formatter: span < hour ? "{HH}:{mm}:{ss}" : span < 2 * day ? "{HH}:{mm}" : "{MM}-{dd}",
  };
}

function axisLines(palette: Palette) {
  return {
    axisLine: { lineStyle: { color: palette.lineStrong } },
    axisTick: { show: false },
    splitLine: { lineStyle: { color: palette.line } },
  };
}

function bandSeries(points: readonly ScoreSummaryView[], moves: readonly ScoreMove[], palette: Palette, { t }: Texts) {
  const data = (value: (point: ScoreSummaryView) => number) => points.map((point) => [Date.parse(point.at), value(point)]);
  const line = { type: "line", step: "end", symbol: "none", stack: "band", stackStrategy: "all" } as const;
  return [
    {
      ...line,
      name: t("chart.demonstrated"),
      data: data(({ demonstrated }) => demonstrated ?? 0),
      lineStyle: { color: palette.bar, width: 2 },
      itemStyle: { color: palette.bar },
      markLine: {
        symbol: ["none", "triangle"],
        symbolSize: 6,
        silent: true,
        label: { show: false },
        lineStyle: { color: palette.cap, width: 1, type: "dashed" },
        data: moves.map(({ at }) => ({ xAxis: Date.parse(at) })),
      },
    },
    {
      ...line,
      name: t("chart.potential"),
      data: data(({ demonstrated, potential }) => (potential ?? 0) - (demonstrated ?? 0)),
      lineStyle: { color: palette.hatch, width: 1 },
      itemStyle: { color: palette.hatch },
      areaStyle: { color: { image: stripes(palette.hatch), repeat: "repeat" }, opacity: 1 },
    },
  ];
}

/** The hatching of what is unknown, as a tile that repeats. */
function stripes(color: string): HTMLCanvasElement {
  const size = 8;
  const tile = document.createElement("canvas");
  tile.width = size;
  tile.height = size;
  const pen = tile.getContext("2d");
  if (pen === null) return tile;
  pen.strokeStyle = color;
  pen.lineWidth = 1.2;
  for (const shift of [-size, 0, size]) {
    pen.moveTo(shift, size);
    pen.lineTo(shift + size, 0);
  }
  pen.stroke();
  return tile;
}

interface TooltipPoint {
  readonly value: readonly [number, number];
}

const shownCauses = 4;

/** Figures of the moment, and below them what moved the score where a mark is near. */
function bandTooltip(palette: Palette, texts: Texts, moves: readonly ScoreMove[]) {
  const { t, format } = texts;
  return {
    trigger: "axis",
    backgroundColor: palette.surface,
    borderColor: palette.lineStrong,
    textStyle: { color: palette.ink, fontSize: 12 },
    extraCssText: "max-width:420px;white-space:normal",
    formatter: (points: readonly TooltipPoint[]) => {
      const [lower, band] = points;
      if (lower === undefined || band === undefined) return "";
      const [at, demonstrated] = lower.value;
      const move = moves.find((one) => Date.parse(one.at) === at);
      return [
        format.time(at, pageClock.now()),
        `${t("chart.demonstrated")} ${format.points(demonstrated)}`,
        `${t("chart.potential")} ${format.points(demonstrated + band.value[1])}`,
        ...(move === undefined ? [] : moveLines(move, texts)),
      ]
        .map(escapeHtml)
        .join("<br>");
    },
  };
}

function moveLines({ causes }: ScoreMove, { t, say }: Texts): string[] {
  const rest = causes.length - shownCauses;
  return [
    ...causes.slice(0, shownCauses).map(({ text }) => `· ${say(text)}`),
    ...(rest > 0 ? [t("enterprise.moved-more", { count: rest })] : []),
  ];
}

/** Tooltips are HTML, and a text from the centre may hold what a device said. */
function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
