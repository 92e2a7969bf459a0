import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { isBuiltin } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { stringify } from "yaml";
import manifest from "../../package.json" with { type: "json" };
import { available, iproute } from "../support/tools.ts";
import { inOwnNetwork } from "./own-network.ts";

const root = join(import.meta.dirname, "../..");
const minutes = 60_000;
/** A port inside of a network of its own cannot be taken. */
const port = 7420;
/** Of nobody here; any number but root's does. */
const someAccount = 1500;
const isRoot = process.getuid?.() === 0;
if (!isRoot) process.stderr.write("\nSKIPPED: the read-only file system, which only root can make.\n");

let folder: string;
let unpacked: string;

/** Runs a script in the unpacked archive where nothing of this machine's npm and no network can be reached. */
function offline(script: string, ownMounts = false) {
  const home = join(folder, "home");
  return inOwnNetwork(script, { cwd: unpacked, env: { HOME: home, npm_config_cache: join(home, ".npm") }, ownMounts });
}

describe.skipIf(!available(iproute))("the archive for machines without network", () => {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "plantwatch-air-gap-"));
    await mkdir(join(folder, "home"));
    const made = spawnSync(join(root, "deploy/air-gap.sh"), [folder], {
      encoding: "utf8",
      env: { ...process.env, GZIP_LEVEL: "1" },
    });
    expect(made.status, made.stderr).toBe(0);
    const archive = `plantwatch-${manifest.version}-${process.platform}-${process.arch}.tar.gz`;
    expect(made.stdout.trim()).toBe(join(folder, archive));
    expect(spawnSync("sha256sum", ["--check", `${archive}.sha256`], { cwd: folder }).status).toBe(0);
    expect(spawnSync("tar", ["-xzf", archive], { cwd: folder }).status).toBe(0);
    unpacked = join(folder, archive.replace(".tar.gz", ""));
  }, 5 * minutes);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it("tells its version, with every command loaded", () => {
    const { stdout, stderr, status } = offline("./plantwatch --version");
    expect([stdout.trim(), status], stderr).toEqual([manifest.version, 0]);
  });

  it("checks a configuration, and says what is wrong in one", async () => {
    const config = await writeConfig();
    expect(offline(`./plantwatch config check '${config}'`)).toMatchObject({ status: 0, stdout: `${config}: nothing wrong\n` });
    const wrong = join(folder, "wrong.yaml");
    await writeFile(wrong, "centre: { port: high }\n");
    expect(offline(`./plantwatch config check '${wrong}'`).status).toBe(2);
  });

  it(
    "runs centre and collector, serves the pages and stops when asked",
    async () => {
      expectServed(offline(session(await writeConfig(), "./plantwatch")));
    },
    minutes,
  );

  it.skipIf(!isRoot)(
    "runs as an account without rights, where nothing but its data folder can be written",
    async () => {
      const config = await writeConfig();
      const data = join(folder, "kept");
      await mkdir(data);
      await chmod(folder, 0o755);
      const everythingElseReadOnly = `
        mount -t tmpfs -o uid=${someAccount},mode=0700 kept '${data}'
        mount --make-rprivate / && mount --bind / / && mount -o remount,bind,ro / || exit 9
        ! touch '${folder}/written' 2>/dev/null || exit 8
        export PLANTWATCH_DATA='${data}' HOME=/nonexistent`;
      const unprivileged = `setpriv --reuid=${someAccount} --regid=${someAccount} --clear-groups --no-new-privs --bounding-set=-all`;
      expectServed(offline(`${everythingElseReadOnly}\n${session(config, `${unprivileged} ./plantwatch`, data)}`, true));
    },
    minutes,
  );

  it("holds no test, and every package that the program names", async () => {
    const files = (await readdir(unpacked, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((file) => !file.includes("/node_modules/"));
    expect(files.length).toBeGreaterThan(100);
    expect(files.filter((file) => file.endsWith(".test.ts"))).toEqual([]);
    expect(existsSync(join(unpacked, "tests"))).toBe(false);
    const named = new Set<string>();
    for (const file of files) for (const name of await packagesNamedIn(file)) named.add(name);
    const missing = [...named].filter((name) => !existsSync(join(unpacked, "node_modules", name)));
    expect(missing.filter((name) => !onlyBuilds.has(name))).toEqual([]);
  });

  it("left nothing in the home folder", async () => {
    expect(await readdir(join(folder, "home"))).toEqual([]);
  });
});

/** Named by what makes pages, dashboards and test suites, which come along as text and do not run there. */
const onlyBuilds: ReadonlySet<string> = new Set(["vite", "vitest", "fast-check", "@grafana/grafana-foundation-sdk"]);

async function writeConfig(): Promise<string> {
  const config = join(folder, "plantwatch.yaml");
  await mkdir(join(folder, "inventory"), { recursive: true });
  const collector = { id: "c1", centre: `http://127.0.0.1:${port}`, mayContact: ["127.0.0.0/8"] };
  await writeFile(config, stringify({ data: "data", centre: { port }, collector }));
  return config;
}

function expectServed({ stdout, stderr, status }: ReturnType<typeof offline>): void {
  expect(stdout, stderr).toContain('{"status":"ok"}');
  expect(stdout, stderr).toContain("<!doctype html>");
  expect(status, stderr).toBe(0);
}

/** Starts everything, asks for two pages, and stops it as a service manager would. */
function session(config: string, command: string, logFolder = folder): string {
  const page = (path: string) => `fetch("http://127.0.0.1:${port}${path}").then((answer) => answer.text()).then(console.log)`;
  const log = join(logFolder, "up.log");
  return `${command} up --config '${config}' >'${log}' 2>&1 &
    for attempt in $(seq 200); do grep -q 'stops everything' '${log}' && break; sleep 0.2; done
    for page in '${page("/healthz")}' '${page("/")}'; do node_modules/.bin/node -e "$page"; done
    cat '${log}' >&2
    kill -TERM $! && wait $!`;
}

async function packagesNamedIn(file: string): Promise<readonly string[]> {
  const text = await readFile(file, "utf8");
  return [...text.matchAll(/(?:\bfrom |\bimport\(|^import )"((?:@[\w-]+\/)?[a-z][\w.-]*)(?:\/[^"\n]*)?"/gm)]
    .map(([, name = ""]) => name)
    .filter((name) => !isBuiltin(name));
}
