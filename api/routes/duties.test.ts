import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { day, minute } from "../../model/instant.ts";
import { attestationViewSchema, documentViewSchema } from "../contract/attestations.ts";
import { listOf } from "../contract/common.ts";
import { type Duty, dutyAssignmentViewSchema, dutySchema } from "../contract/duties.ts";
import { matrixSchema } from "../contract/matrix.ts";
import { inventoryText } from "../testing/inventories.ts";
import { openTestCentre, type TestCentre } from "../testing/open-centre.ts";
import { personFor, type TestPerson } from "../testing/people.ts";

const works = "/api/v1/enterprises/waterworks";
let test: TestCentre;
let li: TestPerson;
let wang: TestPerson;

beforeAll(async () => {
  test = await openTestCentre();
  li = await personFor(test, "li", { role: "assessor", enterpriseId: "waterworks" });
  wang = await personFor(test, "wang", { role: "reviewer", enterpriseId: "waterworks" });
  await vi.waitFor(async () => expect(await test.records.scores.latest("waterworks", null, "miit")).toBeDefined(), 10_000);
});
afterAll(() => test.close());

async function duties(person = li, within = 30): Promise<Duty[]> {
  const response = await person.ask(`${works}/duties?within=${within}`);
  expect(response.status).toBe(200);
  return listOf(dutySchema).parse(await response.json()).items;
}
const about = async (objectiveId: string, person = li) =>
  (await duties(person)).filter((duty) => duty.objectiveId === objectiveId);

async function matrixOf(objectiveId: string) {
  const matrix = matrixSchema.parse(await (await li.ask(`${works}/matrix/miit`)).json());
  const controls = matrix.tasks.flatMap((task) => task.controls);
  const control = controls.find(({ objectives }) => objectives.some(({ id }) => id === objectiveId));
  return { matrix, controls, control, objective: control?.objectives.find(({ id }) => id === objectiveId) };
}

async function claim(objectiveId: string, rest: object = {}) {
  test.clock.advance(minute);
  const uploaded = await li.send(`${works}/documents?name=paper.txt`, `paper of ${objectiveId}`);
  const { sha256 } = documentViewSchema.parse(await uploaded.json());
  const body = { about: { kind: "objective", objectiveId, claim: "satisfied" }, documents: [sha256], ...rest };
  return attestationViewSchema.parse(await (await li.ask(`${works}/attestations`, { method: "POST", body })).json());
}

async function accept({ id, version }: { id: string; version: number }) {
  const body = { decision: "accept", version, reason: "" };
  expect((await wang.ask(`/api/v1/attestations/${id}/review`, { method: "POST", body })).status).toBe(200);
}

describe("the work list", () => {
  it("holds every objective that people must back, by whom and until when", async () => {
    const before = await duties();
    const claims = before.filter(({ kind }) => kind === "claim");
    expect(claims.find(({ objectiveId }) => objectiveId === "miit.1.1.a")).toMatchObject({
      backing: "none",
      officialNo: 1,
      document: { en: "Letter of appointment" },
      assignee: null,
      version: 0,
    });
    // Encouraged, for another type, for another grade, or judged by checks.
    const owed = new Set(claims.map(({ objectiveId }) => objectiveId));
    for (const id of ["miit.6.2.c", "miit.3.3.a", "miit.7.2.a", "miit.3.1.a"]) expect([id, owed.has(id)]).toEqual([id, false]);

    const dueAt = new Date(test.clock.now() + day).toISOString();
    const path = `${works}/duties/miit.1.1.a`;
    const first = await li.ask(path, { method: "PUT", body: { version: 0, assignee: "chen", dueAt } });
    expect(dutyAssignmentViewSchema.parse(await first.json())).toMatchObject({ version: 1, by: li.email });
    expect((await wang.ask(path, { method: "PUT", body: { version: 0, assignee: "zhao", dueAt: null } })).status).toBe(409);
    expect((await duties())[0]).toMatchObject({ objectiveId: "miit.1.1.a", assignee: "chen", dueAt, overdue: false });
    expect(
      (await li.ask(`${works}/duties/miit.9.9.z`, { method: "PUT", body: { version: 0, assignee: "x", dueAt } })).status,
    ).toBe(404);
  });

  it("asks the other person for a review, and nobody for the claim meanwhile", async () => {
    const made = await claim("miit.1.1.b");
    expect(await about("miit.1.1.b", wang)).toMatchObject([{ kind: "review", attestationId: made.id, mayReview: true }]);
    expect(await about("miit.1.1.b", li)).toMatchObject([{ kind: "review", mayReview: false }]);
    await accept(made);
    expect(await about("miit.1.1.b")).toEqual([]);
  });

  it("foretells an end, and owes a claim again once it has come", async () => {
    const validUntil = new Date(test.clock.now() + 20 * day).toISOString();
    const made = await claim("miit.1.1.d", { validUntil });
    await accept(made);
    expect(await about("miit.1.1.d")).toMatchObject([
      { kind: "renewal", dueAt: validUntil, attestationId: made.id, overdue: false },
    ]);
    expect((await duties(li, 10)).some(({ objectiveId }) => objectiveId === "miit.1.1.d")).toBe(false);
    const successor = await claim("miit.1.1.d");
    expect((await about("miit.1.1.d")).map(({ kind }) => kind)).toEqual(["review"]);
    await accept(successor);
    expect(await about("miit.1.1.d")).toEqual([]);
  });

  it("asks for a statement where there is nothing to test, and for the retirement of what left", async () => {
    // Then no asset of the water works is of the kind that the objective's only checks judge.
    const withoutServer = inventoryText.waterworks.replace("role: server", "role: field-device");
    await writeFile(join(test.inventories, "waterworks.yaml"), withoutServer);
    await test.centre.importInventories(test.inventories);
    const first = await vi.waitFor(async () => {
      const scope = (await duties()).find(({ kind }) => kind === "scope");
      expect(scope?.objectiveId).toBe("miit.3.3.e");
      return scope?.objectiveId ?? "";
    }, 10_000);
    const body = { about: { kind: "objective", objectiveId: first, claim: "no-such-asset" } };
    expect((await li.ask(`${works}/attestations`, { method: "POST", body })).status).toBe(201);
    expect((await about(first)).map(({ kind }) => kind)).toEqual(["review"]);

    const pump = inventoryText.waterworks.slice(inventoryText.waterworks.indexOf("  - id: pump"));
    await writeFile(join(test.inventories, "waterworks.yaml"), inventoryText.waterworks.replace(pump, ""));
    await test.centre.importInventories(test.inventories);
    const retirements = (await duties()).filter(({ kind }) => kind === "retirement");
    expect(retirements).toMatchObject([{ assetId: "waterworks.pump", endpointId: null, title: { "zh-CN": "水泵控制器" } }]);
  });

  it("asks for the retirement of a single endpoint that left its asset, until somebody stated it", async () => {
    const second = "      - { id: service, protocol: modbus, url: modbus://10.1.3.9:502/1, address: 10.1.3.9 }\n";
    for (const text of [`${inventoryText.waterworks}${second}`, inventoryText.waterworks]) {
      test.clock.advance(minute);
      await writeFile(join(test.inventories, "waterworks.yaml"), text);
      await test.centre.importInventories(test.inventories);
    }
    const owed = async () => (await duties()).filter(({ kind }) => kind === "retirement");
    expect(await owed()).toMatchObject([
      {
        assetId: "waterworks.pump",
        endpointId: "service",
        title: { "zh-CN": "水泵控制器 的端点 service", en: "the endpoint service of Pump controller" },
      },
    ]);
    const body = { about: { kind: "retirement", assetId: "pump", endpointId: "service" } };
    expect((await li.ask(`${works}/attestations`, { method: "POST", body })).status).toBe(201);
    expect(await owed()).toEqual([]);
    expect((await duties(wang)).filter(({ kind }) => kind === "review")).toContainEqual(
      expect.objectContaining({ title: expect.objectContaining({ en: "the endpoint service of Pump controller" }) }),
    );
  });

  it("holds what is to be put right, the overdue on top, and waivers that end", async () => {
    const [one, other] = await test.records.findings.list({ enterpriseId: "waterworks", status: "open" });
    if (one === undefined || other === undefined) throw new Error("there are findings");
    const now = test.clock.now();
    const rectification = { assignee: "zhao", measure: "", dueAt: now - day, firstDueAt: now - day };
    const waiver = { reason: "on order", by: "wang", until: now + 5 * day };
    await test.records.findings.save([
      { ...one, rectification, version: one.version + 1 },
      { ...other, status: "waived", waiver, version: other.version + 1 },
    ]);
    const all = await duties();
    expect(all[0]).toMatchObject({ kind: "rectification", findingId: one.id, assignee: "zhao", overdue: true });
    expect(all.find(({ kind }) => kind === "waiver")).toMatchObject({ findingId: other.id, overdue: false });
  });
});

describe("the matrix", () => {
  it("shows all controls, with statuses that follow from the score", async () => {
    const { matrix, controls } = await matrixOf("miit.1.1.a");
    expect(controls.map(({ officialNo }) => officialNo)).toEqual(Array.from({ length: 17 }, (_, index) => index + 1));
    const score = await test.records.scores.latest("waterworks", null, "miit");
    const nodes = (score?.root?.children ?? []).flatMap(({ children }) => children);
    for (const { id, status, demonstrated } of controls) {
      expect([id, demonstrated]).toEqual([id, nodes.find((node) => node.id === id)?.demonstrated ?? null]);
      expect(status === "not-applicable").toBe(demonstrated === null);
    }
    expect(Object.values(matrix.counts).reduce((sum, count) => sum + count, 0)).toBe(17);
    const objectives = controls.flatMap((control) => control.objectives);
    const tested = objectives.find(({ id }) => id === "miit.1.1.f");
    const pairs = nodes.flatMap(({ children }) => children).find(({ id }) => id === "miit.1.1.f")?.children.length;
    const { pass = 0, fail = 0, unknown = 0 } = tested?.pairs ?? {};
    expect(pass + fail + unknown).toBe(pairs);
    expect(objectives.find(({ id }) => id === "miit.3.3.a")).toMatchObject({ status: "not-applicable", demonstrated: null });
    expect(objectives.find(({ id }) => id === "miit.6.2.c")).toMatchObject({ status: "unknown", encouraged: true });
  });

  it("says for how long a document is good", async () => {
    const validity = async (objectiveId: string) => (await matrixOf(objectiveId)).objective?.validity;
    expect(await validity("miit.1.1.a")).toEqual({
      kind: "span",
      span: { unit: "months", count: 12 },
      orChangeOf: { "zh-CN": "责任人", en: "the person" },
    });
    expect(await validity("miit.6.1.d")).toEqual({ kind: "certificate", span: null, orChangeOf: null });
  });

  it("shows how claims stand beside the number", async () => {
    const { objective } = await matrixOf("miit.1.1.a");
    expect(objective).toMatchObject({ backing: "none", assignee: "chen", assignmentVersion: 1, status: "unknown" });
    const made = await claim("miit.1.1.a");
    expect((await matrixOf("miit.1.1.a")).objective).toMatchObject({ backing: "waiting", waitingId: made.id });
    await accept(made);
    await vi.waitFor(async () => {
      expect((await matrixOf("miit.1.1.a")).objective).toMatchObject({
        backing: "backed",
        status: "met",
        expiresAt: made.expiresAt,
      });
    }, 10_000);
  });
});
