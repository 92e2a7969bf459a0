import { TableSortByFieldStateBuilder } from "@grafana/grafana-foundation-sdk/common";
import type { DynamicConfigValue, ValueMapping } from "@grafana/grafana-foundation-sdk/dashboard";
import { PanelBuilder as Table } from "@grafana/grafana-foundation-sdk/table";
import type { Bilingual } from "../../model/language.ts";
import { dataSource, type Influxql, target } from "./data-source.ts";
import type { Say } from "./definition.ts";
import { cellLink } from "./links.ts";
import { byThresholds, palette, thresholds } from "./palette.ts";
import { type Heading, headed } from "./panels.ts";
import { words } from "./words.ts";

export interface Column {
  /** Tag or field of the answer; `Time` is the moment of the row. */
  readonly field: string;
  readonly title: Bilingual;
  readonly unit?: string;
  readonly decimals?: number;
  /** Draws a bar from 0 to 100. */
  readonly bar?: boolean;
  /** Values shown as words, in their colours. */
  readonly shown?: ValueMapping;
  /** Address of the page that a cell leads to. */
  readonly link?: string;
  readonly width?: number;
}

export interface TableOptions {
  readonly columns: readonly Column[];
  readonly sortBy?: { readonly title: Bilingual; readonly descending?: boolean };
}

/** How old a row's value is. */
export const ageColumn: Column = { field: "Time", title: words.age, unit: "dateTimeFromNow", width: 150 };

/** One row a series, with its newest values. */
export function table(say: Say, heading: Heading, influxql: Influxql, { columns, sortBy }: TableOptions): Table {
  const panel = headed(new Table(), say, heading)
    .datasource(dataSource)
    .withTarget(target(influxql, "A", "table"))
    .filterable(true)
    // The data source answers tags in no fixed order.
    .withTransformation({
      id: "organize",
      options: {
        indexByName: Object.fromEntries(columns.map(({ field }, index) => [field, index])),
        excludeByName: {},
        renameByName: {},
      },
    });
  for (const column of columns) panel.overrideByName(column.field, propertiesOf(say, column));
  if (sortBy === undefined) return panel;
  return panel.sortBy([new TableSortByFieldStateBuilder().displayName(say(sortBy.title)).desc(sortBy.descending ?? false)]);
}

function propertiesOf(say: Say, { title, unit, decimals, bar = false, shown, link, width }: Column): DynamicConfigValue[] {
  return [
    { id: "displayName", value: say(title) },
    ...(unit === undefined ? [] : [{ id: "unit", value: unit }]),
    ...(decimals === undefined ? [] : [{ id: "decimals", value: decimals }]),
    ...(width === undefined ? [] : [{ id: "custom.width", value: width }]),
    ...(bar ? barProperties() : []),
    ...(shown === undefined ? [] : [{ id: "mappings", value: [shown] }, colouredText]),
    ...(link === undefined ? [] : [cellLink(say, link)]),
  ];
}

const colouredText: DynamicConfigValue = { id: "custom.cellOptions", value: { type: "color-text" } };

function barProperties(): DynamicConfigValue[] {
  return [
    { id: "min", value: 0 },
    { id: "max", value: 100 },
    { id: "custom.cellOptions", value: { type: "gauge", mode: "basic", valueDisplayMode: "text" } },
    { id: "thresholds", value: thresholds({ from: null, color: palette.neutral }).build() },
    { id: "color", value: byThresholds().build() },
  ];
}
