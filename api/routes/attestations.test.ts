import { createHash } from "node:crypto";
import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import {
  type AttestationView,
  attestationVersionSchema,
  attestationViewSchema,
  documentViewSchema,
  staleAttestationSchema,
} from "../contract/attestations.ts";
import { listOf } from "../contract/common.ts";
import { scoreStepSchema } from "../contract/scores.ts";
import { openTestCentre, type TestCentre } from "../testing/open-centre.ts";
import { personFor, type TestPerson } from "../testing/people.ts";

const works = "/api/v1/enterprises/waterworks";
let test: TestCentre;
let li: TestPerson;
let wang: TestPerson;
let zhao: TestPerson;
let count = 0;

beforeAll(async () => {
  test = await openTestCentre();
  li = await personFor(test, "li", { role: "assessor", enterpriseId: "waterworks" }, { role: "reviewer", enterpriseId: null });
  wang = await personFor(test, "wang", { role: "reviewer", enterpriseId: "waterworks" });
  zhao = await personFor(test, "zhao", { role: "reviewer", enterpriseId: "pharma" });
});
afterAll(() => test.close());

const pdf = (text: string) => `%PDF-1.7\n${text}\n%%EOF\n`;

async function upload(person: TestPerson, name: string, content: string): Promise<string> {
  const response = await person.send(`${works}/documents?name=${encodeURIComponent(name)}`, content);
  expect(response.status).toBe(201);
  return documentViewSchema.parse(await response.json()).sha256;
}

const claim = (objectiveId: string, claimed = "satisfied") => ({ kind: "objective", objectiveId, claim: claimed });

async function submit(person: TestPerson, about: object, rest: object = {}): Promise<AttestationView> {
  const response = await person.ask(`${works}/attestations`, { method: "POST", body: { about, ...rest } });
  expect(response.status, await response.clone().text()).toBe(201);
  return attestationViewSchema.parse(await response.json());
}

const paper = async () => ({ documents: [await upload(li, `附件${++count}.pdf`, pdf(`document ${count}`))] });

const reviewOf = (person: TestPerson, { id, version }: Pick<AttestationView, "id" | "version">, decision = "accept") =>
  person.ask(`/api/v1/attestations/${id}/review`, {
    method: "POST",
    body: { decision, version, reason: decision === "accept" ? "" : "the seal is missing" },
  });

async function objectiveOf(id: string) {
  const score = await test.records.scores.latest("waterworks", null, "miit");
  const tasks = score?.root?.children ?? [];
  return tasks
    .flatMap(({ children }) => children)
    .flatMap(({ children }) => children)
    .find((node) => node.id === id);
}

describe("a claim", () => {
  it("counts once another person has accepted it, and is told and noted", async () => {
    const made = await submit(li, claim("miit.1.1.a"), { ...(await paper()), remark: "文号 12" });
    expect(made).toMatchObject({ state: "submitted", by: li.email, version: 1, mayReview: false, catalogId: "miit" });
    expect(made.title["zh-CN"]).toContain("网络安全责任");
    const due = new Date(made.issuedAt);
    due.setUTCFullYear(due.getUTCFullYear() + 1);
    expect(made.expiresAt).toBe(due.toISOString());
    await vi.waitFor(
      async () => expect(await objectiveOf("miit.1.1.a")).toMatchObject({ demonstrated: 0, potential: 100 }),
      10_000,
    );

    const accepted = await reviewOf(wang, made);
    expect(attestationViewSchema.parse(await accepted.json())).toMatchObject({ state: "accepted", review: { by: wang.email } });
    await vi.waitFor(async () => expect((await objectiveOf("miit.1.1.a"))?.demonstrated).toBe(100), 10_000);
    const [event] = (await test.records.events.list({ limit: 50, enterpriseId: "waterworks" })).filter(
      ({ kind, refersTo }) => kind === "attestation" && refersTo === made.id,
    );
    expect(event?.text["zh-CN"]).toMatch(/^wang@example\.org 复核通过了佐证声明“.*[^。]”。$/);
    const history = await wang.ask(`${works}/scores/miit/history`);
    const { items: steps } = listOf(scoreStepSchema).parse(await history.json());
    const causes = steps.flatMap((step) => step.causes).filter(({ attestationId }) => attestationId === made.id);
    expect(causes.map(({ kind, objectiveId }) => [kind, objectiveId])).toEqual([["claim", "miit.1.1.a"]]);
    expect(causes[0]?.text["zh-CN"]).toMatch(/的声明复核通过$/);
    const trail = (await test.records.audit.list({ limit: 3 })).items;
    expect(trail[0]).toMatchObject({ actor: wang.email, action: "attestation.review", target: `attestation:${made.id}` });
  });

  it("is never reviewed by its claimant, by one who mended it, by a program or from elsewhere", async () => {
    const made = await submit(li, claim("miit.1.1.d"), await paper());
    expect((await reviewOf(li, made)).status).toBe(403);
    expect((await reviewOf(zhao, made)).status).toBe(404);
    const token = await test.tokenFor({ role: "reviewer", enterpriseId: null });
    const body = { decision: "accept", version: made.version, reason: "" };
    const path = `/api/v1/attestations/${made.id}/review`;
    expect((await test.ask(path, { token, method: "POST", body })).status).toBe(403);

    const edit = { version: made.version, documents: made.documents.map(({ sha256 }) => sha256), remark: "page 2" };
    const mended = await wang.ask(`/api/v1/attestations/${made.id}`, { method: "PUT", body: edit });
    const view = attestationViewSchema.parse(await mended.json());
    expect(view.authors).toEqual([li.email, wang.email]);
    expect((await reviewOf(wang, view)).status).toBe(403);
    expect((await test.records.attestations.get(made.id))?.state).toBe("submitted");
  });

  it("is not accepted without a document, and is returned with a reason", async () => {
    const made = await submit(li, claim("miit.1.1.e"));
    const refused = await reviewOf(wang, made);
    expect([refused.status, await refused.json()]).toMatchObject([422, { code: "attestation-without-document" }]);
    const returned = attestationViewSchema.parse(await (await reviewOf(wang, made, "return")).json());
    expect(returned).toMatchObject({ state: "returned", review: { reason: "the seal is missing" } });
    expect((await reviewOf(wang, returned)).status).toBe(422);
  });

  it("keeps an edit that came too late and shows what stands", async () => {
    const made = await submit(li, claim("miit.2.1.a"), await paper());
    const edit = (person: TestPerson, remark: string) =>
      person.ask(`/api/v1/attestations/${made.id}`, { method: "PUT", body: { version: 1, remark, documents: [] } });
    expect((await edit(li, "by li")).status).toBe(200);
    const late = await edit(wang, "by wang");
    expect(late.status).toBe(409);
    expect(staleAttestationSchema.parse(await late.json())).toMatchObject({
      code: "stale-edit",
      current: { remark: "by li", version: 2 },
    });
    const answer = await li.ask(`/api/v1/attestations/${made.id}/versions`);
    const { items } = listOf(attestationVersionSchema).parse(await answer.json());
    expect(items.map(({ by, late: came, attestation }) => [by, came, attestation.remark])).toEqual([
      [li.email, false, ""],
      [li.email, false, "by li"],
      [wang.email, true, "by wang"],
    ]);
  });

  it("of two edits that start from the same version loses none", async () => {
    const made = await submit(li, claim("miit.2.1.b"), await paper());
    const answers = await Promise.all(
      [li, wang].map((person) =>
        person.ask(`/api/v1/attestations/${made.id}`, {
          method: "PUT",
          body: { version: 1, remark: person.email, documents: [] },
        }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const versions = await test.records.attestations.versions(made.id);
    expect(new Set(versions.map(({ attestation }) => attestation.remark))).toEqual(new Set(["", li.email, wang.email]));
  });

  it.each([
    ["an objective that is not there", claim("miit.9.9.z"), {}, "objective-unknown"],
    ["a tested objective as satisfied", claim("miit.3.1.a"), {}, "claim-does-not-fit"],
    ["an examined objective as without assets", claim("miit.1.2.a", "no-such-asset"), {}, "claim-does-not-fit"],
    ["a certificate without its date", claim("miit.6.1.d"), {}, "claim-needs-end"],
    ["a document that nobody uploaded", claim("miit.1.2.a"), { documents: ["0".repeat(64)] }, "document-unknown"],
    ["a date to come", claim("miit.1.2.a"), { issuedAt: "2999-01-01T00:00:00Z" }, "attestation-dates"],
    [
      "a measure for what is no finding",
      { kind: "measure", assetId: "pump", checkId: "opcua.mode-none" },
      {},
      "measure-without-finding",
    ],
    [
      "the retirement of what is still listed",
      { kind: "retirement", assetId: "pump", endpointId: null },
      {},
      "retirement-too-early",
    ],
    [
      "the retirement of what was never there",
      { kind: "retirement", assetId: "ghost", endpointId: null },
      {},
      "retirement-unneeded",
    ],
  ])("cannot be made about %s", async (_, about, rest, code) => {
    const response = await li.ask(`${works}/attestations`, { method: "POST", body: { about, ...rest } });
    expect([response.status, await response.json()]).toMatchObject([422, { code }]);
  });

  it("waits alone for its objective, and may be made anew once it was taken back", async () => {
    const made = await submit(li, claim("miit.2.1.d"));
    const again = await li.ask(`${works}/attestations`, { method: "POST", body: { about: claim("miit.2.1.d", "partial") } });
    expect(again.status).toBe(422);
    const body = { version: 1, reason: "the wrong objective" };
    const withdrawn = await li.ask(`/api/v1/attestations/${made.id}/withdraw`, { method: "POST", body });
    expect(attestationViewSchema.parse(await withdrawn.json()).state).toBe("withdrawn");
    await submit(li, claim("miit.2.1.d", "partial"));
    const list = await wang.ask("/api/v1/attestations?enterprise=waterworks&objective=miit.2.1.d");
    const { items } = listOf(attestationViewSchema).parse(await list.json());
    expect(items.map(({ state, mayReview }) => [state, mayReview]).toSorted()).toEqual([
      ["submitted", true],
      ["withdrawn", false],
    ]);
  });
});

describe("a document", () => {
  const content = pdf("appointment");

  it("is fetched by its hash, as an attachment, by those who may see the enterprise", async () => {
    const sha256 = await upload(li, "任命 文件.pdf", content);
    expect(sha256).toBe(createHash("sha256").update(content).digest("hex"));
    const fetched = await wang.ask(`${works}/documents/${sha256}`);
    expect(await fetched.text()).toBe(content);
    expect(fetched.headers.get("content-disposition")).toBe(
      "attachment; filename*=UTF-8''%E4%BB%BB%E5%91%BD%20%E6%96%87%E4%BB%B6.pdf",
    );
    expect(fetched.headers.get("content-type")).toBe("application/pdf");
    expect(fetched.headers.get("x-content-type-options")).toBe("nosniff");
    expect((await zhao.ask(`${works}/documents/${sha256}`)).status).toBe(404);
    expect((await zhao.ask(`/api/v1/enterprises/pharma/documents/${sha256}`)).status).toBe(404);
  });

  it("of another enterprise cannot be attached by its hash", async () => {
    const sha256 = await upload(li, "secret.pdf", pdf("secret"));
    const body = { about: claim("miit.1.1.a"), documents: [sha256] };
    const assessor = await personFor(test, "chen", { role: "assessor", enterpriseId: "pharma" });
    const response = await assessor.ask("/api/v1/enterprises/pharma/attestations", { method: "POST", body });
    expect(response.status).toBe(422);
  });

  it("that was swapped behind its hash is not given out", async () => {
    const sha256 = await upload(li, "a.pdf", pdf("as handed in"));
    const file = join(test.folder, "documents", sha256.slice(0, 2), sha256);
    await chmod(file, 0o600);
    await writeFile(file, pdf("another"));
    const response = await li.ask(`${works}/documents/${sha256}`);
    expect([response.status, await response.json()]).toMatchObject([500, { code: "document-damaged" }]);
  });

  it("is refused where it is too large, of the wrong kind or oddly named", async () => {
    const send = async (name: string, body: string) =>
      (await li.send(`${works}/documents?name=${encodeURIComponent(name)}`, body)).status;
    expect(await send("a.pdf", "MZ\u0000")).toBe(422);
    expect(await send("../a.pdf", content)).toBe(400);
    expect(await send("large.txt", "a".repeat(2 * 1024 * 1024))).toBe(201);
    expect(await send("larger.txt", "a".repeat(50 * 1024 * 1024 + 1))).toBe(413);
  });
});
