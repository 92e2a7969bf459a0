import { resolve } from "node:path";
import { z } from "zod";
import { isLoopback } from "./tls-config.ts";

const postgresSchema = z
  .strictObject({
    kind: z.literal("postgres"),
    /** A name or address of the server, or the folder of its socket. */
    host: z.string().min(1).default("127.0.0.1"),
    port: z.int().min(1).max(65_535).default(5432),
    /** A database of its own, which the user owns. */
    database: z.string().min(1).max(63).default("plantwatch"),
    username: z.string().min(1).max(63).default("plantwatch"),
    /** Where the password stands: an environment variable, or a file that this program alone can read. Never in the configuration. */
    passwordEnv: z
      .string()
      .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "expected the name of an environment variable")
      .optional(),
    passwordFile: z.string().min(1).optional(),
    /** Encrypts, and demands a certificate that holds; "off" is taken on loopback and for a socket alone, and is what holds there. */
    tls: z
      .union(
        [
          z.literal("off"),
          z.literal("system"),
          z.strictObject({
            /** Who signed the server's certificate; without it those are trusted that the machine trusts. */
            authority: z.string().min(1).optional(),
            certificate: z.string().min(1).optional(),
            key: z.string().min(1).optional(),
          }),
        ],
        { error: 'expected "off", "system", or PEM files: authority, and certificate with key where the server asks for one' },
      )
      .optional(),
  })
  .refine(
    (one) => one.passwordEnv === undefined || one.passwordFile === undefined,
    "expected passwordEnv or passwordFile, not both",
  )
  .refine(
    ({ tls }) => typeof tls !== "object" || (tls.certificate === undefined) === (tls.key === undefined),
    "expected tls.certificate together with tls.key",
  )
  .refine(
    ({ tls, host }) => tls !== "off" || isOnThisMachine(host),
    'expected tls other than "off": beyond loopback the records never travel in the clear',
  );

/** Where the centre keeps what must survive. */
export const recordsConfigSchema = z
  .discriminatedUnion("kind", [z.strictObject({ kind: z.literal("embedded") }), postgresSchema])
  .default({ kind: "embedded" });
export type RecordsConfig = z.output<typeof recordsConfigSchema>;
export type PostgresConfig = Exclude<RecordsConfig, { kind: "embedded" }>;

/** Whether what is sent there leaves the machine. */
export function isOnThisMachine(host: string): boolean {
  return host.startsWith("/") || isLoopback(host);
}

/** The same with absolute paths. */
export function recordsSettings(records: RecordsConfig, folder: string): RecordsConfig {
  if (records.kind === "embedded") return records;
  const { passwordFile, tls } = records;
  const placed = (file: string | undefined) => (file === undefined ? undefined : resolve(folder, file));
  const files =
    typeof tls === "object"
      ? { tls: { authority: placed(tls.authority), certificate: placed(tls.certificate), key: placed(tls.key) } }
      : {};
  return { ...records, passwordFile: placed(passwordFile), ...files };
}
