import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { createTokens } from "../../api/accounts/tokens.ts";
import type { Centre } from "../../api/centre.ts";
import type { SubmissionEnv } from "../../api/submissions/submission-app.ts";
import { systemClock } from "../../model/instant.ts";
import { Problem } from "../../model/problem.ts";
import type { RecordStore } from "../../store/records/port.ts";
import { centreFiles } from "../centre/data-files.ts";
import { type HttpsIdentity, ownHttpsIdentity, readHttpsIdentity } from "../centre/https-certificate.ts";
import { listen } from "../centre/listen.ts";
import { openCentre } from "../centre/open-centre.ts";
import { loadSettings, type Settings } from "../config/config.ts";
import { createLog } from "../log.ts";
import { serveOverNats } from "../nats/serve-over-nats.ts";
import { tellSupervisor } from "../processes/messages.ts";
import { keepFilesPrivate } from "../processes/private-files.ts";
import { untilStopped } from "../processes/until-stopped.ts";
import { readKey } from "../signing/read-keys.ts";
import { openSimulation } from "../simulation/open-simulation.ts";
import { openAuthority } from "../tiers/https-authority.ts";
import { type OpenTier, openReceivingTier } from "../tiers/receiving-tier.ts";
import type { RegisterCommand } from "./command.ts";

export const register: RegisterCommand = (program) => {
  program
    .command("serve")
    .description("runs the centre alone, as a configuration file says")
    .requiredOption("--config <file>", "configuration file (YAML)")
    .action(async (options: { config: string }) => serve(await loadSettings(options.config, process.env)));
};

async function serve(settings: Settings): Promise<void> {
  keepFilesPrivate();
  const config = settings.centre;
  if (config === undefined)
    throw new Problem("config-invalid", "the configuration has no centre section", {
      advice: "Add one, or run `plantwatch collect`.",
    });
  const log = createLog("centre");
  const { baseUrl, trustedProxies } = config;
  const simulation = settings.simulation ? await openSimulation({ folder: join(settings.data, "simulation"), log }) : undefined;
  const tier = await openReceivingTier(settings);
  const authority = settings.authority && (await openAuthority(settings.data, settings.authority));
  const signingKeys = await Promise.all((settings.signing ?? []).map((source) => readKey(source, process.env)));
  const { centre, records, close } = await openCentre({
    data: settings.data,
    catalogs: config.catalogs,
    demo: settings.demo,
    baseUrl,
    trustedProxies,
    log,
    records: settings.records,
    metrics: settings.metrics,
    backup: settings.backup,
    simulation,
    advisoryKeys: config.advisoryKeys,
    authority,
    signingKeys,
    receiving: tier?.tier,
  });
  // Before the first file the folder may be missing: enterprises are then made on the page. What else is in the way the import says.
  await mkdir(config.inventory, { mode: 0o700 }).catch(() => undefined);
  await centre.importInventories(config.inventory);
  await centre.start();
  if (settings.collector !== undefined) await provideToken(records, settings.collector);
  const stopNats = config.nats === undefined ? undefined : await serveOverNats(centre, config.nats, log);
  const https = await httpsIdentity(settings);
  const listening = await listen(centre.app.fetch, config.host, config.port, https);
  const receiving = await receiveSubmissions(settings, centre, tier);
  const told = tier === undefined ? [] : [`Submissions are received at ${tier.tier.url} (SHA-256 ${tier.tier.fingerprint})`];
  await tellSupervisor({ kind: "ready", lines: [...(await greeting(centre, baseUrl, https)), ...told] });
  await untilStopped();
  await simulation?.close();
  authority?.close();
  await Promise.all([listening.close(), receiving?.close()]);
  await close();
  await stopNats?.();
}

/** A listener of its own, by mutual TLS: nothing else is served there, and submissions are taken nowhere else. */
async function receiveSubmissions({ receive }: Settings, { submissions }: Centre, tier: OpenTier | undefined) {
  if (receive === undefined || submissions === undefined || tier === undefined) return undefined;
  // Node's adaptor hands the incoming message over with every request.
  const fetch = (request: Request, env: unknown) => submissions.fetch(request, env as SubmissionEnv["Bindings"]);
  return listen(fetch, receive.host, receive.port, { ...tier.identity, askClients: true });
}

/** The certificate of HTTPS; none on loopback, where nobody else listens. */
async function httpsIdentity({ data, centre }: Settings): Promise<HttpsIdentity | undefined> {
  const now = systemClock.now();
  if (centre?.tls === undefined) return undefined;
  if (centre.tls !== "own") return readHttpsIdentity(centre.tls, now);
  const { httpsCertificate, httpsKey } = centreFiles(data);
  const { hostname } = new URL(centre.baseUrl);
  return ownHttpsIdentity({ certificate: httpsCertificate, key: httpsKey }, [hostname.replace(/^\[|\]$/g, "")], now);
}

/** A collector that runs from the same file gets its token without a person; one that still holds is kept. */
async function provideToken(records: RecordStore, collector: { id: string; tokenFile: string }): Promise<void> {
  const tokens = createTokens(records.access, systemClock);
  const kept = (await readFile(collector.tokenFile, "utf8").catch(() => "")).trim();
  if (kept !== "" && (await tokens.identify(kept)).collectorId === collector.id) return;
  await mkdir(dirname(collector.tokenFile), { recursive: true, mode: 0o700 });
  await writeFile(collector.tokenFile, await tokens.issueForCollector(collector.id), { mode: 0o600 });
}

async function greeting(centre: Centre, baseUrl: string, https: HttpsIdentity | undefined): Promise<string[]> {
  const link = await centre.firstAdministratorLink();
  const fingerprint = https === undefined ? [] : [`Certificate fingerprint (SHA-256): ${https.fingerprint}`];
  const lines = [`Plantwatch is at ${baseUrl}`, ...fingerprint];
  return link === null ? lines : [...lines, `One-time log-in link (valid for an hour): ${link}`];
}
