import { z } from "zod";

const environmentVariable = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "expected the name of an environment variable");

const server = {
  url: z
    .url({ protocol: /^https?$/, error: "expected the server's address, such as http://127.0.0.1:8086" })
    .refine(hasNoLogin, "expected an address without name and password: they have settings of their own"),
  /** Made by Plantwatch where the server lets it. */
  database: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9_-]{0,62}$/, "expected letters, digits, _ and -, such as plantwatch")
    .default("plantwatch"),
  /** The server's user: itself, or the environment variable that holds it. */
  username: z.string().min(1).optional(),
  usernameEnv: environmentVariable.optional(),
  /** Where the password stands: an environment variable, or a file that this program alone can read. Never in the configuration. */
  passwordEnv: environmentVariable.optional(),
  passwordFile: z.string().min(1).optional(),
};

function hasNoLogin(url: string): boolean {
  return URL.canParse(url) && new URL(url).username === "" && new URL(url).password === "";
}

const storeSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("embedded") }),
  z.strictObject({ kind: z.literal("influx"), ...server }),
  z.strictObject({ kind: z.literal("victoria-metrics"), ...server }),
]);
export type MetricsConfig = z.output<typeof storeSchema>;
export type ServerConfig = Exclude<MetricsConfig, { kind: "embedded" }>;

/** Where the centre keeps values over time. */
export const metricsConfigSchema = storeSchema
  .refine(
    hasWholeLogin,
    "expected a user (username or usernameEnv) together with a password (passwordEnv or passwordFile), each once, or neither",
  )
  .default({ kind: "embedded" });

function hasWholeLogin(metrics: MetricsConfig): boolean {
  if (metrics.kind === "embedded") return true;
  const given = (...settings: (string | undefined)[]) => settings.filter((setting) => setting !== undefined).length;
  const users = given(metrics.username, metrics.usernameEnv);
  return users <= 1 && given(metrics.passwordEnv, metrics.passwordFile) === users;
}
