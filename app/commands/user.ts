import { userInfo } from "node:os";
import { openAccounts } from "../../api/accounts/open-accounts.ts";
import type { People } from "../../api/accounts/people.ts";
import { createTokens } from "../../api/accounts/tokens.ts";
import type { UserView } from "../../api/contract/accounts.ts";
import { type Grant, type Role, roles } from "../../model/access.ts";
import { systemClock } from "../../model/instant.ts";
import { Problem } from "../../model/problem.ts";
import type { RecordStore } from "../../store/records/port.ts";
import { baseUrlSetting } from "../centre/base-url.ts";
import { openOwnRecords } from "../centre/record-stores.ts";
import { createLog } from "../log.ts";
import type { RegisterCommand } from "./command.ts";
import { choice } from "./options.ts";

interface Desk {
  readonly people: People;
  /** Keeps an act in the audit trail under the name of who runs the command. */
  note(action: string, target: string, detail?: Readonly<Record<string, unknown>>): Promise<unknown>;
}

export const register: RegisterCommand = (program) => {
  const user = program.command("user").description("accounts of people, on the machine of the centre");
  user
    .command("list")
    .description("everybody with an account: e-mail address, roles, second factors")
    .action(() => atDesk(async ({ people }) => (await people.list()).map(line)));
  user
    .command("add")
    .argument("<name>")
    .argument("<email>")
    .addOption(choice("--role <role>", "what the person may do", roles).makeOptionMandatory())
    .option("--enterprise <id>", "at this enterprise only")
    .option("--site <id>", "at this site of the enterprise only")
    .description("makes an account and prints a link that logs in once, within the hour")
    .action((name: string, email: string, options: { role: Role; enterprise?: string; site?: string }) =>
      atDesk(async (desk) => {
        const grants = [grantOf(options)];
        const { id } = await desk.people.create({ name, email, grants });
        await desk.note("user.create", email, { id, grants });
        return [(await desk.people.link(id)).url];
      }),
    );
  onPerson("link", "prints a link that logs a person in once: for a forgotten password", "user.link", async (people, { id }) => [
    (await people.link(id)).url,
  ]);
  onPerson("unlock", "opens an account that wrong attempts locked", "user.unlock", async (people, { id }) => [
    line(await people.unlock(id)),
  ]);
  onPerson(
    "reset-second-factor",
    "for a person who lost all second factors: they and all sessions end",
    "user.reset-second-factor",
    async (people, { id }) => [line(await people.resetSecondFactor(id))],
  );
  onPerson("remove", "ends an account with its roles and sessions", "user.remove", async (people, { id }) => [
    line(await people.remove(id)),
  ]);

  function onPerson(
    name: string,
    description: string,
    action: string,
    work: (people: People, person: UserView) => Promise<readonly string[]>,
  ): void {
    user
      .command(name)
      .argument("<email>")
      .description(description)
      .action((email: string) =>
        atDesk(async (desk) => {
          const lines = await work(desk.people, await find(desk.people, email));
          await desk.note(action, email);
          return lines;
        }),
      );
  }
};

async function atDesk(work: (desk: Desk) => Promise<readonly string[]>): Promise<void> {
  const records = await openOwnRecords(process.env);
  try {
    const lines = await work({ people: await peopleOf(records), note: noteIn(records) });
    process.stdout.write(lines.map((one) => `${one}\n`).join(""));
  } finally {
    await records.close();
  }
}

async function peopleOf(records: RecordStore): Promise<People> {
  const tokens = createTokens(records.access, systemClock);
  const baseUrl = (await records.settings.get(baseUrlSetting)) ?? "http://127.0.0.1:7420";
  const settings = { records, clock: systemClock, log: createLog("accounts"), baseUrl, demo: false };
  return (await openAccounts(tokens, { ...settings, secondFactorRule: "required" })).people;
}

function noteIn(records: RecordStore): Desk["note"] {
  const actor = `command:${userInfo().username}`;
  return (action, target, detail = {}) => records.audit.append({ at: systemClock.now(), actor, action, target, detail });
}

async function find(people: People, email: string): Promise<UserView> {
  const person = (await people.list()).find((one) => one.email === email.toLowerCase());
  if (person !== undefined) return person;
  throw new Problem("usage", `nobody has the e-mail address ${email}`, { advice: "`plantwatch user list` names everybody." });
}

function grantOf({ role, enterprise = null, site }: { role: Role; enterprise?: string | null; site?: string }): Grant {
  if (site === undefined) return { role, enterpriseId: enterprise };
  if (enterprise === null) throw new Problem("usage", "--site needs --enterprise: a site belongs to an enterprise");
  return { role, enterpriseId: enterprise, siteId: site };
}

function line({ email, name, grants, factors, hasPassword, lockedUntil }: UserView): string {
  const held = grants.map(heldAt).join(",") || "no role";
  const proofs = [hasPassword && "password", factors.totp && "app", factors.passkeys > 0 && `${factors.passkeys} passkeys`];
  const opens = proofs.filter((one) => one !== false).join("+") || "link only";
  return `${email}\t${name}\t${held}\t${opens}${lockedUntil === null ? "" : `\tlocked until ${lockedUntil}`}`;
}

function heldAt({ role, enterpriseId, siteId }: Grant): string {
  if (enterpriseId === null) return role;
  return `${role}@${enterpriseId}${siteId === undefined ? "" : `/${siteId}`}`;
}
