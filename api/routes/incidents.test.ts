import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { hour, minute } from "../../model/instant.ts";
import { calendarSchema } from "../contract/classification.ts";
import { type IncidentView, incidentViewSchema } from "../contract/incidents.ts";
import { openTestCentre, type TestCentre } from "../testing/open-centre.ts";

let test: TestCentre;
let operator: string;
const base = "/api/v1/enterprises/waterworks";

beforeAll(async () => {
  test = await openTestCentre();
  operator = await test.tokenFor({ role: "operator", enterpriseId: "waterworks" });
  await vi.waitFor(async () => expect(await test.records.findings.list({ enterpriseId: "waterworks" })).not.toEqual([]), 20_000);
});
afterAll(() => test.close());

async function send(method: string, path: string, body: object): Promise<Response> {
  return test.ask(base + path, { token: operator, method, body });
}

async function drafted(): Promise<IncidentView> {
  const [finding] = await test.records.findings.list({ enterpriseId: "waterworks" });
  const response = await send("POST", "/incidents", { findingIds: [finding?.id, "of-somebody-else"], language: "en" });
  expect(response.status).toBe(201);
  return incidentViewSchema.parse(await response.json());
}

function editOf({ title, summary, impact, cause, measures, next, contact, ...rest }: IncidentView) {
  const { version, discoveredAt, handledAt, grade, told } = rest;
  return { title, summary, impact, cause, measures, next, contact, version, discoveredAt, handledAt, grade, told };
}

describe("an incident report", () => {
  it("is drafted from findings, and its clocks run from the discovery", async () => {
    const [finding] = await test.records.findings.list({ enterpriseId: "waterworks" });
    const draft = await drafted();
    expect(draft.findingIds).toEqual([finding?.id]);
    expect(Date.parse(draft.discoveredAt)).toBe(finding?.firstSeen);
    expect(draft.summary).toContain("does not meet");
    expect(draft.cause).toBe("");
    const due = (hours: number) => new Date(Date.parse(draft.discoveredAt) + hours * hour).toISOString();
    const clock = (id: string) => draft.clocks.find((one) => one.id === id);
    expect(clock("miit.clock.incident")).toMatchObject({ withinHours: 4, dueAt: due(4), toldAt: null, overdue: false });
    expect(clock("miit.clock.summary")).toMatchObject({ withinHours: 720, dueAt: null });
  });

  it("is edited by version, tells who was told, and stands in the calendar until then", async () => {
    const draft = await drafted();
    const handledAt = new Date(Date.parse(draft.discoveredAt) + minute).toISOString();
    const edit = { ...editOf(draft), cause: "a default password", grade: "larger", handledAt };
    const edited = incidentViewSchema.parse(await (await send("PUT", `/incidents/${draft.id}`, edit)).json());
    expect(edited).toMatchObject({ cause: "a default password", grade: "larger", version: 2 });
    const summary = edited.clocks.find(({ id }) => id === "miit.clock.summary");
    expect(summary?.dueAt).toBe(new Date(Date.parse(handledAt) + 720 * hour).toISOString());
    expect((await send("PUT", `/incidents/${draft.id}`, edit)).status).toBe(409);

    const waiting = async () => {
      const calendar = await (await test.ask(`${base}/calendar`, { token: operator })).json();
      return calendarSchema
        .parse(calendar)
        .items.filter(({ incidentId }) => incidentId === draft.id)
        .map(({ id }) => id);
    };
    const entry = `incident.${draft.id}.miit.clock.incident`;
    expect(await waiting()).toContain(entry);
    const told = [{ clockId: "miit.clock.incident", at: handledAt }];
    expect((await send("PUT", `/incidents/${draft.id}`, { ...editOf(edited), told })).status).toBe(200);
    expect(await waiting()).not.toContain(entry);
    test.clock.advance(5 * hour);
    const late = incidentViewSchema.parse(await (await test.ask(`${base}/incidents/${draft.id}`, { token: operator })).json());
    expect(late.clocks.find(({ id }) => id === "miit.clock.incident")?.overdue).toBe(false);
    expect(late.clocks.find(({ id }) => id === "miit.clock.crime")?.overdue).toBe(true);
  });

  it("is a PDF and a document to edit, and no other enterprise's", { timeout: 30_000 }, async () => {
    const { id } = await drafted();
    for (const [format, start] of [
      ["pdf", "%PDF"],
      ["docx", "PK"],
    ] as const) {
      const answer = await test.ask(`${base}/incidents/${id}/file?format=${format}&lang=zh-CN`, { token: operator });
      expect(answer.status).toBe(200);
      expect(
        Buffer.from(await answer.arrayBuffer())
          .subarray(0, start.length)
          .toString(),
      ).toBe(start);
    }
    const administrator = await test.tokenFor({ role: "administrator", enterpriseId: null });
    const elsewhere = await test.ask(`/api/v1/enterprises/pharma/incidents/${id}`, { token: administrator });
    expect(elsewhere.status).toBe(404);
  });
});
