import { randomBytes } from "node:crypto";
import { chmod, chown, rename, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** Accounts that the containers run as; the names exist in their images alone. */
export const accounts = { plantwatch: 1000, influxdb: 1500, grafana: 472, tls: 1001 } as const;
export type Account = keyof typeof accounts;

/** Mount points of the volumes while they are prepared: what each service keeps, and the secrets that only it can read. */
export const dataFolder = (root: string, service: Account): string => join(root, "data", service);
export const secretFile = (root: string, service: Account, name: string): string => join(root, "secrets", service, name);

export const randomSecret = (): string => randomBytes(32).toString("base64url");

export async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** Writes a secret that one service alone can read; a start that is cut short leaves the old one or none, never half. */
export async function writeSecret(file: string, owner: Account, secret: string): Promise<void> {
  const unfinished = join(dirname(file), `.${randomBytes(6).toString("hex")}`);
  await writeFile(unfinished, secret, { mode: 0o400, flag: "wx" });
  await give(unfinished, owner);
  await rename(unfinished, file);
}

/** Gives a folder to a service alone. */
export async function giveFolder(folder: string, owner: Account): Promise<void> {
  const { uid } = await stat(folder);
  if (uid === accounts[owner]) return;
  // In this order: a process that is not the owner any more could not change the mode.
  await chmod(folder, 0o700);
  await give(folder, owner);
}

async function give(path: string, owner: Account): Promise<void> {
  if (process.getuid?.() !== accounts[owner]) await chown(path, accounts[owner], accounts[owner]);
}
