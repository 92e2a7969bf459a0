import { readFile } from "node:fs/promises";
import type { Logger } from "pino";
import type { Clock } from "../../model/instant.ts";
import { describeError, Problem } from "../../model/problem.ts";
import type { MetricsPlace } from "../../store/backup/manifest.ts";
import { openEmbeddedMetrics } from "../../store/metrics/embedded/embedded-metrics.ts";
import { openInfluxMetrics } from "../../store/metrics/influx/influx-metrics.ts";
import type { MetricStore } from "../../store/metrics/port.ts";
import { openVictoriaMetrics } from "../../store/metrics/victoria-metrics/victoria-metrics.ts";
import type { MetricsConfig, ServerConfig } from "../config/metrics-config.ts";
import type { centreFiles } from "./data-files.ts";
import { openWithPasswordRenewal } from "./password-renewal.ts";

interface Place {
  readonly files: Pick<ReturnType<typeof centreFiles>, "metrics" | "metricsJournal">;
  readonly clock: Clock;
  readonly log: Logger;
  readonly environment: NodeJS.ProcessEnv;
}

/**
 * Opens the metric store that the configuration names. A server that does not answer yet is no reason not to open it.
 * @throws Problem `config-invalid` where the server's user or password is not where the configuration says; `store-full`, `store-unavailable` where
 * a file of the centre's own cannot be opened.
 */
export async function openMetricStore(config: MetricsConfig, place: Place): Promise<MetricStore> {
  const { files, clock } = place;
  if (config.kind === "embedded") return openEmbeddedMetrics({ file: files.metrics, clock });
  const { passwordFile } = config;
  const open = (password: string | undefined) => openServer(config, place, password);
  if (passwordFile !== undefined) return openWithPasswordRenewal({ readPassword: () => fromFile(passwordFile), open });
  return open(named(config.passwordEnv, place));
}

async function openServer(config: ServerConfig, place: Place, password: string | undefined): Promise<MetricStore> {
  const { files, clock, log } = place;
  const { url, database, username, usernameEnv } = config;
  const address = { url, database, username: username ?? named(usernameEnv, place), password };
  if (config.kind === "influx") return openInfluxMetrics({ ...address, clock, log });
  return openVictoriaMetrics({ ...address, journal: files.metricsJournal, clock, log });
}

/** Where the metrics are, for those who later look for them. */
export function placeOf(config: MetricsConfig): MetricsPlace {
  return config.kind === "embedded" ? { kind: config.kind } : { kind: config.kind, url: config.url, database: config.database };
}

function named(variable: string | undefined, { environment }: Place): string | undefined {
  return variable === undefined ? undefined : fromEnvironment(variable, environment);
}

function fromEnvironment(variable: string, environment: NodeJS.ProcessEnv): string {
  const value = environment[variable];
  if (value !== undefined && value !== "") return value;
  throw new Problem("config-invalid", `the metric store's login stands in ${variable}, which is not set`, {
    target: variable,
    advice: "Set it where the centre is started, or take it out of the configuration's metrics section.",
  });
}

/** The password of a file: its text without the line end that editors add. */
async function fromFile(file: string): Promise<string> {
  const unusable = (why: string, cause?: unknown) =>
    new Problem("config-invalid", `the metric store's password stands in ${file}, ${why}`, {
      target: file,
      advice: "Put the password alone into this file, readable by the account of the centre and by nobody else.",
      cause,
    });
  const text = await readFile(file, "utf8").catch((error: unknown) => {
    throw unusable(`which cannot be read: ${describeError(error)}`, error);
  });
  const password = text.replace(/\r?\n$/, "");
  if (password === "" || /[\r\n]/.test(password)) throw unusable("which is not one line");
  return password;
}
