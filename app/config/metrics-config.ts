import { z } from "zod";

const environmentVariable = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "expected the name of an environment variable");

const server = {
  url: z
    .url({ protocol: /^https?$/, error: "expected the server's address, such as http://127.0.0.1:8086" })
    .refine(hasNoLogin, "expected an address without name and password: usernameEnv and passwordEnv say where those stand"),
  /** Made by Plantwatch where the server lets it. */
  database: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9_-]{0,62}$/, "expected letters, digits, _ and -, such as plantwatch")
    .default("plantwatch"),
  /** Environment variables that hold the server's user and its password; passwords never stand in files. */
  usernameEnv: environmentVariable.optional(),
  passwordEnv: environmentVariable.optional(),
};

function hasNoLogin(url: string): boolean {
  return URL.canParse(url) && new URL(url).username === "" && new URL(url).password === "";
}

/** Where the centre keeps values over time. */
export const metricsConfigSchema = z
  .discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("embedded") }),
    z.strictObject({ kind: z.literal("influx"), ...server }),
    z.strictObject({ kind: z.literal("victoria-metrics"), ...server }),
  ])
  .refine(
    (metrics) => metrics.kind === "embedded" || (metrics.usernameEnv === undefined) === (metrics.passwordEnv === undefined),
    "expected usernameEnv and passwordEnv together, or neither",
  )
  .default({ kind: "embedded" });

export type MetricsConfig = z.output<typeof metricsConfigSchema>;
