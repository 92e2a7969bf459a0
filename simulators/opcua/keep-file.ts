import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";

/** What the file holds, or what `make` gives, which the file then holds. Two makers at once agree on the first one's. */
export async function keepFile(path: string, make: () => Promise<string>): Promise<string> {
  const kept = await readFile(path, "utf8").catch(() => undefined);
  if (kept !== undefined) return kept;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, await make(), { mode: 0o600, flag: "wx" }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error;
  });
  return readFile(path, "utf8");
}
