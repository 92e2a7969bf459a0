import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { listOf } from "../../api/contract/common.ts";
import { type EnterpriseSummary, enterpriseSummarySchema } from "../../api/contract/enterprises.ts";
import { scoreSummarySchema } from "../../api/contract/scores.ts";
import { collectorViewSchema } from "../../api/contract/system.ts";
import { freePort } from "../support/processes.ts";
import { provenCookieFrom } from "../support/second-factor.ts";
import { cookieFrom } from "../support/session.ts";
import { inspectPages } from "./pages.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
/** A start of seconds may take minutes on a machine that does much else. */
const startPatience = 180_000;
/** All pages in one language and theme: a minute and a half where nothing else runs. */
const pagesPatience = 900_000;

const enterprisesSchema = listOf(enterpriseSummarySchema);

/** The demonstration as a person starts it. */
class Demo {
  readonly child: ChildProcess;
  readonly startedAt = Date.now();
  output = "";

  constructor(folder: string, port: number) {
    this.child = spawn(process.execPath, ["app/bin.mjs", "demo"], {
      cwd: root,
      env: { ...process.env, PLANTWATCH_DATA: folder, PLANTWATCH_PORT: String(port), PLANTWATCH_LOG: "warn" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.on("data", (chunk: Buffer) => {
        this.output += chunk.toString();
      });
    }
  }

  async link(): Promise<string> {
    for (let waited = 0; waited < startPatience; waited += 200) {
      const link = /http:\S+\/session\/link\?token=\S+/.exec(this.output)?.[0];
      if (link !== undefined) return link;
      await sleep(200);
    }
    throw new Error(`no log-in link: ${this.output}`);
  }

  /** Ctrl-C, as a terminal sends it. */
  async interrupt(): Promise<number | null> {
    const exited = new Promise<number | null>((resolve) => this.child.once("exit", (code) => resolve(code)));
    this.child.kill("SIGINT");
    return exited;
  }
}

async function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
}

describe("npm start", () => {
  let folder: string;
  let port: number;
  let demo: Demo;
  let cookie: string;

  const get = async (path: string): Promise<unknown> =>
    (await fetch(`http://127.0.0.1:${port}/api/v1${path}`, { headers: { cookie } })).json();
  const enterprises = async (): Promise<readonly EnterpriseSummary[]> => enterprisesSchema.parse(await get("/enterprises")).items;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "plantwatch-demo-"));
    port = await freePort();
    demo = new Demo(folder, port);
    cookie = await provenCookieFrom(await demo.link());
  }, startPatience + 30_000);

  afterAll(async () => {
    if (demo.child.exitCode === null) await demo.interrupt();
    await rm(folder, { recursive: true, force: true });
  }, 30_000);

  it("tells nothing to those who have not logged in", async () => {
    for (const path of ["/enterprises", "/findings", "/no-such-path"]) {
      const response = await fetch(`http://127.0.0.1:${port}/api/v1${path}`);
      expect([path, response.status]).toEqual([path, 401]);
      expect(await response.text()).not.toMatch(/qingwan|kangyuan/);
    }
  });

  it("shows both scores from wire evidence within a minute", async () => {
    await expect
      .poll(
        async () =>
          (await enterprises()).every(
            ({ score, counts }) => score !== null && (score.coverage ?? 0) > 15 && counts.silentAssets === 0,
          ),
        { timeout: demo.startedAt + 60_000 - Date.now(), interval: 500 },
      )
      .toBe(true);
    const all = await enterprises();
    expect(all.map(({ id, simulated }) => [id, simulated])).toEqual([
      ["kangyuan-pharma", true],
      ["qingwan-water", true],
    ]);
    expect(all.every(({ counts }) => counts.assets >= 6)).toBe(true);
    const [kept, weak] = all.map(({ score }) => score?.demonstrated ?? 0);
    expect(kept).toBeGreaterThan(weak ?? 0);
  }, 90_000);

  it.each([
    ["zh-CN", "light"],
    ["en", "dark"],
  ] as const)(
    "shows every page in %s and %s, live, accessible, and with every number leading to its reason",
    async (language, scheme) => {
      await inspectPages(`http://127.0.0.1:${port}`, cookie, language, scheme);
    },
    pagesPatience,
  );

  it("contacts no device of a site once its switch is off, and goes on where it is on", async () => {
    const endpointsPolled = async () =>
      listOf(collectorViewSchema).parse(await get("/collectors")).items[0]?.status?.endpoints ?? 0;
    const setPolling = async (stopped: boolean) => {
      const response = await fetch(`http://127.0.0.1:${port}/api/v1/sites/kangyuan-pharma/campus/polling`, {
        method: "POST",
        headers: { cookie, origin: `http://127.0.0.1:${port}`, "content-type": "application/json" },
        body: JSON.stringify({ stopped }),
      });
      expect(response.ok).toBe(true);
    };
    const counts = Object.fromEntries((await enterprises()).map(({ id, counts }) => [id, counts.endpoints]));
    const all = (counts["kangyuan-pharma"] ?? 0) + (counts["qingwan-water"] ?? 0);
    await expect.poll(endpointsPolled, { timeout: 15_000 }).toBe(all);
    await setPolling(true);
    await expect.poll(endpointsPolled, { timeout: 15_000 }).toBe(counts["qingwan-water"]);
    await setPolling(false);
    await expect.poll(endpointsPolled, { timeout: 15_000 }).toBe(all);
  }, 60_000);

  it("stops every process on Ctrl-C and finds its history again at the next start", async () => {
    const historyOf = async (id: string) =>
      z.object({ items: z.array(scoreSummarySchema) }).parse(await get(`/enterprises/${id}/scores/miit/history`)).items;
    const before = await historyOf("qingwan-water");
    expect(before.length).toBeGreaterThan(0);
    expect(await demo.interrupt()).toBe(0);
    await expect.poll(() => answers(port), { timeout: 5000 }).toBe(false);

    demo = new Demo(folder, port);
    cookie = await cookieFrom(await demo.link());
    const after = await historyOf("qingwan-water");
    expect(after.map(({ at }) => at)).toEqual(expect.arrayContaining(before.map(({ at }) => at)));
    await sleep(1000);
  }, 120_000);
});
