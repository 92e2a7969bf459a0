import { spawnSync } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { commandsFor } from "../../app/commands/index.ts";
import { available, systemdAnalyze } from "../support/tools.ts";

const root = join(import.meta.dirname, "../..");
const source = join(root, "deploy/systemd");
const units = (await readdir(source)).filter((name) => name.endsWith(".service")).map((name) => ({ name }));
/** Ten times the exposure that systemd reckons, 0 to 100; 20 is the edge of what it calls OK. */
const highestExposure = 20;
let folder: string;

describe.skipIf(!available(systemdAnalyze))("the systemd units", () => {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "plantwatch-units-"));
    for (const { name } of units) {
      // Where it is installed there is a program; here it is the checkout's.
      const text = (await readFile(join(source, name), "utf8")).replace(
        "/opt/plantwatch/plantwatch",
        join(root, "deploy/plantwatch"),
      );
      await writeFile(join(folder, name), text);
    }
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it.each(units)("$name has no mistake", ({ name }) => {
    const { status, stderr } = spawnSync("systemd-analyze", ["verify", join(folder, name)], { encoding: "utf8" });
    expect([status, stderr]).toEqual([0, ""]);
  });

  it.each(units)("$name leaves little exposed", ({ name }) => {
    const parameters = ["security", "--offline=true", "--no-pager", `--threshold=${highestExposure}`, join(folder, name)];
    const { status, stdout, stderr } = spawnSync("systemd-analyze", parameters, { encoding: "utf8" });
    expect(status, `${stdout.trim().split("\n").at(-1)} ${stderr}`).toBe(0);
  });

  it.each(units)("$name runs a command that there is, never as root", async ({ name }) => {
    const text = await readFile(join(source, name), "utf8");
    const command = /^ExecStart=\/opt\/plantwatch\/plantwatch (\w+) --config /m.exec(text)?.[1];
    expect((await commandsFor(command)).length).toBe(1);
    expect(text).toMatch(/^User=plantwatch$/m);
  });
});
