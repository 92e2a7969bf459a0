import type { Builder } from "@grafana/grafana-foundation-sdk/cog";
import {
  ConstantVariableBuilder,
  QueryVariableBuilder,
  type VariableModel,
  VariableRefresh,
  VariableSort,
} from "@grafana/grafana-foundation-sdk/dashboard";
import type { Measurement } from "../../model/metric.ts";
import { dataSource } from "./data-source.ts";
import type { Context } from "./definition.ts";
import { words } from "./words.ts";

/** Selects the points whose tag has a value that a variable of the same name has; "all" lets points without the tag through too. */
export function chosen(...tags: readonly (keyof typeof words)[]): string {
  return tags.map((tag) => `"${tag}" =~ /^\${${tag}:regex}$/`).join(" AND ");
}

export interface VariableOptions {
  readonly tag: "enterprise" | "site" | "asset" | "collector" | "catalog";
  /** Where the values are looked up. */
  readonly measurement: Measurement;
  /** Variables that narrow the choice. */
  readonly within?: readonly (keyof typeof words)[];
  /** Several values and "all"; otherwise exactly one. */
  readonly several?: boolean;
  /** Value on first open of a variable with exactly one. */
  readonly first?: string;
}

export function tagVariable({ say }: Context, options: VariableOptions): QueryVariableBuilder {
  const { tag, measurement, within = [], several = false, first } = options;
  const where = within.length === 0 ? "" : ` WHERE ${chosen(...within)}`;
  const query = `SHOW TAG VALUES FROM "${measurement}" WITH KEY = "${tag}"${where}`;
  const variable = new QueryVariableBuilder(tag)
    .label(say(words[tag]))
    .datasource(dataSource)
    .query(query)
    .definition(query)
    .refresh(VariableRefresh.OnDashboardLoad)
    .sort(VariableSort.NaturalAsc)
    .multi(several)
    .includeAll(several);
  // A pattern for all instead of a list of a thousand names.
  if (several) variable.allValue(".*").current({ text: [say(words.all)], value: ["$__all"] });
  if (first !== undefined) variable.current({ text: first, value: first });
  return variable;
}

/** Where the links lead; hidden, so that an address in a shared link cannot change it. */
export function plantwatchVariable({ plantwatch }: Context): Builder<VariableModel> {
  const variable = new ConstantVariableBuilder("plantwatch").value(plantwatch);
  return { build: () => ({ ...variable.build(), skipUrlSync: true }) };
}
