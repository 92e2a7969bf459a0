import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { z } from "zod";
import { builtinCatalogs } from "../../catalogs/index.ts";
import { ceilingEntrySchema } from "../../collector/schedule/ceiling.ts";
import { addressRangeSchema } from "../../model/address-range.ts";
import { durationSchema } from "../../model/instant.ts";
import { describeError, Problem } from "../../model/problem.ts";
import { idSchema } from "../../model/protocols/endpoint-base.ts";
import type { SpoolLimits } from "../../model/spool.ts";
import { type Tier, tiers } from "../../model/submission/receipt.ts";
import { formatIssue, parseYaml } from "../../model/yaml/parse-yaml.ts";
import type { NatsSettings } from "../nats/connect.ts";
import type { KeySource } from "../signing/read-keys.ts";
import { type BackupConfig, backupConfigSchema } from "./backup-config.ts";
import { type MetricsConfig, metricsConfigSchema } from "./metrics-config.ts";
import { type CentreNats, centreNats, centreNatsSchema, collectorNats, collectorNatsSchema } from "./nats-config.ts";
import { type RecordsConfig, recordsConfigSchema, recordsSettings } from "./records-config.ts";
import { signingConfigSchema, signingSettings } from "./signing-config.ts";
import { spoolConfigSchema } from "./spool-config.ts";
import {
  type AuthoritySettings,
  authorityConfigSchema,
  authoritySettings,
  type ReceiveSettings,
  receiveConfigSchema,
  receiveSettings,
} from "./tiers-config.ts";
import { centreTrust, ownAddress, type TlsSettings, tlsConfigSchema, tlsSettings } from "./tls-config.ts";

const loopback = "127.0.0.1";
export const defaultPort = 7420;
const publicUrlForm = "expected an address without a path, such as https://plantwatch.plant.example";

const centreConfigSchema = z.strictObject({
  /** Where the centre listens; loopback until told otherwise. */
  host: z.string().min(1).default(loopback),
  port: z.int().min(0).max(65_535).default(defaultPort),
  /** The address under which people open the pages, where that is another than `host` and `port`: a proxy's, say. */
  publicUrl: z
    .url({ protocol: /^https?$/, error: publicUrlForm })
    .refine((url) => URL.canParse(url) && new URL(url).href === `${new URL(url).origin}/`, publicUrlForm)
    .optional(),
  /** Beyond loopback there is HTTPS in any case, with a certificate of its own where none is given. */
  tls: tlsConfigSchema.optional(),
  /** Addresses and ranges of proxies whose X-Forwarded-For is believed. */
  trustedProxies: z.array(addressRangeSchema).default([]),
  /** Folder of inventory files, one an enterprise. */
  inventory: z.string().min(1).default("inventory"),
  /** Catalogues that are scored: ids of those that come with Plantwatch, or folders of your own. */
  catalogs: z.array(z.string().min(1)).min(1).default(["miit"]),
  /** Folder of OpenPGP keys of publishers whose signed advisories are believed; else `centre/advisory-keys` in the data folder. */
  advisoryKeys: z.string().min(1).optional(),
  /** Collectors that come over NATS; over HTTP they may come in any case. */
  nats: centreNatsSchema.optional(),
});

const collectorConfigSchema = z.strictObject({
  id: idSchema,
  centre: z.url({ protocol: /^https?$/, error: "expected the centre's address, such as http://127.0.0.1:7420" }),
  /** The collector's own ceiling: what it may ever contact, whatever the centre asks for. */
  mayContact: z.array(ceilingEntrySchema).min(1),
  /** PEM file of the centre's certificate, or of its authority, where this machine does not know it anyway. */
  centreCertificate: z.string().min(1).optional(),
  /** File that holds the collector's token; made by a centre that runs from the same file. */
  tokenFile: z.string().min(1).default("collector/token"),
  /** File that holds the seed of the collector's own key; made when it is enrolled. */
  keyFile: z.string().min(1).default("collector/key"),
  /** The way to the centre for everything but the enrolment; HTTP where there is none. */
  nats: collectorNatsSchema.optional(),
  /** First polls are spread over this time. */
  startSpread: durationSchema.default(10_000),
  spool: spoolConfigSchema.prefault({}),
});

/** The configuration file of `up`, `serve` and `collect`. Relative paths count from the file's own folder. */
export const configSchema = z
  .strictObject({
    /** Folder for everything that is kept. */
    data: z.string().min(1).default("data"),
    centre: centreConfigSchema.optional(),
    collector: collectorConfigSchema.optional(),
    /** What must survive: in a file of the data folder, or in a PostgreSQL that several centres may share. */
    records: recordsConfigSchema,
    metrics: metricsConfigSchema,
    /** Backups that the centre makes by itself; without it there are those alone that `plantwatch backup` makes. */
    backup: backupConfigSchema.optional(),
    /** Set by the demonstration alone: prints a log-in link at every start and marks the pages. */
    demo: z.boolean().default(false),
    /** Whether testers may run simulated plants from the pages, beside a monitor of their own; a demonstration always may. */
    simulation: z.boolean().default(false),
    /** Which tier of the platform this installation is. */
    tier: z.enum(tiers).default("enterprise"),
    /** How a provincial or national tier takes submissions. */
    receive: receiveConfigSchema.optional(),
    /** To whom this installation submits. */
    authority: authorityConfigSchema.optional(),
    /** Keys by which reports are signed on the page. */
    signing: signingConfigSchema.optional(),
  })
  .refine(({ tier, receive }) => receive === undefined || tier !== "enterprise", {
    error: "an enterprise receives nothing: expected tier province or nation beside it",
    path: ["receive"],
  })
  .refine(({ tier, receive }) => tier === "enterprise" || receive !== undefined, {
    error: "a province or nation receives submissions: expected a receive section with its name",
    path: ["tier"],
  })
  .refine(({ tier, authority }) => authority === undefined || tier !== "nation", {
    error: "there is no tier above the nation",
    path: ["authority"],
  })
  .refine((config) => config.centre !== undefined || config.collector !== undefined, "expected a centre or a collector section")
  .refine(
    (config) => config.backup === undefined || config.records.kind === "embedded",
    "expected no backup section beside records in PostgreSQL: the server's own tools back those up (docs/deployment.md)",
  );

/** What the processes run by: paths are absolute, the environment has been applied. */
export interface Settings {
  readonly data: string;
  readonly demo: boolean;
  /** Whether testers may run simulated plants. */
  readonly simulation: boolean;
  readonly records: RecordsConfig;
  readonly metrics: MetricsConfig;
  readonly backup?: BackupConfig;
  /** Where submissions are received; absent at an enterprise. */
  readonly receive?: ReceiveSettings & { readonly tier: Exclude<Tier, "enterprise"> };
  /** To whom reports are submitted; absent: to nobody. */
  readonly authority?: AuthoritySettings;
  /** Keys by which reports are signed on the page; absent: none. */
  readonly signing?: readonly KeySource[];
  readonly centre?: {
    readonly host: string;
    readonly port: number;
    /** The address under which people open the pages, without a path. */
    readonly baseUrl: string;
    /** Absent: plain HTTP on loopback. */
    readonly tls?: TlsSettings;
    readonly trustedProxies: readonly string[];
    readonly inventory: string;
    readonly catalogs: readonly string[];
    /** Absent: the usual folder among the centre's files. */
    readonly advisoryKeys?: string;
    readonly nats?: CentreNats;
  };
  readonly collector?: {
    readonly id: string;
    readonly centre: string;
    readonly mayContact: readonly string[];
    readonly tokenFile: string;
    readonly keyFile: string;
    /** Absent: over HTTP. */
    readonly nats?: NatsSettings;
    readonly centreCertificate?: string;
    readonly startSpreadMs: number;
    readonly spool: SpoolLimits;
  };
}

/**
 * Reads a configuration file and the environment (PLANTWATCH_DATA, PLANTWATCH_HOST, PLANTWATCH_PORT, which win).
 * @throws Problem `config-invalid` whose message has a line for every mistake: file, line, column, path, expected form.
 */
export async function loadSettings(file: string, environment: NodeJS.ProcessEnv): Promise<Settings> {
  const parsed = parseYaml(await readConfigFile(file), file, configSchema);
  if (!parsed.ok) throw new Problem("config-invalid", parsed.issues.map(formatIssue).join("\n"), { target: file });
  return toSettings(parsed.value, dirname(resolve(file)), environment);
}

async function readConfigFile(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (cause) {
    throw new Problem("config-unreadable", `cannot read ${file}: ${describeError(cause)}`, { target: file, cause });
  }
}

function toSettings(config: z.output<typeof configSchema>, folder: string, environment: NodeJS.ProcessEnv): Settings {
  const data = resolve(folder, environment.PLANTWATCH_DATA ?? config.data);
  const { collector, backup, tier, receive, authority, signing } = config;
  const centre = config.centre && centreSettings(config.centre, { folder, data }, environment);
  return {
    data,
    demo: config.demo,
    simulation: config.demo || config.simulation,
    records: recordsSettings(config.records, folder),
    metrics: metricsSettings(config.metrics, folder),
    ...(backup === undefined ? {} : { backup: { ...backup, folder: resolve(folder, backup.folder) } }),
    ...(receive === undefined || tier === "enterprise" ? {} : { receive: { tier, ...receiveSettings(receive, folder) } }),
    ...(authority === undefined ? {} : { authority: authoritySettings(authority, folder) }),
    ...(signing === undefined ? {} : { signing: signingSettings(signing, folder) }),
    ...(centre === undefined ? {} : { centre }),
    ...(collector === undefined
      ? {}
      : {
          collector: {
            id: collector.id,
            centre: collector.centre,
            mayContact: collector.mayContact,
            tokenFile: resolve(data, collector.tokenFile),
            keyFile: resolve(data, collector.keyFile),
            ...(collector.nats === undefined
              ? {}
              : { nats: collectorNats(collector.nats, folder, resolve(data, collector.keyFile)) }),
            ...centreTrust(collector.centreCertificate, { folder, data, tls: centre?.tls }),
            startSpreadMs: collector.startSpread,
            spool: spoolLimits(collector.spool),
          },
        }),
  };
}

function centreSettings(
  centre: z.output<typeof centreConfigSchema>,
  { folder, data }: { folder: string; data: string },
  environment: NodeJS.ProcessEnv,
): NonNullable<Settings["centre"]> {
  const host = environment.PLANTWATCH_HOST ?? centre.host;
  const port = environment.PLANTWATCH_PORT === undefined ? centre.port : portFrom(environment.PLANTWATCH_PORT);
  const { publicUrl, trustedProxies, advisoryKeys, nats } = centre;
  const tls = tlsSettings(centre.tls, host, folder);
  return {
    host,
    port,
    baseUrl: publicUrl === undefined ? ownAddress(host, port, tls !== undefined) : new URL(publicUrl).origin,
    ...(tls === undefined ? {} : { tls }),
    trustedProxies,
    inventory: resolve(folder, centre.inventory),
    ...(advisoryKeys === undefined ? {} : { advisoryKeys: resolve(folder, advisoryKeys) }),
    ...(nats === undefined ? {} : { nats: centreNats(nats, { folder, data }) }),
    catalogs: centre.catalogs.map((one) => (Object.hasOwn(builtinCatalogs, one) ? one : resolve(folder, one))),
  };
}

function spoolLimits({ maxBytes, maxAge, whenFull }: z.output<typeof spoolConfigSchema>): SpoolLimits {
  return { maxBytes, maxAgeMs: maxAge, whenFull };
}

function metricsSettings(metrics: MetricsConfig, folder: string): MetricsConfig {
  if (metrics.kind === "embedded" || metrics.passwordFile === undefined) return metrics;
  return { ...metrics, passwordFile: resolve(folder, metrics.passwordFile) };
}

/** The port that PLANTWATCH_PORT names. */
export function portFrom(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new Problem("config-invalid", `PLANTWATCH_PORT is "${text}"; expected a port from 0 to 65535`, {
    target: "PLANTWATCH_PORT",
  });
}
