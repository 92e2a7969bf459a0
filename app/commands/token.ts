import { userInfo } from "node:os";
import { createTokens } from "../../api/accounts/tokens.ts";
import { type Grant, type Role, roles } from "../../model/access.ts";
import { day, systemClock } from "../../model/instant.ts";
import { Problem } from "../../model/problem.ts";
import type { RecordStore } from "../../store/records/port.ts";
import { openOwnRecords } from "../centre/record-stores.ts";
import type { RegisterCommand } from "./command.ts";
import { choice } from "./options.ts";

interface TokenOptions {
  readonly role?: Role;
  readonly enterprise?: string;
  readonly collector?: string;
  readonly name?: string;
  readonly days: string;
}

export const register: RegisterCommand = (program) => {
  program
    .command("token")
    .description("API tokens, on the machine of the centre")
    .command("create")
    .description("makes a token and prints its secret this once")
    .addOption(choice("--role <role>", "what the token may do", roles))
    .option("--enterprise <id>", "for this enterprise only")
    .option("--collector <id>", "for a collector: it may deliver as this collector and nothing else")
    .option("--name <name>", "how the token is called in lists and in the audit trail")
    .option("--days <number>", "days until it ends", "90")
    .action(async (options: TokenOptions) => {
      const records = await openOwnRecords(process.env);
      try {
        process.stdout.write(`${await createToken(records, options)}\n`);
      } finally {
        await records.close();
      }
    });
};

async function createToken(records: RecordStore, options: TokenOptions): Promise<string> {
  const tokens = createTokens(records.access, systemClock);
  const actor = `command:${userInfo().username}`;
  const note = (target: string, detail: Readonly<Record<string, unknown>>) =>
    records.audit.append({ at: systemClock.now(), actor, action: "token.create", target, detail });
  await refuseUnknownNames(records, options);
  if (options.collector !== undefined) {
    const secret = await tokens.issueForCollector(options.collector);
    await note(`collector:${options.collector}`, {});
    return secret;
  }
  if (options.role === undefined)
    throw new Problem("usage", "name a --role or a --collector", { advice: `Roles: ${roles.join(", ")}.` });
  const grants: Grant[] = [{ role: options.role, enterpriseId: options.enterprise ?? null }];
  const expiresAt = systemClock.now() + daysFrom(options.days) * day;
  const { token, secret } = await tokens.create({
    name: options.name ?? `${options.role} by command`,
    grants,
    createdBy: actor,
    expiresAt,
  });
  await note(token.id, { name: token.name, grants, expiresAt });
  return secret;
}

/** A token for a name that is in no inventory would open nothing. Before the first inventory any name is as good as another. */
async function refuseUnknownNames(records: RecordStore, { enterprise, collector }: TokenOptions): Promise<void> {
  const inventories = (await records.inventories.all()).map(({ inventory }) => inventory);
  if (inventories.length === 0) return;
  const sites = inventories.flatMap((inventory) => inventory.sites);
  refuseUnknown(
    "enterprise",
    enterprise,
    inventories.map((inventory) => inventory.enterprise.id),
  );
  refuseUnknown(
    "collector",
    collector,
    sites.flatMap(({ collectors }) => collectors.map(({ id }) => id)),
  );
}

function refuseUnknown(kind: string, name: string | undefined, known: readonly string[]): void {
  if (name === undefined || known.includes(name)) return;
  throw new Problem("usage", `no inventory names the ${kind} "${name}"`, {
    advice: `Known here: ${[...new Set(known)].join(", ")}.`,
  });
}

function daysFrom(text: string): number {
  const days = Number(text);
  if (Number.isInteger(days) && days >= 1 && days <= 3650) return days;
  throw new Problem("usage", `--days is "${text}"; expected a whole number from 1 to 3650`);
}
