import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Logger } from "pino";
import { createTokens } from "../../api/accounts/tokens.ts";
import { importAddresses } from "../../api/addresses/import-addresses.ts";
import { importAdvisories } from "../../api/advisories/import-advisories.ts";
import { type Collector, startCollector } from "../../collector/collector.ts";
import { createHttpUplink } from "../../collector/uplink/http-uplink.ts";
import { type Clock, second } from "../../model/instant.ts";
import { Problem } from "../../model/problem.ts";
import type { AddressListFile } from "../../simulators/address-list.ts";
import type { AdvisoryFile } from "../../simulators/firmware.ts";
import type { MetricStore } from "../../store/metrics/port.ts";
import type { RecordStore } from "../../store/records/port.ts";
import { listen } from "../centre/listen.ts";
import { openCentre } from "../centre/open-centre.ts";
import { version } from "../version.ts";

/** A whole monitor in this process: collector, uplink, centre and stores, as a plant would run it. */
export interface Monitor {
  readonly records: RecordStore;
  readonly metrics: MetricStore;
  readonly collector: Collector;
  /** Where the centre answers. */
  readonly url: string;
  stop(): Promise<void>;
}

const collectorId = "c1";

/** Starts a monitor over inventory files, with everything that it keeps in a folder. */
export async function startMonitor(options: {
  folder: string;
  inventories: readonly { readonly fileName: string; readonly text: string }[];
  /** Address record lists that the plants keep; private addresses are judged with the others. */
  addressLists?: readonly AddressListFile[];
  /** Advisories that a person would have imported. */
  advisories?: readonly AdvisoryFile[];
  /** Passwords of devices by the name of their variable. */
  secrets: Readonly<Record<string, string>>;
  clock: Clock;
  log: Logger;
}): Promise<Monitor> {
  const { folder, inventories, addressLists = [], advisories = [], secrets, clock, log } = options;
  const inventoryFolder = join(folder, "inventory");
  await mkdir(inventoryFolder, { recursive: true });
  for (const { fileName, text } of inventories) await writeFile(join(inventoryFolder, fileName), text);
  const { centre, records, metrics, close } = await openCentre({
    data: folder,
    catalogs: ["miit"],
    demo: true,
    baseUrl: "http://127.0.0.1",
    log,
  });
  await centre.importInventories(inventoryFolder);
  for (const list of addressLists) await keepAddressList(records, list, clock);
  await keepAdvisories(records, advisories, clock);
  await centre.start();
  const listening = await listen(centre.app.fetch, "127.0.0.1", 0);
  const token = await createTokens(records.access, clock).issueForCollector(collectorId);
  const url = `http://127.0.0.1:${listening.port}`;
  const uplink = createHttpUplink({ centre: url, collectorId, token });
  const collector = await startCollector(
    {
      id: collectorId,
      dataFolder: join(folder, "collector"),
      mayContact: ["127.0.0.0/8"],
      version,
      startSpreadMs: second,
      reportIntervalMs: second,
    },
    {
      uplink,
      tasks: uplink,
      clock,
      log,
      secret: (name) => secrets[name],
    },
  );
  return {
    records,
    metrics,
    collector,
    url,
    async stop() {
      await collector.stop();
      await listening.close();
      await close();
    },
  };
}

async function keepAdvisories({ advisories: records }: RecordStore, files: readonly AdvisoryFile[], clock: Clock): Promise<void> {
  if (files.length === 0) return;
  const documents = files.map(({ fileName: name, text }) => ({ name, bytes: new TextEncoder().encode(text), beside: {} }));
  for await (const { outcome, faults } of importAdvisories(documents, { records, clock, keys: [], by: "evaluate" })) {
    if (outcome === "refused")
      throw new Problem("invalid-scenario", `The advisory cannot be imported: ${JSON.stringify(faults)}`);
  }
}

/** Imports a list as a person would, and has private addresses judged. */
async function keepAddressList(
  records: RecordStore,
  { enterpriseId, fileName, text }: AddressListFile,
  clock: Clock,
): Promise<void> {
  const record = await records.inventories.get(enterpriseId);
  if (record === undefined) return;
  const file = { name: fileName, bytes: new TextEncoder().encode(text), version: 0, by: "evaluate" };
  const { errors } = await importAddresses({ records, clock }, { id: enterpriseId, record }, file);
  const register = await records.addressRegisters.current(enterpriseId);
  if (register === undefined) throw new Problem("invalid-scenario", `The list cannot be imported: ${JSON.stringify(errors)}`);
  const { settings, version } = register;
  await records.addressRegisters.save({ ...register, settings: { ...settings, coversPrivate: true }, version: version + 1 });
}
