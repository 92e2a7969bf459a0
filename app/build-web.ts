import { createHash } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { webRoot } from "./centre/web-root.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
/** Everything that the browser app is made of and by. */
const sources = ["dashboards/web", "api/contract", "model", "app/build-web.ts", "package-lock.json"];
const stamp = join(webRoot, ".sources");

/** Builds the browser app where it is missing or older than its sources. */
export async function buildWeb(print: (line: string) => void): Promise<void> {
  const digest = await digestOf(sources);
  if ((await readFile(stamp, "utf8").catch(() => "")) === digest) return;
  print("Building the pages (once) …");
  const { build } = await import("vite");
  const environment = process.env.NODE_ENV;
  // Under a test runner the pages would otherwise be built with React's development parts, larger and slower.
  process.env.NODE_ENV = "production";
  try {
    await build({
      root: join(root, "dashboards/web"),
      configFile: join(root, "dashboards/web/vite.config.ts"),
      logLevel: "error",
    });
  } finally {
    if (environment === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = environment;
  }
  await writeFile(stamp, digest);
}

async function digestOf(paths: readonly string[]): Promise<string> {
  const hash = createHash("sha256");
  for (const path of paths) {
    for (const file of await filesBelow(join(root, path))) hash.update(relative(root, file)).update(await readFile(file));
  }
  return hash.digest("hex");
}

async function filesBelow(path: string): Promise<readonly string[]> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch(() => undefined);
  if (entries === undefined) return [path];
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
