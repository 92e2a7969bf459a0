import { FieldColorModeId } from "@grafana/grafana-foundation-sdk/dashboard";
import type { PanelBuilder as TimeSeries } from "@grafana/grafana-foundation-sdk/timeseries";
import { severities } from "../../model/severity.ts";
import type { Say } from "./definition.ts";
import { palette } from "./palette.ts";
import { severityWords } from "./words.ts";

/** Gives series that are named after a severity its word, its shape and its colour. */
export function severityOverrides(say: Say, panel: TimeSeries): TimeSeries {
  for (const severity of severities) {
    panel.overrideByName(severity, [
      { id: "displayName", value: say(severityWords[severity]) },
      { id: "color", value: { mode: FieldColorModeId.Fixed, fixedColor: palette[severity] } },
    ]);
  }
  return panel;
}
