import { createHash, generateKeyPairSync } from "node:crypto";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { pack } from "../../api/reports/bundle/pack.ts";
import type { Bundles, ReceivingTier } from "../../api/submissions/port.ts";
import { signReceipt } from "../../api/submissions/receipts.ts";
import { openTestCentre, type TestCentre } from "../../api/testing/open-centre.ts";
import { type HttpsIdentity, ownHttpsIdentity, receivesSubmissions } from "../../app/centre/https-certificate.ts";
import { type Listening, listen } from "../../app/centre/listen.ts";
import { day } from "../../model/instant.ts";
import type { SubmissionContent } from "../../model/submission/content.ts";
import type { Receipt } from "../../model/submission/receipt.ts";
import type { Registration } from "../../model/submission/registration.ts";
import type { Submission } from "../../model/submission/submission.ts";
import { sampleContent, sampleRegistration } from "../../model/submission/testing/sample.ts";
import { newFolder } from "../signing/certificates.ts";
import { knownTier, openSender, type Sender } from "./senders.ts";

/** A tier over real TLS that reads these bundles: their content is their text, and a wrong one says that its signer is unknown. */
const bundles: Bundles = {
  look: async () => sampleContent(),
  judge: async (bytes) => {
    const text = Buffer.from(bytes).toString("latin1");
    const content = contents.find(([name]) => text.includes(name))?.[1] ?? sampleContent();
    if (!text.includes("unsigned")) return { ok: true, content };
    return { ok: false, content, reasons: [{ "zh-CN": "签名人未知。", en: "The signer is unknown." }] };
  },
};
const enterprise = sampleContent().enterprise;
const contents: readonly (readonly [string, SubmissionContent])[] = [
  ["simulated", sampleContent({ enterprise: { ...enterprise, simulated: true } })],
  ["stranger", sampleContent({ enterprise: { ...enterprise, name: { "zh-CN": "别家", en: "Another" } } })],
  ["graded", sampleContent({ enterprise: { ...enterprise, grade: 3 } })],
];

let folder: string;
let province: TestCentre;
let tier: ReceivingTier;
let listening: Listening;
let sender: Sender;
let identity: HttpsIdentity;

beforeEach(async () => {
  folder = await newFolder();
  const files = { certificate: join(folder, "tier.pem"), key: join(folder, "tier.key") };
  identity = await ownHttpsIdentity(files, ["127.0.0.1"], Date.now(), receivesSubmissions);
  tier = {
    tier: "province",
    name: { "zh-CN": "某省工信厅", en: "Province" },
    url: "",
    certificatePem: identity.certificatePem,
    fingerprint: identity.fingerprint,
    receiptKey: generateKeyPairSync("ed25519").privateKey,
  };
  province = await openTestCentre({ receiving: tier, bundles });
  listening = await listenFor(province);
  sender = await openSender(join(folder, "sender"), knownTier({ ...tier, url: `https://127.0.0.1:${listening.port}` }));
});
afterEach(async () => {
  await sender.close();
  await listening.close();
  await province.close();
  await rm(folder, { recursive: true, force: true });
});

function listenFor({ centre }: TestCentre, port = 0): Promise<Listening> {
  const { submissions } = centre;
  if (submissions === undefined) throw new Error("the centre receives");
  // Node's adaptor hands the incoming message over.
  const fetch = (request: Request, env: unknown) => submissions.fetch(request, env as never);
  return listen(fetch, "127.0.0.1", port, { ...identity, askClients: true });
}

async function register(change: Partial<Registration> = {}): Promise<Registration> {
  const registration = sampleRegistration({ fingerprints: [sender.authority.client.fingerprint], ...change });
  await province.records.receiving.register(registration);
  return registration;
}

/** A bundle of these words. */
function bundle(words: string): Uint8Array {
  const bytes = (text: string) => new TextEncoder().encode(text);
  return pack(
    new Map([
      ["manifest.json", bytes("{}")],
      ["report.json", bytes(words)],
      [`${words}.txt`, bytes(words)],
    ]),
  );
}

async function submit(words: string): Promise<Submission> {
  const { id } = await sender.send(bundle(words));
  await sender.look();
  return sender.state(id);
}

const said = ({ reasons }: Submission) => reasons.map(({ en }) => en).join(" ");

describe("a submission", () => {
  it("of a registered certificate is accepted with a receipt that holds, and the enterprise is judged again", async () => {
    await register();
    const accepted = await submit("report");
    expect(accepted).toMatchObject({ state: "accepted", attempts: 1, reasons: [], nextAttemptAt: null });
    expect(accepted.receivedAt).toBe(province.clock.now());
    expect(sender.judged).toEqual(["waterworks"]);
    expect(await province.records.receiving.list(10)).toMatchObject([{ receipt: accepted.receipt, digest: accepted.digest }]);
    const kept = await province.records.submissions.isKept(accepted.digest);
    expect(kept).toBe(true);
  });

  it("that comes twice is one, with the receipt that was given first", async () => {
    await register();
    const { receipt } = await submit("report");
    province.clock.advance(day);
    expect(await sender.authority.send(bundle("report"))).toEqual({ kind: "receipt", receipt });
    expect(await province.records.receiving.list(10)).toHaveLength(1);
  });

  it("of an unknown certificate is refused before it is read, and taken once a person has registered it", async () => {
    const refused = await submit("report");
    expect(refused.state).toBe("refused");
    expect(said(refused)).toContain(sender.authority.client.fingerprint);
    expect(await province.records.receiving.list(10)).toEqual([]);
    const token = await province.tokenFor({ role: "administrator", enterpriseId: null });
    const answer = await province.ask("/api/v1/receiving", { token });
    expect(await answer.json()).toMatchObject({ receiving: { knocks: [{ fingerprint: sender.authority.client.fingerprint }] } });
    await register();
    await sender.sendAgain(refused);
    await sender.look();
    expect((await sender.state(refused.id)).state).toBe("accepted");
  });

  it("under a certificate that has ended is refused", async () => {
    await register();
    province.clock.advance(6 * 365 * day);
    expect(said(await submit("report"))).toMatch(/not valid at this time/);
  });

  it("of a suspended registration is refused", async () => {
    await register({ suspended: true });
    expect(said(await submit("report"))).toMatch(/suspended/);
  });

  it.each([
    ["simulated", /simulated enterprise/],
    ["stranger", /speaks of “别家”/],
    ["graded", /states grade 3, registered is grade 2/],
    ["unsigned", /signer is unknown/],
  ])("that is %s is refused with the reason, under a receipt", async (words, reason) => {
    await register();
    const refused = await submit(words);
    expect(refused.state).toBe("refused");
    expect(refused.receipt).not.toBeNull();
    expect(said(refused)).toMatch(reason);
    expect(await province.records.receiving.list(10)).toMatchObject([{ verdict: "refused" }]);
  });

  it("goes to no authority but the one that a person decided on", async () => {
    await register();
    await listening.close();
    const waiting = await submit("report");
    const sentTo = { url: "https://127.0.0.1:9", fingerprint: "c".repeat(64) };
    await sender.records.submissions.save({ ...waiting, sentTo, version: waiting.version + 1 });
    listening = await listenFor(province, listening.port);
    sender.clock.advance(day);
    await sender.look();
    const back = await sender.state(waiting.id);
    expect(back).toMatchObject({ state: "prepared", attempts: 1, receipt: null });
    expect(back.reasons.map(({ en }) => en).join()).toContain(sentTo.url);
    expect((await sender.sendAgain(back)).sentTo?.url).toBe(sender.authority.url);
  });

  it("waits while the tier is away, and goes when it is back", async () => {
    await register();
    const { port } = listening;
    await listening.close();
    const waiting = await submit("report");
    expect(waiting).toMatchObject({ state: "waiting", attempts: 1, receipt: null });
    await sender.look();
    expect((await sender.state(waiting.id)).attempts).toBe(1);
    listening = await listenFor(province, port);
    sender.clock.advance(day);
    await sender.look();
    expect((await sender.state(waiting.id)).state).toBe("accepted");
  });
});

describe("who answers in the tier's place", () => {
  it("with another certificate gets nothing", async () => {
    await register();
    const other = await ownHttpsIdentity(
      { certificate: join(folder, "other.pem"), key: join(folder, "other.key") },
      ["127.0.0.1"],
      Date.now(),
      receivesSubmissions,
    );
    await listening.close();
    let reached = 0;
    const fetch = () => {
      reached += 1;
      return new Response();
    };
    listening = await listen(fetch, "127.0.0.1", listening.port, { ...other, askClients: true });
    const waiting = await submit("report");
    expect(waiting.state).toBe("waiting");
    expect(said(waiting)).toMatch(/does not show the certificate that is trusted/);
    expect(reached).toBe(0);
  });

  it.each([
    ["another key", (receipt: Receipt) => receipt, true, /not signed by the receipt key/],
    ["another submission", (receipt: Receipt) => ({ ...receipt, digest: "0".repeat(64) }), false, /about another submission/],
    ["another sender", (receipt: Receipt) => ({ ...receipt, issuedTo: "00:".repeat(31).concat("00") }), false, /another client/],
    ["no receipt at all", () => ({}), false, /no receipt of a known form/],
  ])("with a receipt of %s is not believed", async (_, change, byAnotherKey, reason) => {
    await register();
    const key = byAnotherKey ? generateKeyPairSync("ed25519").privateKey : tier.receiptKey;
    await listening.close();
    const fetch = async (request: Request) => {
      const bytes = Buffer.from(await request.arrayBuffer());
      const receipt: Receipt = {
        form: "plantwatch-receipt/1",
        submissionId: "s1",
        digest: createHash("sha256").update(bytes).digest("hex"),
        size: bytes.length,
        receivedAt: new Date().toISOString(),
        verdict: "accepted",
        reasons: [],
        issuedBy: { name: tier.name, tier: tier.tier },
        issuedTo: sender.authority.client.fingerprint,
      };
      return Response.json({ receipt: await signReceipt(change(receipt) as Receipt, key) });
    };
    listening = await listen(fetch, "127.0.0.1", listening.port, { ...identity, askClients: true });
    const unproven = await submit("report");
    expect(unproven).toMatchObject({ state: "unproven", receipt: null, receivedAt: null });
    expect(said(unproven)).toMatch(reason);
    expect(sender.judged).toEqual([]);
  });
});
