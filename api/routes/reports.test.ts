import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { z } from "zod";
import { listOf } from "../contract/common.ts";
import { type ReportJobView, reportDifferenceSchema, reportJobViewSchema, reportViewSchema } from "../contract/reports.ts";
import { openTestCentre, type TestCentre } from "../testing/open-centre.ts";

let test: TestCentre;
let reporter: string;
const root = "/api/v1";
const jobs = `${root}/enterprises/waterworks/report-jobs`;
const ask = { kind: "risk", language: "en" } as const;

beforeAll(async () => {
  test = await openTestCentre();
  reporter = await test.tokenFor({ role: "reporter", enterpriseId: "waterworks" });
  await vi.waitFor(async () => expect(await test.records.scores.latest("waterworks", null, "miit")).toBeDefined(), 20_000);
});
afterAll(() => test.close());

async function read<T>(path: string, schema: z.ZodType<T>, token = reporter): Promise<T> {
  const response = await test.ask(path, { token });
  expect(response.status, path).toBe(200);
  return schema.parse(await response.json());
}

async function make(body: object = ask): Promise<ReportJobView> {
  const response = await test.ask(`${root}/enterprises/waterworks/reports`, { token: reporter, method: "POST", body });
  expect(response.status).toBe(202);
  return reportJobViewSchema.parse(await response.json());
}

async function ended(id: string): Promise<ReportJobView> {
  return vi.waitFor(async () => {
    const job = (await read(jobs, listOf(reportJobViewSchema))).items.find((one) => one.id === id);
    expect(job?.endedAt).toEqual(expect.any(String));
    if (job === undefined) throw new Error("no such job");
    return job;
  }, 30_000);
}

describe("reports", { timeout: 60_000 }, () => {
  it("are made on demand, read back by digest, and not made twice", async () => {
    const job = await ended((await make()).id);
    expect(job).toMatchObject({ state: "done", reportId: "waterworks.miit.risk.en.1", failure: null });
    const report = await read(`${root}/reports/${job.reportId}`, reportViewSchema);
    expect(report).toMatchObject({ version: 1, isNewest: true, simulated: true, differs: null });
    expect(report.score.coverage).toBeLessThan(100);
    const pdf = report.files.find(({ format }) => format === "pdf");
    const answer = await test.ask(`${root}/reports/${report.id}/files/pdf`, { token: reporter });
    expect(answer.headers.get("content-type")).toBe("application/pdf");
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(createHash("sha256").update(bytes).digest("hex")).toBe(pdf?.sha256);

    const again = await ended((await make()).id);
    expect(again).toMatchObject({ state: "unchanged", reportId: report.id });
    expect((await read(`${root}/reports`, listOf(reportViewSchema))).items.map(({ id }) => id)).toEqual([report.id]);
    expect((await read(`${root}/reports/${report.id}/differences`, listOf(reportDifferenceSchema))).items).toEqual([]);
    const entries = (await test.records.audit.list({ limit: 50 })).items.filter(({ action }) => action === "report.make");
    expect(entries.map(({ target }) => target)).toEqual(["waterworks/risk", "waterworks/risk"]);
  });

  it("name what differs after a change, and leave the version before as it was", async () => {
    const before = await read(`${root}/reports/waterworks.miit.risk.en.1`, reportViewSchema);
    const [finding] = await test.records.findings.list({ enterpriseId: "waterworks" });
    if (finding === undefined) throw new Error("the inventory has gaps");
    const waiver = { reason: "spare part", by: "wang", until: test.clock.now() + 1e9 };
    await test.records.findings.save([{ ...finding, status: "waived", waiver, version: finding.version + 1 }]);
    const job = await ended((await make()).id);
    expect(job).toMatchObject({ state: "done", reportId: "waterworks.miit.risk.en.2" });
    const { items } = await read(`${root}/reports/${job.reportId}/differences`, listOf(reportDifferenceSchema));
    const changed = items.find(({ subject, id }) => subject === "finding" && id === finding.id);
    expect(changed?.after).toEqual({ "zh-CN": expect.stringContaining("暂缓整改"), en: expect.stringContaining("spare part") });
    expect(await read(`${root}/reports/${before.id}`, reportViewSchema)).toEqual({ ...before, isNewest: false });
  });

  it("are cancelled with nothing kept, and refused where there is nothing to report on", async () => {
    const job = await make({ kind: "rectification", language: "en" });
    const answer = await test.ask(`${jobs}/${job.id}`, { token: reporter, method: "DELETE" });
    expect(reportJobViewSchema.parse(await answer.json()).state).toBe("cancelled");
    expect((await ended(job.id)).reportId).toBeNull();
    expect((await read(`${root}/reports`, listOf(reportViewSchema))).items.some(({ kind }) => kind === "rectification")).toBe(
      false,
    );
    const unknown = { token: reporter, method: "POST", body: { kind: "risk", catalogId: "none" } };
    expect((await test.ask(`${root}/enterprises/waterworks/reports`, unknown)).status).toBe(404);
    expect((await test.ask(`${jobs}/none`, { token: reporter, method: "DELETE" })).status).toBe(404);
    expect((await test.ask(`${root}/reports/waterworks.miit.risk.en.9`, { token: reporter })).status).toBe(404);
    expect((await test.ask(`${root}/reports/waterworks.miit.risk.en.1/files/none`, { token: reporter })).status).toBe(400);
  });
});
