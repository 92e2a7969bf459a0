import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Clock } from "../model/instant.ts";

/**
 * When the devices in this folder were first told to trust these clients, as ISO 8601; a restart does not change it.
 * Undefined where there is nobody to trust.
 */
export async function trustedSince(folder: string, clientPems: readonly string[], clock: Clock): Promise<string | undefined> {
  if (clientPems.length === 0) return undefined;
  const name = createHash("sha256").update(clientPems.toSorted().join("\n")).digest("hex").slice(0, 16);
  const file = join(folder, `trusted-${name}`);
  const kept = await readFile(file, "utf8").catch(() => undefined);
  if (kept !== undefined) return kept;
  const now = new Date(clock.now()).toISOString();
  await mkdir(folder, { recursive: true });
  await writeFile(file, now);
  return now;
}
