import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestCentre, type TestCentre } from "../testing/open-centre.ts";
import { expensiveRequestsAMinute } from "./limit-expensive.ts";

let test: TestCentre;

beforeAll(async () => {
  test = await openTestCentre();
});
afterAll(() => test.close());

const everywhere = { role: "viewer", enterpriseId: null } as const;

describe("answers of the interface", () => {
  it("are kept by no cache, refusals included", async () => {
    const token = await test.tokenFor(everywhere);
    for (const path of ["/enterprises", "/findings", "/session", "/enterprises/none"]) {
      for (const response of [await test.ask(`/api/v1${path}`, { token }), await test.ask(`/api/v1${path}`)]) {
        expect([path, response.headers.get("cache-control")]).toEqual([path, "private, no-store"]);
      }
    }
  });
});

describe("routes that cost much", () => {
  const path = "/api/v1/catalogs/miit/oscal";

  it("refuse one caller who hurries, serve others meanwhile, and serve that one again a minute later", async () => {
    const hurried = await test.tokenFor(everywhere);
    const { secret: other } = await test.centre.createToken({
      name: "other",
      grants: [everywhere],
      createdBy: "test",
      expiresAt: null,
    });
    const statuses: number[] = [];
    for (let sent = 0; sent <= expensiveRequestsAMinute; sent += 1)
      statuses.push((await test.ask(path, { token: hurried })).status);
    expect(statuses.slice(0, -1).every((status) => status === 200)).toBe(true);
    expect(statuses.at(-1)).toBe(429);
    const refused = await test.ask(path, { token: hurried });
    expect(await refused.json()).toMatchObject({ code: "too-many-requests", message: expect.stringContaining("Wait a minute") });
    expect((await test.ask(path, { token: other })).status).toBe(200);
    expect((await test.ask("/api/v1/enterprises", { token: hurried })).status).toBe(200);
    test.clock.advance(60_000);
    expect((await test.ask(path, { token: hurried })).status).toBe(200);
  });
});

describe("requests with too much in them", () => {
  it("are refused before anybody reads them", async () => {
    const token = await test.tokenFor({ role: "administrator", enterpriseId: null });
    const response = await test.ask("/api/v1/tokens", { token, method: "POST", body: { name: "x".repeat(1024 * 1024) } });
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ code: "too-large" });
  });
});
