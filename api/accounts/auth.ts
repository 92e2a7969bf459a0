import { randomBytes } from "node:crypto";
import { betterAuth } from "better-auth";
import { getMigrations } from "better-auth/db/migration";
import { magicLink } from "better-auth/plugins/magic-link";
import type { Logger } from "pino";
import { hour, second } from "../../model/instant.ts";
import type { RecordStore } from "../../store/records/port.ts";
import { hashPassword, verifyPassword } from "./passwords.ts";

/** Where the accounts library is addressed; nothing outside of the centre reaches it there. */
export const authPath = "/api/auth";
/** Set by the centre from the connection, never taken from a request: the library keeps its rate limits by it. */
export const clientAddressHeader = "x-plantwatch-client";

export const linkLifetime = hour;
const sessionLifetime = 8 * hour;
const secretName = "accounts.secret";

export interface AuthSettings {
  readonly records: RecordStore;
  readonly baseUrl: string;
  readonly log: Logger;
}

export type OpenedAuth = Awaited<ReturnType<typeof openAuth>>;

/** Opens the accounts library over the record store and brings its tables up to date. */
export async function openAuth(settings: AuthSettings) {
  const issued = new Map<string, string>();
  const auth = betterAuth({
    ...libraryOptions(settings, await installationSecret(settings.records)),
    plugins: [
      magicLink({
        expiresIn: linkLifetime / second,
        disableSignUp: true,
        storeToken: "hashed",
        rateLimit: { window: 60, max: 10 },
        sendMagicLink: ({ email, token }) => {
          issued.set(email, token);
        },
      }),
    ],
  });
  await (await getMigrations(auth.options)).runMigrations();
  return { auth, newLinkToken: (email: string) => newLinkToken(auth, issued, email) };
}

/** A token that logs its person in once, taken from where the library would hand it to a mailer. */
async function newLinkToken(
  auth: { api: { signInMagicLink(input: { body: { email: string }; headers: Headers }): Promise<unknown> } },
  issued: Map<string, string>,
  email: string,
): Promise<string> {
  await auth.api.signInMagicLink({ body: { email }, headers: new Headers() });
  const token = issued.get(email);
  issued.delete(email);
  if (token === undefined) throw new Error(`The accounts library made no link for ${email}.`);
  return token;
}

function libraryOptions({ records, baseUrl, log }: AuthSettings, secret: string) {
  const { dialect, type } = records.database;
  return {
    baseURL: baseUrl,
    basePath: authPath,
    secret,
    database: { dialect, type },
    telemetry: { enabled: false },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 12,
      maxPasswordLength: 128,
      password: { hash: hashPassword, verify: verifyPassword },
    },
    session: { expiresIn: sessionLifetime / second, updateAge: hour / second },
    rateLimit: {
      enabled: true,
      // A restart must not give a new set of guesses.
      storage: "database" as const,
      window: 60,
      max: 100,
      customRules: { "/sign-in/email": { window: 60, max: 10 } },
    },
    advanced: {
      cookiePrefix: "plantwatch",
      useSecureCookies: baseUrl.startsWith("https:"),
      ipAddress: { ipAddressHeaders: [clientAddressHeader] },
    },
    logger: { log: (level: "debug" | "info" | "warn" | "error", message: string) => log[level]({ part: "accounts" }, message) },
  };
}

/** Made at random on the first start and kept with the records, so that log-ins survive a restart. */
async function installationSecret(records: RecordStore): Promise<string> {
  const kept = await records.settings.get(secretName);
  if (kept !== undefined) return kept;
  const made = randomBytes(32).toString("base64url");
  await records.settings.set(secretName, made);
  return made;
}
