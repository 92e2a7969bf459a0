import { existsSync } from "node:fs";
import { cp, mkdir, readFile, symlink } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { parseArgs } from "node:util";
import { installedIn, runtimePackages } from "./runtime-packages.ts";

/**
 * Puts what runs, and nothing that only builds or tests it, into a folder: `node deploy/assemble.ts FOLDER [--without-node]`. The checkout
 * must be installed (`npm ci`) and its pages built (`npm run build`).
 */

const root = join(import.meta.dirname, "..");

const program = [
  "LICENSE",
  "README.md",
  "CHANGELOG.md",
  "package.json",
  "api",
  "app",
  "catalogs",
  "collector",
  "dashboards/grafana",
  "deploy",
  "dist/web",
  "docker-compose.yml",
  "docs",
  "model",
  "posture",
  "simulators",
  "store",
];
/** Their code is part of the built pages. */
const builtIntoPages = new Set(["@ant-design/icons", "antd", "echarts", "react", "react-dom"]);
/** The packages that bring Node itself. */
const nodePackage = /^node-(bin-)?(linux|darwin|win)-/;

const isTest = (path: string): boolean => path.endsWith(".test.ts") || path.split("/").includes("testing");

async function assemble(target: string, withNode: boolean): Promise<void> {
  if (!existsSync(join(root, "dist/web/index.html"))) throw new Error("the pages are not built: run `npm run build` first");
  for (const path of program) await copy(path, target);
  const lock: unknown = JSON.parse(await readFile(join(root, "package-lock.json"), "utf8"));
  const packages = runtimePackages(lock, {
    without: (name) => builtIntoPages.has(name) || nodePackage.test(name),
    isInstalled: installedIn(root),
  });
  for (const location of packages) await copy(location, target, { nested: false });
  if (withNode) await copyNode(target);
}

/** Copies a file or folder of the checkout, where there is one, without tests and, unless wanted, without packages inside of packages. */
async function copy(path: string, target: string, { nested = true } = {}): Promise<void> {
  const from = join(root, path);
  if (!existsSync(from)) return;
  const inner = join(from, "node_modules");
  await cp(from, join(target, path), {
    recursive: true,
    verbatimSymlinks: true,
    filter: (source) => (nested ? !isTest(relative(root, source)) : source !== inner),
  });
}

/** The binary alone: its headers are for building, which nothing does there. */
async function copyNode(target: string): Promise<void> {
  const name = `node-${process.platform}-${process.arch}`;
  const folder = [name, `node-bin-${process.platform}-${process.arch}`]
    .map((one) => join("node_modules", one))
    .find((one) => existsSync(join(root, one, "bin/node")));
  if (folder === undefined) throw new Error(`node_modules has no ${name}: run \`npm ci\` on a machine like the one it is for`);
  for (const part of ["bin/node", "LICENSE", "package.json"]) await copy(join(folder, part), target);
  const link = join(target, "node_modules/.bin/node");
  await mkdir(dirname(link), { recursive: true });
  await symlink(relative(dirname(link), join(target, folder, "bin/node")), link);
}

const { values, positionals } = parseArgs({
  options: { "without-node": { type: "boolean", default: false } },
  allowPositionals: true,
});
const [target] = positionals;
if (target === undefined) {
  process.stderr.write("usage: node deploy/assemble.ts FOLDER [--without-node]\n");
  process.exitCode = 2;
} else {
  await assemble(target, !values["without-node"]);
}
