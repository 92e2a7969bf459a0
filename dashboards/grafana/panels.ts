import { PanelBuilder as BarGauge } from "@grafana/grafana-foundation-sdk/bargauge";
import type { Builder } from "@grafana/grafana-foundation-sdk/cog";
import {
  BarGaugeDisplayMode,
  BigValueColorMode,
  BigValueGraphMode,
  GraphDrawStyle,
  LegendDisplayMode,
  LegendPlacement,
  ReduceDataOptionsBuilder,
  StackingConfigBuilder,
  StackingMode,
  TooltipDisplayMode,
  VisibilityMode,
  VizLegendOptionsBuilder,
  VizOrientation,
  VizTooltipOptionsBuilder,
} from "@grafana/grafana-foundation-sdk/common";
import type { DashboardBuilder, GridPos, Panel } from "@grafana/grafana-foundation-sdk/dashboard";
import { PanelBuilder as Stat } from "@grafana/grafana-foundation-sdk/stat";
import { PanelBuilder as TimeSeries } from "@grafana/grafana-foundation-sdk/timeseries";
import type { Bilingual } from "../../model/language.ts";
import { dataSource, type Influxql, target } from "./data-source.ts";
import type { Say } from "./definition.ts";
import { byThresholds, neutral, type Step, thresholds } from "./palette.ts";

/** Title and, where the title does not say it, what is shown. */
export interface Heading {
  readonly title: Bilingual;
  readonly description?: Bilingual;
}

interface AnyPanel extends Builder<Panel> {
  id(id: number): this;
  gridPos(position: GridPos): this;
}

interface Headed<Self> {
  title(title: string): Self;
  description(description: string): Self;
}

export interface Row {
  readonly height: number;
  /** Panels from left to right with their widths; 24 columns in all. */
  readonly panels: readonly (readonly [panel: AnyPanel, width: number])[];
}

/** Puts panels into rows and numbers them; the library's own layout lets wide panels run over the edge. */
export function layOut(dashboard: DashboardBuilder, rows: readonly Row[]): void {
  let id = 0;
  let y = 0;
  for (const { height, panels } of rows) {
    let x = 0;
    for (const [panel, width] of panels) {
      id += 1;
      dashboard.withPanel(panel.id(id).gridPos({ x, y, w: width, h: height }));
      x += width;
    }
    y += height;
  }
}

export function headed<Builder extends Headed<Builder>>(builder: Builder, say: Say, { title, description }: Heading): Builder {
  const titled = builder.title(say(title));
  return description === undefined ? titled : titled.description(say(description));
}

export interface FigureOptions {
  readonly unit?: string;
  readonly decimals?: number;
  readonly min?: number;
  readonly max?: number;
  readonly steps?: readonly Step[];
}

interface Figured<Self> {
  unit(unit: string): Self;
  decimals(decimals: number): Self;
  min(min: number): Self;
  max(max: number): Self;
}

function figured<Builder extends Figured<Builder>>(builder: Builder, { unit, decimals, min, max }: FigureOptions): Builder {
  if (unit !== undefined) builder.unit(unit);
  if (decimals !== undefined) builder.decimals(decimals);
  if (min !== undefined) builder.min(min);
  if (max !== undefined) builder.max(max);
  return builder;
}

export interface StatOptions extends FigureOptions {
  /** What stands there when nothing matched. */
  readonly noValue: string;
  /** Shows the time of the newest point instead of its value. */
  readonly age?: boolean;
}

/** One figure. */
export function stat(say: Say, heading: Heading, influxql: Influxql, options: StatOptions): Stat {
  const { steps = neutral, noValue, age = false } = options;
  const reduce = new ReduceDataOptionsBuilder().calcs([age ? "max" : "lastNotNull"]).fields(age ? "/^Time$/" : "");
  return figured(headed(new Stat(), say, heading), age ? { ...options, unit: "dateTimeFromNow" } : options)
    .datasource(dataSource)
    .withTarget(target(influxql, "A", age ? "table" : "time_series"))
    .reduceOptions(reduce)
    .thresholds(thresholds(...steps))
    .colorScheme(byThresholds())
    .colorMode(BigValueColorMode.Value)
    .graphMode(BigValueGraphMode.None)
    .noValue(noValue);
}

export interface LineOptions extends FigureOptions {
  /** Narrowest step, as long as the points are apart. */
  readonly interval: string;
  readonly stacked?: boolean;
  readonly bars?: boolean;
}

/** Values over time. */
export function lines(say: Say, heading: Heading, queries: readonly Influxql[], options: LineOptions): TimeSeries {
  const { interval, stacked = false, bars = false } = options;
  const panel = figured(headed(new TimeSeries(), say, heading), options)
    .datasource(dataSource)
    .targets(queries.map((query, index) => target(query, String.fromCharCode(65 + index), "time_series")))
    .interval(interval)
    .lineWidth(2)
    .fillOpacity(stacked || bars ? 40 : 0)
    .showPoints(VisibilityMode.Never)
    .drawStyle(bars ? GraphDrawStyle.Bars : GraphDrawStyle.Line)
    .tooltip(new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Multi))
    .legend(legend());
  return stacked ? panel.stacking(new StackingConfigBuilder().mode(StackingMode.Normal)) : panel;
}

function legend(): VizLegendOptionsBuilder {
  return new VizLegendOptionsBuilder()
    .showLegend(true)
    .displayMode(LegendDisplayMode.List)
    .placement(LegendPlacement.Bottom)
    .calcs([]);
}

/** One bar a series, by its newest value. */
export function bars(say: Say, heading: Heading, queries: readonly Influxql[], options: FigureOptions): BarGauge {
  return figured(headed(new BarGauge(), say, heading), options)
    .datasource(dataSource)
    .targets(queries.map((query, index) => target(query, String.fromCharCode(65 + index), "time_series")))
    .orientation(VizOrientation.Horizontal)
    .displayMode(BarGaugeDisplayMode.Basic)
    .reduceOptions(new ReduceDataOptionsBuilder().calcs(["lastNotNull"]))
    .thresholds(thresholds(...(options.steps ?? neutral)))
    .colorScheme(byThresholds());
}
