import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { configSchema } from "../../app/config/config.ts";
import { parseInventory } from "../../model/inventory/parse-inventory.ts";
import { parseYaml } from "../../model/yaml/parse-yaml.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folders = ["model", "catalogs", "collector", "posture", "store", "api", "dashboards", "simulators", "app", "tests", "docs"];
const pathPattern = new RegExp(`\`((?:${folders.join("|")})/[^\`\\s]*)\``, "g");

async function documents(): Promise<string[]> {
  const inDocs = await readdir(join(root, "docs"), { recursive: true });
  return ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", ...inDocs.map((name) => join("docs", name))].filter((name) =>
    name.endsWith(".md"),
  );
}

/** Paths with a placeholder such as `<protocol>` or `{…}` name a form, not a file. */
const isForm = (path: string) => /[<>{}*…]/.test(path);

describe("the README's files", async () => {
  const text = await readFile(join(root, "README.md"), "utf8");
  const blocks = [...text.matchAll(/```yaml\n# (\S+)\n([\s\S]*?)```/g)].map(
    ([, name = "", content = ""]) => [name, content] as const,
  );

  it("are there", () => {
    expect(blocks.map(([name]) => name)).toEqual(["plantwatch.yaml", "inventory/works.yaml"]);
  });

  it.each(blocks)("%s is accepted as it stands", (name, content) => {
    const parsed = name.startsWith("inventory/") ? parseInventory(content, name) : parseYaml(content, name, configSchema);
    expect(parsed).toMatchObject({ ok: true });
  });
});

describe("documents", async () => {
  it.each(await documents())("%s names only paths that exist", async (name) => {
    const text = await readFile(join(root, name), "utf8");
    const named = [...text.matchAll(pathPattern)].map(([, path = ""]) => path).filter((path) => !isForm(path));
    expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  it.each(await documents())("%s links only to files that exist", async (name) => {
    const text = await readFile(join(root, name), "utf8");
    const linked = [...text.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(([, path = ""]) => path);
    expect(linked.filter((path) => !existsSync(join(root, name, "..", path)))).toEqual([]);
  });
});
