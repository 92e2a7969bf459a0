import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { buildWeb } from "../../app/build-web.ts";
import { webRoot } from "../../app/centre/web-root.ts";

/** What the built files say that they need before they run. */
const manifestSchema = z.record(z.string(), z.object({ file: z.string(), imports: z.array(z.string()).default([]) }));
type Manifest = z.infer<typeof manifestSchema>;

const budgetBytes = 350_000;
const compress = promisify(gzip);

/** The script files that the parts of the page stand on, each once. */
function filesOf(manifest: Manifest, parts: readonly string[]): ReadonlySet<string> {
  const files = new Set<string>();
  const follow = (part: string) => {
    const entry = manifest[part];
    if (entry === undefined) throw new Error(`the build has no ${part}`);
    if (files.has(entry.file)) return;
    files.add(entry.file);
    for (const needed of entry.imports) follow(needed);
  };
  for (const part of parts) follow(part);
  return files;
}

describe("the first load of the overview", () => {
  let manifest: Manifest;

  beforeAll(async () => {
    await buildWeb(() => undefined);
    manifest = manifestSchema.parse(JSON.parse(await readFile(join(webRoot, ".vite/manifest.json"), "utf8")));
  }, 120_000);

  it.each(["words/zh-CN.ts", "words/en.ts"])("is under its budget of script with %s", async (words) => {
    const files = [...filesOf(manifest, ["index.html", words])];
    const sizes = await Promise.all(files.map(async (file) => (await compress(await readFile(join(webRoot, file)))).length));
    const total = sizes.reduce((sum, size) => sum + size, 0);
    expect(files.length).toBeGreaterThan(3);
    expect(total).toBeLessThan(budgetBytes);
  });

  it("brings no other page, no chart library and no other language", () => {
    const files = [...filesOf(manifest, ["index.html", "words/en.ts"])].join("\n");
    expect(files).not.toMatch(/-page-|charts-|zh-CN-/);
  });
});
