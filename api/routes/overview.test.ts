import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { overviewSchema } from "../contract/overview.ts";
import { openTestCentre, type TestCentre } from "../testing/open-centre.ts";

let test: TestCentre;
beforeAll(async () => {
  test = await openTestCentre();
  await vi.waitFor(async () => expect(await test.records.scores.standings()).toHaveLength(2), 15_000);
});
afterAll(() => test.close());

async function overview(token: string, query = "") {
  const answer = await test.ask(`/api/v1/authority/overview${query}`, { token });
  expect(answer.status).toBe(200);
  return overviewSchema.parse(await answer.json());
}

describe("the overview of several enterprises", () => {
  it("sums real and simulated ones up apart, by the newest scores", async () => {
    const token = await test.tokenFor({ role: "viewer", enterpriseId: null });
    const real = await overview(token);
    expect(real.simulated).toBe(false);
    const [catalog] = real.catalogs;
    const score = await test.records.scores.latest("pharma", null, "miit", "objectives");
    expect(catalog?.whole).toMatchObject({ enterprises: 1, scored: 1, demonstrated: score?.root?.demonstrated });
    expect(catalog?.byGrade).toEqual([{ grade: 2, ...catalog?.whole }]);
    expect(catalog?.byType).toEqual([{ type: "N", ...catalog?.whole }]);
    expect(catalog?.byIndustry).toEqual([{ industry: null, ...catalog?.whole }]);
    const simulated = await overview(token, "?simulated=true");
    expect(simulated.catalogs[0]?.whole.enterprises).toBe(1);
    const open = Object.values(simulated.catalogs[0]?.whole.openFindings ?? {}).reduce((sum, count) => sum + count, 0);
    const findings = await test.records.findings.list({ enterpriseId: "waterworks", status: "open" });
    expect(open).toBe(findings.length);
  });

  it("leaves out what the caller does not see, or does not see whole", async () => {
    const one = await overview(await test.tokenFor({ role: "viewer", enterpriseId: "waterworks" }));
    expect([one.simulated, one.catalogs[0]?.whole.enterprises]).toEqual([true, 1]);
    const part = await overview(await test.tokenFor({ role: "viewer", enterpriseId: "waterworks", siteId: "plant" }));
    expect(part.catalogs[0]?.whole).toMatchObject({ enterprises: 0, scored: 0, demonstrated: null });
  });
});
