import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Attestation } from "../../model/attestation.ts";
import { day } from "../../model/instant.ts";
import { calendarSchema, classificationViewSchema } from "../contract/classification.ts";
import { openTestCentre, type TestCentre } from "../testing/open-centre.ts";

const path = "/api/v1/enterprises/waterworks";
let test: TestCentre;
let reporter: string;

beforeAll(async () => {
  test = await openTestCentre();
  reporter = await test.tokenFor({ role: "reporter", enterpriseId: "waterworks" });
});
afterAll(() => test.close());

const at = (days: number) => new Date(test.clock.now() + days * day).toISOString();

async function read() {
  const response = await test.ask(`${path}/classification`, { token: reporter });
  return classificationViewSchema.parse(await response.json());
}

function edit(version: number, changes: object = {}) {
  const dates = { selfGradedAt: null, registeredAt: null, gradeCheckedAt: null, majorChangeAt: null };
  return test.ask(`${path}/classification`, { token: reporter, method: "PUT", body: { version, ...dates, ...changes } });
}

async function calendar(days = 366) {
  const response = await test.ask(`${path}/calendar?days=${days}`, { token: reporter });
  return calendarSchema.parse(await response.json());
}

async function assessed(daysAgo: number) {
  const now = test.clock.now();
  const attestation: Attestation = {
    id: "assessment-1",
    enterpriseId: "waterworks",
    about: { kind: "objective", objectiveId: "miit.6.1.a", claim: "satisfied" },
    state: "accepted",
    documents: [{ name: "评测报告.pdf", sha256: "0".repeat(64) }],
    remark: "",
    issuedAt: now - daysAgo * day,
    validUntil: null,
    by: "li",
    madeAt: now,
    authors: ["li"],
    review: { by: "wang", at: now, reason: "" },
    version: 1,
  };
  await test.records.attestations.save([{ attestation, change: "accepted", by: "wang", at: now }]);
}

describe("the classification", () => {
  it("shows type, authority and grade, and owes what nobody has recorded", async () => {
    const view = await read();
    expect(view).toMatchObject({
      types: [{ type: "N", authority: { "zh-CN": "地方工业和信息化主管部门" }, confirmed: false }],
      grade: 2,
      version: 0,
      by: null,
    });
    const states = new Map(view.duties.map(({ id, state }) => [id, state]));
    expect(states.get("miit.duty.self-grading")).toBe("owed");
    expect(states.get("miit.duty.conformity-assessment")).toBe("owed");
    expect(states.has("miit.duty.important-data")).toBe(false);
    expect(view.clocks.map(({ withinHours }) => withinHours)).toContain(4);
  });

  it("is stated by those who report, one version after the other, and audited", async () => {
    const facts = { factors: { scale: "年取水 2 亿立方米" }, criticalInfrastructure: true, importantData: true };
    const stated = await edit(0, { ...facts, selfGradedAt: at(-10), registrationNo: "JS-0001", reason: "first entry" });
    const body = await stated.json();
    expect(JSON.stringify(body)).not.toContain("first entry");
    expect(classificationViewSchema.parse(body)).toMatchObject({
      version: 1,
      facts: { factors: { scale: "年取水 2 亿立方米", "supply-chain": "" }, selfGradedAt: at(-10) },
    });
    expect((await edit(0)).status).toBe(409);
    const view = await read();
    expect(view.duties.find(({ id }) => id === "miit.duty.self-grading")).toMatchObject({ state: "done", lastDone: at(-10) });
    expect(view.duties.some(({ id }) => id === "miit.duty.important-data")).toBe(true);
    expect(view.clocks.map(({ withinHours }) => withinHours)).toContain(1);
    const [entry] = (await test.records.audit.list({ limit: 1 })).items;
    expect(entry).toMatchObject({ action: "classification.edit", target: "waterworks" });
    expect(entry?.detail).toMatchObject({ registrationNo: "JS-0001", reason: "first entry" });
  });
});

describe("the calendar", () => {
  it("holds the dates of duties and of the work list, as far ahead as asked", async () => {
    await assessed(700);
    await edit(1, { majorChangeAt: at(-80) });
    const put = await test.ask(`${path}/duties/miit.1.1.a`, {
      token: await test.tokenFor({ role: "assessor", enterpriseId: "waterworks" }),
      method: "PUT",
      body: { version: 0, assignee: "chen", dueAt: at(200) },
    });
    expect(put.status).toBe(200);
    const { items } = await calendar();
    expect(items.map(({ id }) => id)).toEqual([
      "duty.miit.duty.regrading",
      "duty.miit.duty.conformity-assessment",
      "renewal.assessment-1",
      "claim.miit.1.1.a",
    ]);
    expect(items.map(({ overdue }) => overdue)).toEqual([false, false, false, false]);
    expect((await calendar(60)).items).toHaveLength(3);
    expect((await calendar()).clocks.length).toBeGreaterThan(0);
  });

  it("is a file that calendars read, in either language", async () => {
    const { items } = await calendar();
    const fetched = await test.ask(`${path}/calendar.ics`, { token: reporter });
    expect(fetched.headers.get("content-type")).toBe("text/calendar; charset=utf-8");
    const text = (await fetched.text()).replaceAll("\r\n ", "");
    expect(text.match(/^BEGIN:VEVENT/gm)).toHaveLength(items.length);
    expect(text).toContain("UID:waterworks.duty.miit.duty.conformity-assessment@plantwatch\r\n");
    expect(text).toContain("SUMMARY:法定事项：符合性评测（自行或委托）\r\n");
    expect(text).toContain("DESCRIPTION:责任人：chen\\nmiit.1.1.a\r\n");
    expect(text).toMatch(/X-WR-CALDESC:.*4 小时内|X-WR-CALDESC:.*1 小时内/);
    const english = await (await test.ask(`${path}/calendar.ics?lang=en`, { token: reporter })).text();
    expect(english.replaceAll("\r\n ", "")).not.toMatch(/SUMMARY:.*\p{Script=Han}/u);
  });
});
