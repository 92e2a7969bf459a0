import { randomBytes } from "node:crypto";
import { passkey } from "@better-auth/passkey";
import { APIError, betterAuth } from "better-auth";
import { getMigrations } from "better-auth/db/migration";
import { magicLink } from "better-auth/plugins/magic-link";
import { twoFactor } from "better-auth/plugins/two-factor";
import type { Logger } from "pino";
import { hour, minute, second } from "../../model/instant.ts";
import { Problem } from "../../model/problem.ts";
import type { RecordStore } from "../../store/records/port.ts";
import { assuranceOf } from "./assurance.ts";
import { hashPassword, verifyPassword } from "./passwords.ts";

/** Where the accounts library is addressed; nothing outside of the centre reaches it there. */
const authPath = "/api/auth";
/** Set by the centre from the connection, never taken from a request: the library keeps its rate limits by it. */
const clientAddressHeader = "x-plantwatch-client";

export const linkLifetime = hour;
const sessionLifetime = 8 * hour;
const secretName = "accounts.secret";
const issuer = "Plantwatch";

export interface AuthSettings {
  readonly records: RecordStore;
  readonly baseUrl: string;
  readonly log: Logger;
}

/** What a request says of itself as far as accounts go by it. */
export interface AuthRequest {
  readonly headers: Headers;
  /** The other end of the connection. */
  readonly address: string;
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
      twoFactor({ issuer, accountLockout: { enabled: true, maxFailedAttempts: 5, durationSeconds: (15 * minute) / second } }),
      passkeysOfVerifiedUsers(settings.baseUrl),
    ],
  });
  await (await getMigrations(auth.options)).runMigrations();
  return {
    auth,
    newLinkToken: (email: string) => newLinkToken(auth, issued, email),
    call: (path: string, request: AuthRequest, body?: unknown) => call(auth, settings.baseUrl, path, request, body),
  };
}

/** A passkey without PIN, finger or face would be one factor; the library itself would take it. */
function passkeysOfVerifiedUsers(baseUrl: string) {
  const demand = (userVerified: boolean | undefined) => {
    if (userVerified !== true) throw new APIError("UNAUTHORIZED", { code: "USER_NOT_VERIFIED" });
  };
  const { hostname, origin } = new URL(baseUrl);
  return passkey({
    rpID: hostname,
    rpName: issuer,
    origin,
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
    registration: { afterVerification: async ({ verification }) => demand(verification.registrationInfo?.userVerified) },
    authentication: { afterVerification: async ({ verification }) => demand(verification.authenticationInfo.userVerified) },
  });
}

/** Passes through the library's own router, which keeps the rate limits; its direct calls do not. */
async function call(
  auth: { handler(request: Request): Promise<Response> },
  baseUrl: string,
  path: string,
  { headers: received, address }: AuthRequest,
  body?: unknown,
): Promise<Response> {
  const { origin } = new URL(baseUrl);
  const headers = new Headers({ origin, [clientAddressHeader]: address });
  for (const name of ["cookie", "user-agent"]) headers.set(name, received.get(name) ?? "");
  const posted = { method: "POST", body: JSON.stringify(body) };
  if (body !== undefined) headers.set("content-type", "application/json");
  const request = new Request(`${origin}${authPath}${path}`, {
    redirect: "manual",
    headers,
    ...(body === undefined ? {} : posted),
  });
  const response = await auth.handler(request);
  if (response.status === 429) {
    throw new Problem("too-many-requests", "Too many attempts.", { advice: "Wait a minute and try again." });
  }
  return response;
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
    appName: issuer,
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
    session: {
      expiresIn: sessionLifetime / second,
      updateAge: hour / second,
      additionalFields: { assurance: { type: "string" as const, required: false, input: false } },
    },
    databaseHooks: {
      session: {
        create: {
          before: async (session: Record<string, unknown>, context: { path?: string } | null) => ({
            data: { ...session, assurance: assuranceOf(context?.path, session.assurance) },
          }),
        },
      },
    },
    rateLimit: {
      enabled: true,
      // A restart must not give a new set of guesses.
      storage: "database" as const,
      window: 60,
      max: 100,
      customRules: { "/sign-in/email": { window: 60, max: 10 }, "/two-factor/*": { window: 60, max: 10 } },
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
