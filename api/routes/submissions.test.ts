import { generateKeyPairSync } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sampleContent, sampleFingerprint, sampleReceived, sampleSubmission } from "../../model/submission/testing/sample.ts";
import type { Authority } from "../submissions/port.ts";
import { openTestCentre, type TestCentre } from "../testing/open-centre.ts";
import { personFor } from "../testing/people.ts";

const authority: Authority = {
  url: "https://127.0.0.1:7443",
  certificate: { subject: "CN=tier", fingerprint: sampleFingerprint, validTo: Date.now() + 1_000_000 },
  receiptKey: generateKeyPairSync("ed25519").publicKey,
  client: { pem: "", fingerprint: sampleFingerprint, validTo: Date.now() + 1_000_000 },
  send: () => Promise.reject(new Error("nothing is sent before a person decides")),
};

let test: TestCentre;
beforeEach(async () => {
  test = await openTestCentre({ authority });
});
afterEach(() => test.close());

describe("whether a report leaves", () => {
  const decision = ({ version = 1, digest = "a".repeat(64), to = sampleFingerprint } = {}) => ({
    decision: "send",
    version,
    digest,
    to,
  });

  it("is decided by a person with the role who saw these very bytes, and is audited", async () => {
    const { id } = await test.records.submissions.prepare(sampleSubmission({ enterpriseId: "waterworks" }));
    const path = `/api/v1/submissions/${id}/decision`;
    const li = await personFor(test, "li", { role: "reporter", enterpriseId: "waterworks" });
    const ask = (body: object) => li.ask(path, { method: "POST", body });
    const token = await test.tokenFor({ role: "reporter", enterpriseId: "waterworks" });
    const byProgram = await test.ask(path, { token, method: "POST", body: decision() });
    expect([byProgram.status, await byProgram.json()]).toMatchObject([403, { code: "person-needed" }]);
    expect((await ask(decision({ version: 2 }))).status).toBe(409);
    expect((await ask(decision({ digest: "b".repeat(64) }))).status).toBe(409);
    expect((await ask(decision({ to: "b".repeat(64) }))).status).toBe(409);
    expect((await test.records.submissions.get(id))?.state).toBe("prepared");

    const decided = await ask(decision());
    expect([decided.status, await decided.json()]).toMatchObject([200, { state: "sending", sentTo: { url: authority.url } }]);
    const {
      items: [entry],
    } = await test.records.audit.list({ limit: 1 });
    expect(entry).toMatchObject({ action: "submission.decide", target: `submission:${id}` });
  });

  it("can be stopped on its way, and no longer be discarded once it is", async () => {
    const { id, version } = await test.records.submissions.prepare(
      sampleSubmission({ enterpriseId: "waterworks", state: "waiting" }),
    );
    const li = await personFor(test, "li", { role: "reporter", enterpriseId: "waterworks" });
    expect((await li.ask(`/api/v1/submissions/${id}`, { method: "DELETE" })).status).toBe(422);
    const body = { decision: "stop", version, digest: "a".repeat(64) };
    expect((await li.ask(`/api/v1/submissions/${id}/decision`, { method: "POST", body })).status).toBe(200);
    expect((await li.ask(`/api/v1/submissions/${id}`, { method: "DELETE" })).status).toBe(204);
  });
});

describe("a bundle that is handed in", () => {
  it("is refused where it is none", async () => {
    const li = await personFor(test, "li", { role: "reporter", enterpriseId: "waterworks" });
    const answer = await li.send("/api/v1/enterprises/waterworks/submissions?name=report.zip", "no bundle");
    expect(answer.status).toBe(422);
    expect(await test.records.submissions.list()).toEqual([]);
  });
});

describe("the overview of a tier", () => {
  it("tells who is late, and keeps simulated enterprises apart", async () => {
    const { enterprise } = sampleContent();
    const simulated = sampleContent({ enterprise: { ...enterprise, name: { "zh-CN": "仿真", en: "Sim" }, simulated: true } });
    await test.records.receiving.receive(sampleReceived({ receivedAt: test.clock.now() }));
    await test.records.receiving.receive(sampleReceived({ digest: "b".repeat(64), content: simulated }));
    const token = await test.tokenFor({ role: "viewer", enterpriseId: null });
    const answer = await test.ask("/api/v1/receiving/overview", { token });
    expect(await answer.json()).toMatchObject({
      simulated: false,
      enterprises: 1,
      findings: [{ checkId: "opcua.mode-none", enterprises: 1, count: 2 }],
      catalogs: [{ whole: { enterprises: 1, demonstrated: 61.5, openFindings: { high: 2 } } }],
    });
  });
});
