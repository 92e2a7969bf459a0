import { day, type Instant, second } from "../../../model/instant.ts";
import type { LastValue, MetricStore } from "../port.ts";
import type { VictoriaClient } from "./client.ts";
import { metricName, numericFields, selectorOf, tagKey, tagsOfLabels } from "./selector.ts";

/** The server takes no point that lies further ahead. */
export const mostAhead = 2 * day;

/** The newest point of every set of tags: the numbers that came in with it, none that are older. */
export async function lastValues(
  client: VictoriaClient,
  { measurement, where, since }: Parameters<MetricStore["last"]>[0],
  now: Instant,
): Promise<readonly LastValue[]> {
  const fields = numericFields(measurement);
  const series = selectorOf(client.database, measurement, fields, where);
  const end = now + mostAhead;
  if (series === undefined || since > end) return [];
  // The server answers nothing to who looks back to 1970.
  const width = end - Math.max(since, day) + 1;
  const newest = (kind: "last" | "tlast") => client.queryAt(`${kind}_over_time(${series}[${width}ms]) keep_metric_names`, end);
  const [values, times] = await Promise.all([newest("last"), newest("tlast")]);
  const timesByMetric = new Map(
    times.map(({ labels, values: [time] }) => [metricKey(labels), Math.round((time?.[1] ?? 0) * second)]),
  );
  const points = Map.groupBy(values, ({ labels }) => tagKey(labels));
  return [...points.values()].map((members) => {
    const dated = members.map(({ labels, values: [value] }) => ({
      labels,
      value: value?.[1] ?? Number.NaN,
      at: timesByMetric.get(metricKey(labels)) ?? 0,
    }));
    const at = Math.max(...dated.map((one) => one.at));
    const present = dated.filter((one) => one.at === at);
    const fieldOf = new Map(fields.map((field) => [metricName(measurement, field), field]));
    return {
      tags: tagsOfLabels(members[0]?.labels ?? {}),
      fields: Object.fromEntries(present.map(({ labels, value }) => [fieldOf.get(labels.__name__ ?? "") ?? "", value])),
      at,
    };
  });
}

function metricKey(labels: Readonly<Record<string, string>>): string {
  return `${labels.__name__} ${tagKey(labels)}`;
}
