import { createHash, generateKeyPairSync, randomUUID } from "node:crypto";
import { nkeys } from "@nats-io/transport-node";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { hour } from "../../model/instant.ts";
import { signerOf } from "../../model/wire/collector-key.ts";
import { enrolmentBytes } from "../../model/wire/enrolment.ts";
import { enrolmentCodeSchema } from "../contract/enrolments.ts";
import { collectorViewSchema } from "../contract/system.ts";
import { healthObservation, observationBatch } from "../testing/deliveries.ts";
import { openTestCentre, type TestCentre } from "../testing/open-centre.ts";

let test: TestCentre;
let administrator: string;
beforeEach(async () => {
  test = await openTestCentre();
  administrator = await test.tokenFor({ role: "administrator", enterpriseId: null });
});
afterEach(() => test.close());

async function codeFor(collector: string): Promise<string> {
  const path = `/api/v1/collectors/${collector}/enrolment`;
  const response = await test.ask(path, { token: administrator, method: "POST" });
  expect(response.status).toBe(201);
  return enrolmentCodeSchema.parse(await response.json()).code;
}

/** What a collector makes for itself. */
function keyPair(secret = randomUUID()) {
  const pair = nkeys.createUser();
  const seed = new TextDecoder().decode(pair.getSeed());
  return { publicKey: pair.getPublicKey(), seed, secret, tokenHash: createHash("sha256").update(secret).digest("hex") };
}

async function enrol(code: string, { publicKey, seed, tokenHash } = keyPair(), changes: object = {}) {
  const signature = Buffer.from(signerOf(seed)(enrolmentBytes({ code, publicKey, tokenHash }))).toString("base64");
  const body = { code, publicKey, tokenHash, signature, ...changes };
  const response = await test.ask("/api/v1/enrolment", { method: "POST", token: code, body });
  return { status: response.status, body: await response.json() };
}

async function collectorSeen(id: string) {
  const response = await test.ask("/api/v1/collectors", { token: administrator });
  const { items } = z.object({ items: z.array(collectorViewSchema) }).parse(await response.json());
  return items.find((each) => each.id === id);
}

const deliver = (token: string, collectorId: string, observation = healthObservation(test.clock.now())) =>
  test.ask("/api/v1/ingest/observations", {
    token,
    method: "POST",
    body: observationBatch(randomUUID(), [observation], 1, collectorId),
  });

describe("an enrolment code", () => {
  it("takes a collector's own key, and lets it deliver as itself alone", async () => {
    const key = keyPair();
    const code = await codeFor("collector-1");
    expect(await collectorSeen("collector-1")).toMatchObject({ enrolment: { state: "code" } });
    expect(await enrol(code.toLowerCase(), key)).toEqual({ status: 200, body: { collectorId: "collector-1" } });
    expect(await collectorSeen("collector-1")).toMatchObject({ enrolment: { state: "enrolled", publicKey: key.publicKey } });

    expect((await deliver(key.secret, "collector-1")).status).toBe(200);
    expect((await deliver(key.secret, "collector-2")).status).toBe(403);
    const foreign = healthObservation(test.clock.now(), { enterpriseId: "pharma", assetId: "reactor", endpointId: "ua" });
    expect(await (await deliver(key.secret, "collector-1", foreign)).json()).toMatchObject({
      rejected: [{ code: "unknown-asset" }],
    });
    for (const path of ["/collectors/collector-2/assignment", "/enterprises", "/tokens", "/collectors"]) {
      expect((await test.ask(`/api/v1${path}`, { token: key.secret })).status).toBe(403);
    }
  });

  it("is good once", async () => {
    const code = await codeFor("collector-1");
    const answers = await Promise.all([enrol(code), enrol(code), enrol(code)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401]);
    expect(await enrol(code)).toMatchObject({ status: 401, body: { code: "wrong-code" } });
  });

  it("ends after an hour, and with a newer one", async () => {
    const old = await codeFor("collector-1");
    test.clock.advance(hour);
    expect((await enrol(old)).status).toBe(401);
    const replaced = await codeFor("collector-1");
    await codeFor("collector-1");
    expect((await enrol(replaced)).status).toBe(401);
  });

  it("is not spent by a key that the sender does not hold, or that is none", async () => {
    const code = await codeFor("collector-1");
    expect((await enrol(code, keyPair(), { publicKey: keyPair().publicKey })).status).toBe(400);
    expect((await enrol(code, keyPair(), { publicKey: `U${"A".repeat(55)}` })).status).toBe(400);
    const { privateKey } = generateKeyPairSync("ed25519");
    expect(
      (await enrol(code, keyPair(), { signature: privateKey.export({ format: "der", type: "pkcs8" }).toString("base64") }))
        .status,
    ).toBe(400);
    expect((await enrol(code)).status).toBe(200);
  });

  it("is made by administrators alone, for collectors that an inventory names, and noted", async () => {
    const operator = await test.tokenFor({ role: "operator", enterpriseId: null });
    const path = "/api/v1/collectors/collector-1/enrolment";
    expect((await test.ask(path, { token: operator, method: "POST" })).status).toBe(403);
    expect((await test.ask("/api/v1/collectors/nobody/enrolment", { token: administrator, method: "POST" })).status).toBe(422);
    await enrol(await codeFor("collector-1"));
    const actions = (await test.records.audit.after(0, 100)).map(({ action, actor, target }) => [action, actor, target]);
    expect(actions).toContainEqual(["collector.code", "token:test", "collector:collector-1"]);
    expect(actions).toContainEqual(["collector.enrol", "collector:collector-1", "collector:collector-1"]);
  });
});

describe("revoking a collector", () => {
  it("ends its key and its token with its next request, and its waiting code", async () => {
    const key = keyPair();
    await enrol(await codeFor("collector-1"), key);
    const waiting = await codeFor("collector-1");
    expect((await deliver(key.secret, "collector-1")).status).toBe(200);
    const path = "/api/v1/collectors/collector-1/enrolment";
    expect((await test.ask(path, { token: administrator, method: "DELETE" })).status).toBe(204);
    expect((await deliver(key.secret, "collector-1")).status).toBe(401);
    expect((await enrol(waiting)).status).toBe(401);
    expect(await collectorSeen("collector-1")).toMatchObject({ enrolment: { state: "revoked", by: "token:test" } });
    expect((await test.ask(path, { token: administrator, method: "DELETE" })).status).toBe(404);
  });

  it("ends a token that a person carried to it as well, and until then that goes on", async () => {
    const token = await test.centre.issueCollectorToken("collector-2");
    expect(await collectorSeen("collector-2")).toMatchObject({ enrolment: { state: "token" } });
    const observation = healthObservation(test.clock.now(), { enterpriseId: "pharma", assetId: "reactor", endpointId: "ua" });
    expect((await deliver(token, "collector-2", observation)).status).toBe(200);
    await test.ask("/api/v1/collectors/collector-2/enrolment", { token: administrator, method: "DELETE" });
    expect((await deliver(token, "collector-2", observation)).status).toBe(401);
  });
});
