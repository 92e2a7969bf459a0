import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { parse, stringify } from "yaml";
import { z } from "zod";
import { createInfluxUsers } from "../../store/metrics/influx/users.ts";
import { makeInstallation, runCommand, startProcess } from "../support/processes.ts";
import { startInfluxd } from "../support/servers.ts";
import { available, influxd } from "../support/tools.ts";
import { ask, makeAdministrator } from "./influx-admin.ts";

const undo: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

async function installationWith(metrics: unknown): Promise<Awaited<ReturnType<typeof makeInstallation>>> {
  const installation = await makeInstallation();
  undo.push(installation.remove);
  await mkdir(installation.inventory, { recursive: true });
  const config: Record<string, unknown> = parse(await readFile(installation.config, "utf8"));
  await writeFile(installation.config, stringify({ ...config, metrics }));
  return installation;
}

const server = { kind: "influx", url: "http://127.0.0.1:8086" };

describe("the metrics section of a configuration", () => {
  it.each([
    ["embedded", { kind: "embedded" }],
    ["InfluxDB with a login", { ...server, database: "plant_2", usernameEnv: "METRICS_USER", passwordEnv: "METRICS_PASSWORD" }],
    ["InfluxDB with a password in a file", { ...server, username: "writer", passwordFile: "influx.password" }],
    ["VictoriaMetrics", { kind: "victoria-metrics", url: "https://metrics.example:8428/vm" }],
  ])("accepts %s", async (_, metrics) => {
    const { config } = await installationWith(metrics);
    expect(await runCommand(["config", "check", config])).toMatchObject({ status: 0, output: `${config}: nothing wrong\n` });
  });

  it.each([
    ["another kind", { kind: "graphite" }, /metrics.*(embedded|kind|discriminator)/i],
    ["a server without an address", { kind: "influx" }, /metrics\.url.*expected the server's address/],
    ["an address of another protocol", { ...server, url: "udp://127.0.0.1:8089" }, /metrics\.url.*http:\/\/127\.0\.0\.1:8086/],
    ["a password in the address", { ...server, url: "http://a:b@127.0.0.1:8086" }, /metrics\.url.*without name and password/],
    ["a name that a statement could take for its own", { ...server, database: 'x" WITH' }, /metrics\.database.*expected letters/],
    [
      "a user without a password",
      { ...server, usernameEnv: "METRICS_USER" },
      /metrics.*expected a user .* together with a password/,
    ],
    ["two passwords", { ...server, username: "a", passwordEnv: "METRICS_PASSWORD", passwordFile: "b" }, /metrics.*each once/],
    ["a password itself", { ...server, password: "secret" }, /metrics.*password/],
  ])("refuses %s, with the line and the expected form", async (_, metrics, message) => {
    const { config } = await installationWith(metrics);
    const { status, output } = await runCommand(["config", "check", config]);
    expect(status).toBe(2);
    expect(output).toMatch(/plantwatch\.yaml:\d+:\d+/);
    expect(output).toMatch(message);
  });

  it("names the variable of the environment that is not set", async () => {
    const { config } = await installationWith({ ...server, usernameEnv: "METRICS_USER", passwordEnv: "METRICS_PASSWORD" });
    await expect(startProcess(["serve", "--config", config])).rejects.toThrow(/config-invalid: .*METRICS_(USER|PASSWORD)/);
  }, 60_000);
});

describe("a password in a file", () => {
  it.each([
    ["that is not there", undefined, /config-invalid: .*influx\.password, which cannot be read/],
    ["that is empty", "\n", /config-invalid: .*influx\.password, which is not one line/],
    ["of several lines", "one\ntwo\n", /config-invalid: .*influx\.password, which is not one line/],
  ])(
    "%s: refused, naming the file beside the configuration",
    async (_, content, message) => {
      const installation = await installationWith({ ...server, username: "writer", passwordFile: "influx.password" });
      if (content !== undefined) await writeFile(join(installation.folder, "influx.password"), content);
      await expect(startProcess(["serve", "--config", installation.config])).rejects.toThrow(message);
    },
    60_000,
  );
});

const readySchema = z.object({ status: z.string(), records: z.string(), metrics: z.string() });

describe.skipIf(!available(influxd))("a centre with InfluxDB", () => {
  it("is ready with it, without it, with it again, and with a new password of the file", async () => {
    const influx = await startInfluxd({ auth: true });
    undo.push(() => influx.remove());
    const administrator = await makeAdministrator(influx.url);
    const { writer } = await createInfluxUsers({ url: influx.url, database: "plantwatch", administrator });
    const installation = await installationWith({
      ...server,
      url: influx.url,
      usernameEnv: "METRICS_USER",
      passwordFile: "influx.password",
    });
    await writeFile(join(installation.folder, "influx.password"), `${writer.password}\n`, { mode: 0o600 });
    const start = () => startProcess(["serve", "--config", installation.config], { METRICS_USER: writer.username });
    const ready = async () => {
      const response = await fetch(`${installation.baseUrl}/readyz`);
      return { answered: response.status, ...readySchema.parse(await response.json()) };
    };
    let centre = await start();
    undo.push(() => centre.stop());
    expect(await ready()).toMatchObject({ answered: 200, records: "ok", metrics: "ok" });
    await influx.killHard();
    expect((await ready()).answered).toBe(200);
    expect((await ready()).metrics).toContain("does not answer");
    await centre.stop();
    centre = await start();
    expect((await ready()).metrics).toContain("does not answer");
    await influx.start();
    expect((await ready()).metrics).toBe("ok");
    const checked = await ask(influx.url, 'SELECT checked FROM "plantwatch"."daily"."plantwatch_progress"', administrator);
    expect(checked).toHaveLength(1);

    await ask(influx.url, `SET PASSWORD FOR "${writer.username}" = 'another'`, administrator);
    expect((await ready()).metrics).toContain("refuses the user");
    await writeFile(join(installation.folder, "influx.password"), "another\n", { mode: 0o600 });
    expect((await ready()).metrics).toBe("ok");
  }, 120_000);
});
