import { userInfo } from "node:os";
import type { Command } from "commander";
import { natsUsers } from "../../api/bus/nats-users.ts";
import { makeEnrolmentCode, revokeCollector } from "../../api/collectors/enrolments.ts";
import { systemClock } from "../../model/instant.ts";
import type { RecordStore } from "../../store/records/port.ts";
import { openOwnRecords } from "../centre/record-stores.ts";
import { loadSettings } from "../config/config.ts";
import { ownKey } from "../nats/own-key.ts";
import type { RegisterCommand } from "./command.ts";

export const register: RegisterCommand = (program) => {
  const collector = program.command("collector").description("collectors' keys, on the machine of the centre");
  registerCode(collector);
  registerRevoke(collector);
  collector
    .command("nats-users")
    .description("prints who may log in to NATS, a block for the configuration of its server")
    .requiredOption("--config <file>", "configuration file of the centre (YAML)")
    .action(async ({ config }: { config: string }) => {
      const { centre } = await loadSettings(config, process.env);
      const own = centre?.nats === undefined ? [] : [(await ownKey(centre.nats.keyFile)).publicKey];
      await withRecords(async (records) => natsUsers(own, await records.enrolments.keys()));
    });
};

function registerCode(collector: Command): void {
  collector
    .command("code")
    .argument("<id>", "the collector, as an inventory names it")
    .description("makes a one-time code with which the collector enrols itself within an hour, and prints it this once")
    .action((id: string) =>
      withRecords(async (records) => {
        const { code } = await makeEnrolmentCode({ records, clock: systemClock }, id, actor());
        await note(records, "collector.code", id);
        return `${code}\n`;
      }),
    );
}

function registerRevoke(collector: Command): void {
  collector
    .command("revoke")
    .argument("<id>", "the collector")
    .description("ends its key, its tokens and its code, from its next message on")
    .action((id: string) =>
      withRecords(async (records) => {
        await revokeCollector({ records, clock: systemClock }, id, actor());
        await note(records, "collector.revoke", id);
        return `${id} is revoked\n`;
      }),
    );
}

async function withRecords(work: (records: RecordStore) => Promise<string>): Promise<void> {
  const records = await openOwnRecords(process.env);
  try {
    process.stdout.write(await work(records));
  } finally {
    await records.close();
  }
}

function actor(): string {
  return `command:${userInfo().username}`;
}

async function note(records: RecordStore, action: string, id: string): Promise<void> {
  await records.audit.append({ at: systemClock.now(), actor: actor(), action, target: `collector:${id}`, detail: {} });
}
