import type { Grant } from "../../model/access.ts";
import type { Clock } from "../../model/instant.ts";
import { Problem } from "../../model/problem.ts";
import type { AccessRecords } from "../../store/records/administration-port.ts";
import type { OneTimeLink, UserCreate, UserView } from "../contract/accounts.ts";
import { apiRoot, paths } from "../contract/paths.ts";
import { isoTime, isoTimeOrNull } from "../views/time.ts";
import { linkLifetime, type OpenedAuth } from "./auth.ts";
import type { LockOut } from "./lock-out.ts";
import type { SecondFactor } from "./second-factor.ts";

/** Where the first administrator is known; nothing is ever sent there. */
const firstAdministratorEmail = "admin@plantwatch.local";

export interface People {
  list(): Promise<readonly UserView[]>;
  /** Throws `already-exists` where the address has an account. */
  create(person: UserCreate): Promise<UserView>;
  /** Throws `not-found`. */
  get(userId: string): Promise<UserView>;
  /** Throws `last-administrator` where nobody would be left to give roles. */
  setGrants(userId: string, grants: readonly Grant[]): Promise<UserView>;
  /** Ends the account with its roles and sessions. Throws `last-administrator`. */
  remove(userId: string): Promise<UserView>;
  /** Second factors and sessions end; a one-time link lets the person set up new ones. */
  resetSecondFactor(userId: string): Promise<UserView>;
  /** Opens an account that wrong attempts locked. */
  unlock(userId: string): Promise<UserView>;
  /** A link that logs the person in once, within the hour. */
  link(userId: string): Promise<OneTimeLink>;
  hasPassword(userId: string): Promise<boolean>;
  /**
   * The link for the first administrator, who is made where there is none; null where one has set a password, unless `always`
   * asks for a link in any case.
   */
  firstAdministratorLink(always: boolean): Promise<string | null>;
}

type Account = { readonly id: string; readonly name: string; readonly email: string; readonly createdAt: Date };

export interface PeopleParts {
  readonly opened: OpenedAuth;
  readonly access: AccessRecords;
  readonly secondFactor: SecondFactor;
  readonly lockOut: LockOut;
  readonly baseUrl: string;
  readonly clock: Clock;
}

/** Persons with an account, over the accounts library and the grants of the record store. */
export function createPeople({ opened, access, secondFactor, lockOut, ...settings }: PeopleParts): People {
  const accounts = async () => (await opened.auth.$context).internalAdapter;

  const view = async ({ id, name, email, createdAt }: Account, locked?: ReadonlyMap<string, number>): Promise<UserView> => ({
    id,
    name,
    email,
    grants: [...(await access.grantsOf(id))],
    createdAt: isoTime(createdAt.getTime()),
    hasPassword: await people.hasPassword(id),
    factors: await secondFactor.of(id),
    lockedUntil: isoTimeOrNull((locked ?? (await lockOut.locked())).get(email) ?? null),
  });

  const demandAnotherAdministrator = async (userId: string): Promise<void> => {
    const others = (await people.list()).filter(({ id }) => id !== userId);
    if (others.some(isAdministrator)) return;
    throw new Problem("last-administrator", "Nobody else could give roles any more.", {
      advice: "Make another person administrator of the whole installation first.",
    });
  };

  const find = async (userId: string): Promise<Account> => {
    const account = await (await accounts()).findUserById(userId);
    if (account === null) throw new Problem("not-found", "No such person.");
    return account;
  };

  const linkFor = async (account: Account): Promise<OneTimeLink> => {
    const url = new URL(`${apiRoot}${paths.sessionLink}`, settings.baseUrl);
    url.searchParams.set("token", await opened.newLinkToken(account.email));
    return { url: url.toString(), expiresAt: isoTime(settings.clock.now() + linkLifetime) };
  };

  const people: People = {
    async list() {
      const [all, locked] = await Promise.all([(await accounts()).listUsers(1000), lockOut.locked()]);
      return Promise.all(all.map((account) => view(account, locked)));
    },
    get: async (userId) => view(await find(userId)),
    link: async (userId) => linkFor(await find(userId)),
    hasPassword: async (userId) => (await (await accounts()).findCredentialAccount(userId)) !== null,

    async create({ name, email, grants }) {
      const library = await accounts();
      if ((await library.findUserByEmail(email)) !== null) {
        throw new Problem("already-exists", `${email} has an account already.`, { target: email });
      }
      const account = await library.createUser({ name, email, emailVerified: true }, { method: "admin" });
      await access.setGrants(account.id, grants);
      return view(account);
    },

    async setGrants(userId, grants) {
      const account = await find(userId);
      const before = await view(account);
      if (isAdministrator(before) && !isAdministrator({ grants })) await demandAnotherAdministrator(userId);
      await access.setGrants(userId, grants);
      return view(account);
    },

    async remove(userId) {
      const account = await find(userId);
      const before = await view(account);
      if (isAdministrator(before)) await demandAnotherAdministrator(userId);
      await secondFactor.reset(userId);
      await access.setGrants(userId, []);
      await (await accounts()).deleteUser(userId);
      return before;
    },

    async resetSecondFactor(userId) {
      const account = await find(userId);
      await secondFactor.reset(userId);
      return view(account);
    },

    async unlock(userId) {
      const account = await find(userId);
      await lockOut.clear(account.email);
      return view(account);
    },

    async firstAdministratorLink(always) {
      const administrators = (await people.list()).filter(isAdministrator);
      if (!always) {
        const withPassword = await Promise.all(administrators.map(({ id }) => people.hasPassword(id)));
        if (withPassword.some((has) => has)) return null;
      }
      const first =
        administrators.find(({ email }) => email === firstAdministratorEmail) ??
        administrators[0] ??
        (await people.create({
          name: "administrator",
          email: firstAdministratorEmail,
          grants: [{ role: "administrator", enterpriseId: null }],
        }));
      return (await people.link(first.id)).url;
    },
  };
  return people;
}

function isAdministrator({ grants }: { readonly grants: readonly Grant[] }): boolean {
  return grants.some(({ role, enterpriseId }) => role === "administrator" && enterpriseId === null);
}
