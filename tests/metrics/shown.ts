import type { MetricStore } from "../../store/metrics/port.ts";
import { openVictoriaMetrics, type VictoriaMetricsOptions } from "../../store/metrics/victoria-metrics/victoria-metrics.ts";
import type { TestServer } from "../support/servers.ts";

/** Lets a VictoriaMetrics show at once what it would show within a second or so. */
export async function show(server: TestServer): Promise<void> {
  await fetch(`${server.url}/internal/force_flush`);
}

/** A store on a server that shows every write before the write resolves, for tests that read straight after. */
export async function openShown(server: TestServer, options: Omit<VictoriaMetricsOptions, "url">): Promise<MetricStore> {
  const store = await openVictoriaMetrics({ url: server.url, ...options });
  return {
    query: (query) => store.query(query),
    last: (query) => store.last(query),
    check: () => store.check(),
    maintain: (now) => store.maintain(now),
    close: () => store.close(),
    async write(points) {
      const result = await store.write(points);
      await show(server);
      return result;
    },
  };
}
