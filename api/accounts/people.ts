import type { Grant } from "../../model/access.ts";
import type { Clock } from "../../model/instant.ts";
import { Problem } from "../../model/problem.ts";
import type { AccessRecords } from "../../store/records/port.ts";
import type { OneTimeLink, UserCreate, UserView } from "../contract/accounts.ts";
import { apiRoot, paths } from "../contract/paths.ts";
import { isoTime } from "../views/time.ts";
import { linkLifetime, type OpenedAuth } from "./auth.ts";

/** Where the first administrator is known; nothing is ever sent there. */
const firstAdministratorEmail = "admin@plantwatch.local";

export interface People {
  list(): Promise<readonly UserView[]>;
  /** Throws `already-exists` where the address has an account. */
  create(person: UserCreate): Promise<UserView>;
  /** Throws `not-found`. */
  get(userId: string): Promise<UserView>;
  setGrants(userId: string, grants: readonly Grant[]): Promise<UserView>;
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

/** Persons with an account, over the accounts library and the grants of the record store. */
export function createPeople(opened: OpenedAuth, access: AccessRecords, settings: { baseUrl: string; clock: Clock }): People {
  const accounts = async () => (await opened.auth.$context).internalAdapter;

  const view = async ({ id, name, email, createdAt }: Account): Promise<UserView> => ({
    id,
    name,
    email,
    grants: [...(await access.grantsOf(id))],
    createdAt: isoTime(createdAt.getTime()),
  });

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
    list: async () => Promise.all((await (await accounts()).listUsers(1000)).map(view)),
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
      await access.setGrants(userId, grants);
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

function isAdministrator({ grants }: UserView): boolean {
  return grants.some(({ role, enterpriseId }) => role === "administrator" && enterpriseId === null);
}
