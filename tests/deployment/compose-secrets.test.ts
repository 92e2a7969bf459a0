import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Account, accounts, dataFolder, secretFile } from "../../deploy/compose/secrets.ts";
import { ask } from "../metrics/influx-admin.ts";
import { startInfluxd, type TestServer } from "../support/servers.ts";
import { available, influxd } from "../support/tools.ts";

const scripts = join(import.meta.dirname, "../../deploy/compose");
const services = Object.keys(accounts) as Account[];
const isRoot = process.getuid?.() === 0;
if (!isRoot) process.stderr.write("\nSKIPPED: volumes are given to other accounts, which only root can do.\n");

let folder: string;
let server: TestServer;

function run(script: string, ...parameters: readonly string[]): void {
  const { status, stderr } = spawnSync(process.execPath, [join(scripts, script), folder, ...parameters], { encoding: "utf8" });
  expect(status, stderr).toBe(0);
}

const secret = (owner: Account, name: string): Promise<string> => readFile(secretFile(folder, owner, name), "utf8");

/** Every secret with its content, so that a second start can be compared with the first. */
async function secrets(): Promise<Readonly<Record<string, string>>> {
  const found: Record<string, string> = {};
  for (const service of services) {
    for (const name of await readdir(join(folder, "secrets", service))) found[`${service}/${name}`] = await secret(service, name);
  }
  return found;
}

describe.skipIf(!isRoot || !available(influxd))("what docker-compose.yml makes at its first start", () => {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "plantwatch-volumes-"));
    for (const service of services) {
      await mkdir(dataFolder(folder, service), { recursive: true });
      await mkdir(join(folder, "secrets", service), { recursive: true });
    }
    server = await startInfluxd({ auth: true });
    run("prepare.ts");
    const password = await secret("influxdb", "influxdb-admin");
    await ask(server.url, `CREATE USER "admin" WITH PASSWORD '${password}' WITH ALL PRIVILEGES`);
    run("influxdb-users.ts", server.url);
  });
  afterAll(async () => {
    await server.remove();
    await rm(folder, { recursive: true, force: true });
  });

  it("gives each volume to its service alone", async () => {
    for (const service of services) {
      const { uid, gid, mode } = await stat(dataFolder(folder, service));
      expect([service, uid, gid, mode & 0o777]).toEqual([service, accounts[service], accounts[service], 0o700]);
    }
  });

  it("makes every secret once, long, unlike the others, for its service alone", async () => {
    const first = await secrets();
    expect(Object.keys(first).sort()).toEqual([
      "grafana/grafana-admin",
      "grafana/grafana-secret-key",
      "grafana/influxdb-reader",
      "influxdb/influxdb-admin",
      "plantwatch/influxdb-writer",
    ]);
    expect(new Set(Object.values(first)).size).toBe(5);
    for (const [path, value] of Object.entries(first)) {
      expect(value.length, path).toBeGreaterThanOrEqual(32);
      const { uid, mode } = await stat(join(folder, "secrets", path));
      const owner = services.find((service) => path.startsWith(`${service}/`)) ?? "tls";
      expect([path, uid, mode & 0o777]).toEqual([path, accounts[owner], 0o400]);
    }
    run("prepare.ts");
    run("influxdb-users.ts", server.url);
    expect(await secrets()).toEqual(first);
  });

  it("lets the centre write, and Grafana only read", async () => {
    const writer = `plantwatch_writer:${await secret("plantwatch", "influxdb-writer")}`;
    const reader = `plantwatch_reader:${await secret("grafana", "influxdb-reader")}`;
    const ask = async (path: string, login: string, body: string | URLSearchParams) => {
      const authorization = `Basic ${Buffer.from(login).toString("base64")}`;
      return (await fetch(`${server.url}/${path}`, { method: "POST", headers: { authorization }, body })).status;
    };
    const write = (login: string) => ask("write?db=plantwatch", login, "poll,asset=a up=1i");
    const read = (login: string) => ask("query?db=plantwatch", login, new URLSearchParams({ q: "SELECT * FROM poll" }));
    const drop = (login: string) => ask("query", login, new URLSearchParams({ q: "DROP DATABASE plantwatch" }));
    expect([await write(writer), await read(writer), await drop(writer)]).toEqual([204, 200, 403]);
    expect([await write(reader), await read(reader), await drop(reader)]).toEqual([403, 200, 403]);
    expect(await read("plantwatch_reader:wrong")).toBe(401);
  });
});
