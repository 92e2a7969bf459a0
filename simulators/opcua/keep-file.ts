import { randomUUID } from "node:crypto";
import { link, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";

/**
 * What the file holds, or what `make` gives, which the file then holds. Two makers at once agree on the first one's, and a file that
 * is there is whole.
 */
export async function keepFile(path: string, make: () => Promise<string>): Promise<string> {
  const kept = await readFile(path, "utf8").catch(() => undefined);
  if (kept !== undefined) return kept;
  await mkdir(dirname(path), { recursive: true });
  const whole = `${path}.${randomUUID()}`;
  await writeFile(whole, await make(), { mode: 0o600 });
  try {
    await link(whole, path);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  } finally {
    await rm(whole);
  }
  return readFile(path, "utf8");
}
