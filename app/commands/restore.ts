import { resolve } from "node:path";
import { metricsAdvice, restore } from "../backup/by-hand.ts";
import { refuseServerRecords } from "../backup/server-records.ts";
import { notedPlace } from "../centre/record-stores.ts";
import { loadSettings } from "../config/config.ts";
import { dataFolder } from "../config/environment.ts";
import { keepFilesPrivate } from "../processes/private-files.ts";
import type { RegisterCommand } from "./command.ts";

export const register: RegisterCommand = (program) => {
  program
    .command("restore <backup>")
    .description("puts a backup into a data folder, after comparing every byte with its manifest; no centre may run on it")
    .option("--config <file>", "configuration file; without it the data folder is PLANTWATCH_DATA or `data`")
    .option("--replace", "put aside what the data folder has")
    .action(async (backup: string, options: { config?: string; replace?: boolean }) => {
      keepFilesPrivate();
      const settings = options.config === undefined ? undefined : await loadSettings(options.config, process.env);
      const data = settings?.data ?? dataFolder(process.env);
      refuseServerRecords(settings?.records ?? (await notedPlace(data)));
      const { manifest, setAside } = await restore(resolve(backup), data, options.replace === true);
      const lines = [
        `${data} is as it was at ${manifest.createdAt} (${manifest.parts.length} parts).`,
        ...setAside.map((folder) => `What was there before is in ${folder}.`),
        ...metricsAdvice(manifest.metrics),
        ...(manifest.secrets
          ? []
          : ["No keys or tokens were in the backup: the centre makes those that it needs, a collector a new certificate."]),
      ];
      process.stdout.write(`${lines.join("\n")}\n`);
    });
};
