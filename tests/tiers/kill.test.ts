import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, describe, expect, it, vi } from "vitest";
import { stringify } from "yaml";
import { makeBundle } from "../../api/reports/bundle/make-bundle.ts";
import { signBundle } from "../../api/reports/bundle/sign-bundle.ts";
import { loadSettings } from "../../app/config/config.ts";
import { openReceivingTier } from "../../app/tiers/receiving-tier.ts";
import { minute } from "../../model/instant.ts";
import { creditCodeSchema } from "../../model/submission/registration.ts";
import type { Submission } from "../../model/submission/submission.ts";
import { sampleRegistration } from "../../model/submission/testing/sample.ts";
import { openSqliteRecords } from "../../store/records/sqlite/sqlite-records.ts";
import { makeKey, newFolder } from "../signing/certificates.ts";
import { readTestInput } from "../signing/signed-report.ts";
import { freePort, type RunningProcess, startProcess } from "../support/processes.ts";
import { available, openssl } from "../support/tools.ts";
import { knownTier, openSender, type Sender } from "./senders.ts";
import { real } from "./two-tiers.ts";

const enterprises = 20;
const patience = { timeout: 30_000, interval: 20 };

describe.skipIf(!available(openssl))("a province that is killed", () => {
  const stops: (() => Promise<unknown>)[] = [];
  afterAll(async () => {
    for (const stop of stops.reverse()) await stop();
  });

  it(`twice while ${enterprises} enterprises submit in parallel gives every submission exactly one receipt`, async () => {
    const folder = await newFolder();
    stops.push(() => rm(folder, { recursive: true, force: true }));
    const config = await provinceConfig(folder);
    const settings = await loadSettings(config, {});
    const tier = (await openReceivingTier(settings))?.tier;
    if (tier === undefined) throw new Error("the configuration is of a province");

    const bundle = await makeBundle(real(await readTestInput()));
    const senders = await Promise.all(
      Array.from({ length: enterprises }, (_, index) => openSender(join(folder, `enterprise-${index}`), knownTier(tier))),
    );
    stops.push(() => Promise.all(senders.map((sender) => sender.close())));
    const signers = senders.map((_, index) => makeKey(folder, { signs: "ed25519", name: `signer-${index}` }));
    await registerAll(
      join(folder, "centre", "records.sqlite"),
      senders,
      signers.map(({ pem }) => pem),
    );

    let province: RunningProcess = await startProcess(["serve", "--config", config]);
    stops.push(() => province.stop());
    const sent = await Promise.all(
      senders.map(async (sender, index) => {
        const key = signers[index]?.key;
        if (key === undefined) throw new Error("every enterprise has a key");
        return sender.send(await signBundle(bundle, { keys: [key], at: Date.now(), reason: "签发" }));
      }),
    );
    // Some begin while the province is down, so that every kill is felt however fast the others are.
    const start = (from: number, to: number) =>
      sent.slice(from, to).map(({ id }, index) => untilAnswered(senders[from + index], id));
    const outcomes = start(0, 12);
    for (const [answered, from] of [
      [2, 12],
      [8, 16],
    ] as const) {
      await vi.waitFor(async () => expect(await countAccepted(senders, sent)).toBeGreaterThanOrEqual(answered), patience);
      await province.killHard();
      outcomes.push(...start(from, from + 4));
      province = await startProcess(["serve", "--config", config]);
    }
    const answered = await Promise.all(outcomes);
    expect(Math.min(...answered.slice(12).map(({ attempts }) => attempts))).toBeGreaterThan(1);
    // Who sends the same once more gets the receipt that it got first.
    const again = senders[0];
    const first = answered[0];
    if (again === undefined || first === undefined) throw new Error("there are enterprises");
    const answer = await again.authority.send(await readFile(documentFile(folder, 0, first.digest)));
    expect(answer).toEqual({ kind: "receipt", receipt: first.receipt });
    await province.stop();

    expect(answered.map(({ state }) => state)).toEqual(Array.from({ length: enterprises }, () => "accepted"));
    const records = await openSqliteRecords({ file: join(folder, "centre", "records.sqlite") });
    const kept = await records.receiving.list(1000);
    await records.close();
    expect(kept).toHaveLength(enterprises);
    expect(new Set(kept.map(({ registrationId }) => registrationId)).size).toBe(enterprises);
    const byDigest = new Map(kept.map(({ digest, receipt }) => [digest, receipt]));
    expect(answered.map(({ receipt }) => receipt)).toEqual(answered.map(({ digest }) => byDigest.get(digest)));
  }, 120_000);
});

async function provinceConfig(folder: string): Promise<string> {
  const config = join(folder, "province.yaml");
  const text = stringify({
    data: ".",
    tier: "province",
    receive: { name: { "zh-CN": "某省工业和信息化厅", en: "Department of the province" }, port: await freePort() },
    centre: { port: await freePort() },
  });
  await mkdir(join(folder, "centre"), { recursive: true });
  await writeFile(config, text);
  return config;
}

async function registerAll(file: string, senders: readonly Sender[], signers: readonly string[]): Promise<void> {
  const records = await openSqliteRecords({ file });
  for (const [index, { authority }] of senders.entries()) {
    await records.receiving.register(
      sampleRegistration({
        name: { "zh-CN": "清源水务", en: "Clearwater" },
        creditCode: codeOf(index),
        fingerprints: [authority.client.fingerprint],
        signers: signers[index] ?? "",
      }),
    );
  }
  await records.close();
}

/** The code with this number in it whose last character checks the others. */
function codeOf(index: number): string {
  const body = `91350100M0001${String(index).padStart(4, "0")}`;
  const found = [..."0123456789ABCDEFGHJKLMNPQRTUWXY"]
    .map((last) => body + last)
    .find((code) => creditCodeSchema.safeParse(code).success);
  if (found === undefined) throw new Error(`no character checks ${body}`);
  return found;
}

async function untilAnswered(sender: Sender | undefined, id: string): Promise<Submission> {
  for (;;) {
    await sender?.look();
    const submission = await sender?.state(id);
    if (sender === undefined || submission === undefined) throw new Error("there is no such sender");
    if (submission.state !== "waiting" && submission.state !== "sending") return submission;
    sender.clock.advance(minute);
    await sleep(50);
  }
}

async function countAccepted(senders: readonly Sender[], sent: readonly Submission[]): Promise<number> {
  const states = await Promise.all(sent.map(({ id }, index) => senders[index]?.state(id)));
  return states.filter((submission) => submission?.state === "accepted").length;
}

function documentFile(folder: string, index: number, digest: string): string {
  return join(folder, `enterprise-${index}`, "documents", digest.slice(0, 2), digest);
}
