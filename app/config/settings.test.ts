import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { day, hour } from "../../model/instant.ts";
import { loadSettings } from "./config.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "plantwatch-settings-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function load(config: unknown, environment: NodeJS.ProcessEnv = {}) {
  const file = join(folder, "plantwatch.yaml");
  await writeFile(file, stringify(config));
  return loadSettings(file, environment);
}
const collector = { id: "c1", centre: "http://127.0.0.1:7420", mayContact: ["127.0.0.1"] };

describe("settings", () => {
  it("name the public address in links, and the listening one where there is no other", async () => {
    const base = async (centre: object, environment?: NodeJS.ProcessEnv) => (await load({ centre }, environment)).centre?.baseUrl;
    expect(await base({})).toBe("http://127.0.0.1:7420");
    expect(await base({ host: "::1", port: 81 })).toBe("http://[::1]:81");
    expect(await base({}, { PLANTWATCH_PORT: "82" })).toBe("http://127.0.0.1:82");
    expect(await base({ publicUrl: "https://plant.example:7443/" }, { PLANTWATCH_PORT: "82" })).toBe(
      "https://plant.example:7443",
    );
  });

  it("count paths of backups and passwords from the configuration's own folder", async () => {
    const metrics = { kind: "influx", url: "http://127.0.0.1:8086", username: "w", passwordFile: "secret" };
    const settings = await load({ centre: {}, metrics, backup: { folder: "kept", every: "6h" } });
    expect(settings.backup).toEqual({ folder: join(folder, "kept"), every: 6 * hour, keep: 7, secrets: false });
    expect(settings.metrics).toMatchObject({ passwordFile: join(folder, "secret") });
  });

  it("bound the spool, by default and as written", async () => {
    const spool = async (written?: object) =>
      (await load({ collector: written === undefined ? collector : { ...collector, spool: written } })).collector?.spool;
    expect(await spool()).toEqual({ maxBytes: 1024 ** 3, maxAgeMs: 30 * day, whenFull: "drop-oldest-samples" });
    expect(await spool({ maxBytes: "1.5MiB", maxAge: "12h", whenFull: "drop-newest-samples" })).toEqual({
      maxBytes: 1.5 * 1024 ** 2,
      maxAgeMs: 12 * hour,
      whenFull: "drop-newest-samples",
    });
  });

  it.each([
    ["a public address with a path", { centre: { publicUrl: "https://plant.example/watch" } }, /publicUrl.*without a path/],
    ["a public address of another protocol", { centre: { publicUrl: "ftp://plant.example" } }, /publicUrl.*without a path/],
    ["a proxy by its name", { centre: { trustedProxies: ["proxy.example"] } }, /trustedProxies\[0\].*an address, or a range/],
    ["a range that is none", { centre: { trustedProxies: ["10.0.0.0/33"] } }, /trustedProxies\[0\].*an address, or a range/],
    ["a spool of no size", { collector: { ...collector, spool: { maxBytes: "12" } } }, /spool\.maxBytes.*512MiB/],
    ["a spool too small for anything", { collector: { ...collector, spool: { maxBytes: "1KiB" } } }, /1MiB or more/],
    ["backups all the time", { centre: {}, backup: { folder: "x", every: "1s" } }, /backup\.every.*a minute or more/],
    ["backups of which none is kept", { centre: {}, backup: { folder: "x", keep: 0 } }, /backup\.keep/],
  ])("refuse %s, with the line and what is expected", async (_, config, message) => {
    await expect(load(config)).rejects.toMatchObject({ code: "config-invalid", message: expect.stringMatching(message) });
    await expect(load(config)).rejects.toMatchObject({ message: expect.stringMatching(/plantwatch\.yaml:\d+:\d+/) });
  });
});
