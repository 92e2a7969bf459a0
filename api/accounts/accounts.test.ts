import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { hour, minute } from "../../model/instant.ts";
import { sessionViewSchema, tokenCreatedSchema, userCreatedSchema } from "../contract/accounts.ts";
import { baseUrl, openTestCentre, type TestCentre } from "../testing/open-centre.ts";

const session = "/api/v1/session";
const password = "correct horse battery";

let test: TestCentre;

beforeEach(async () => {
  test = await openTestCentre();
});
afterEach(async () => {
  vi.useRealTimers();
  await test.close();
});

/** Follows a one-time link; the cookie is undefined where it did not log in. */
async function follow(link: string): Promise<{ location: string | null; cookie: string | undefined }> {
  const response = await test.ask(link.replace(baseUrl, ""));
  return { location: response.headers.get("location"), cookie: cookieOf(response) };
}

function cookieOf(response: Response): string | undefined {
  return response.headers
    .getSetCookie()
    .find((cookie) => cookie.startsWith("plantwatch.session_token="))
    ?.split(";")[0];
}

async function firstAdministrator(): Promise<string> {
  const link = await test.centre.firstAdministratorLink();
  return (await follow(link ?? "")).cookie ?? "";
}

function asBrowser(cookie: string, method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  return test.ask(path, { method, body, headers: { cookie, origin: baseUrl, ...headers } });
}

async function signIn(secret: string, email = "admin@plantwatch.local", headers: Record<string, string> = {}) {
  return test.ask(session, { method: "POST", body: { email, password: secret }, headers: { origin: baseUrl, ...headers } });
}

describe("the first administrator", () => {
  it("comes in by a link that works once, and sets a password", async () => {
    const link = (await test.centre.firstAdministratorLink()) ?? "";
    const first = await follow(link);
    expect(first.location).toBe("/");
    const second = await follow(link);
    expect(second).toEqual({ location: "/?error=link", cookie: undefined });

    const cookie = first.cookie ?? "";
    const view = sessionViewSchema.parse(await (await asBrowser(cookie, "GET", session)).json());
    expect(view).toMatchObject({
      kind: "person",
      mustSetPassword: true,
      grants: [{ role: "administrator", enterpriseId: null }],
    });

    expect((await asBrowser(cookie, "PUT", `${session}/password`, { password })).status).toBe(204);
    expect(await test.centre.firstAdministratorLink()).toBeNull();
    const again = await signIn(password);
    expect(again.status).toBe(204);
    const after = sessionViewSchema.parse(await (await asBrowser(cookieOf(again) ?? "", "GET", session)).json());
    expect(after.mustSetPassword).toBe(false);
  });

  it("cannot use a link that is older than an hour", async () => {
    const link = (await test.centre.firstAdministratorLink()) ?? "";
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + hour + minute });
    expect((await follow(link)).cookie).toBeUndefined();
  });
});

describe("a session", () => {
  it("has a cookie that scripts and other sites cannot use", async () => {
    const response = await test.ask(((await test.centre.firstAdministratorLink()) ?? "").replace(baseUrl, ""));
    const [cookie = ""] = response.headers.getSetCookie();
    expect(cookie).toContain("HttpOnly");
    expect(cookie).toContain("SameSite=Lax");
    expect(cookie).not.toContain("Secure");
  });

  it("has a secure cookie behind https", async () => {
    await test.close();
    test = await openTestCentre({ baseUrl: "https://plant.example" });
    const link = new URL((await test.centre.firstAdministratorLink()) ?? "");
    const response = await test.ask(link.pathname + link.search);
    expect(response.headers.getSetCookie()[0]).toMatch(/^__Secure-plantwatch\.session_token=.*Secure/);
    expect(response.headers.get("strict-transport-security")).not.toBeNull();
  });

  it("changes nothing for a page of another site", async () => {
    const cookie = await firstAdministrator();
    const body = { name: "x", email: "x@example.org", grants: [] };
    for (const origin of ["http://evil.example", "null"]) {
      const response = await asBrowser(cookie, "POST", "/api/v1/users", body, { origin });
      expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([403, "wrong-origin"]);
    }
    const without = await test.ask("/api/v1/users", { method: "POST", body, headers: { cookie } });
    expect(without.status).toBe(403);
    expect((await asBrowser(cookie, "POST", "/api/v1/users", body)).status).toBe(201);
  });

  it("ends when its person signs out", async () => {
    const cookie = await firstAdministrator();
    expect((await asBrowser(cookie, "DELETE", session)).status).toBe(204);
    expect((await asBrowser(cookie, "GET", session)).status).toBe(401);
  });

  it("does not stand in for a wrong bearer token", async () => {
    const cookie = await firstAdministrator();
    const response = await test.ask(session, { token: "pw_wrong", headers: { cookie } });
    expect(response.status).toBe(401);
  });

  it("changes its password only with the current one", async () => {
    const cookie = await firstAdministrator();
    await asBrowser(cookie, "PUT", `${session}/password`, { password });
    const wrong = await asBrowser(cookie, "PUT", `${session}/password`, { password: "another good one", current: "wrong" });
    expect(wrong.status).toBe(403);
    const right = await asBrowser(cookie, "PUT", `${session}/password`, { password: "another good one", current: password });
    expect(right.status).toBe(204);
    expect((await signIn(password)).status).toBe(401);
    expect((await signIn("another good one")).status).toBe(204);
  });
});

describe("guessing passwords", () => {
  it("is slowed down by the connection's address, whatever a header claims", async () => {
    await firstAdministrator();
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 12; attempt++) {
      const headers = { "x-plantwatch-client": `10.0.0.${attempt}`, "x-forwarded-for": `10.0.0.${attempt}` };
      statuses.push((await signIn("wrong password", `person-${attempt}@example.org`, headers)).status);
    }
    expect(statuses.slice(0, 10)).toEqual(Array(10).fill(401));
    expect(statuses.slice(10)).toEqual([429, 429]);
    const { items } = await test.records.audit.list({ limit: 50 });
    expect(items.filter(({ action }) => action === "session.sign-in-refused")).toHaveLength(10);
  });

  it("learns nothing of who has an account", async () => {
    await firstAdministrator();
    const [known, unknown] = await Promise.all([signIn("wrong password"), signIn("wrong password", "nobody@example.org")]);
    expect(await known.text()).toBe(await unknown.text());
    expect(known.status).toBe(unknown.status);
  });
});

describe("persons", () => {
  it("are made by an administrator, come in by their link and see what they were granted", async () => {
    const cookie = await firstAdministrator();
    const wanted = { name: "王工", email: "wang@example.org", grants: [{ role: "viewer", enterpriseId: "pharma" }] };
    const response = await asBrowser(cookie, "POST", "/api/v1/users", wanted);
    const { user, link } = userCreatedSchema.parse(await response.json());
    expect((await asBrowser(cookie, "POST", "/api/v1/users", wanted)).status).toBe(409);

    const own = (await follow(link.url)).cookie ?? "";
    const seen = async () =>
      ((await (await asBrowser(own, "GET", "/api/v1/enterprises")).json()) as { items: { id: string }[] }).items;
    expect((await seen()).map(({ id }) => id)).toEqual(["pharma"]);

    const grants = [{ role: "viewer", enterpriseId: "waterworks" }];
    await asBrowser(cookie, "PUT", `/api/v1/users/${user.id}/grants`, { grants });
    expect((await seen()).map(({ id }) => id)).toEqual(["waterworks"]);
  });
});

describe("tokens", () => {
  it("open the interface until they end, and their secret is kept nowhere", async () => {
    const cookie = await firstAdministrator();
    const expiresAt = new Date(test.clock.now() + hour).toISOString();
    const body = { name: "grafana", grants: [{ role: "viewer", enterpriseId: null }], expiresAt };
    const { token, secret } = tokenCreatedSchema.parse(await (await asBrowser(cookie, "POST", "/api/v1/tokens", body)).json());
    expect(secret).toMatch(/^pw_[\w-]{43}$/);
    expect(JSON.stringify(await test.records.access.tokens())).not.toContain(secret);
    expect((await test.ask("/api/v1/enterprises", { token: secret })).status).toBe(200);
    test.clock.advance(hour);
    expect((await test.ask("/api/v1/enterprises", { token: secret })).status).toBe(401);
    test.clock.advance(-hour);
    expect((await asBrowser(cookie, "DELETE", `/api/v1/tokens/${token.id}`)).status).toBe(204);
    expect((await test.ask("/api/v1/enterprises", { token: secret })).status).toBe(401);
  });

  it("of a collector stay good for one renewal", async () => {
    const secrets = [];
    for (let time = 0; time < 3; time++) {
      secrets.push(await test.centre.issueCollectorToken("collector-1"));
      test.clock.advance(minute);
    }
    const statuses = secrets.map(
      async (token) => (await test.ask("/api/v1/collectors/collector-1/assignment", { token })).status,
    );
    expect(await Promise.all(statuses)).toEqual([401, 200, 200]);
  });
});

describe("the audit trail", () => {
  it("grows with every change, names who made it, and holds", async () => {
    const cookie = await firstAdministrator();
    const changes: readonly [string, string, unknown, string][] = [
      ["PUT", `${session}/password`, { password }, "session.set-password"],
      ["POST", "/api/v1/users", { name: "a", email: "a@example.org", grants: [] }, "user.create"],
      ["POST", "/api/v1/tokens", { name: "t", grants: [{ role: "viewer", enterpriseId: null }] }, "token.create"],
      ["POST", "/api/v1/sites/waterworks/plant/polling", { stopped: true }, "site.polling"],
      ["DELETE", session, undefined, "session.sign-out"],
    ];
    for (const [method, path, body, action] of changes) {
      const before = (await test.records.audit.list({ limit: 100 })).items.length;
      const response = await asBrowser(cookie, method, path, body);
      expect(response.status, path).toBeLessThan(300);
      const { items } = await test.records.audit.list({ limit: 100 });
      expect(items).toHaveLength(before + 1);
      expect(items[0]).toMatchObject({ action, actor: "admin@plantwatch.local" });
    }
    const refused = await asBrowser(cookie, "POST", "/api/v1/users", {});
    expect(refused.status).toBe(401);
    const { items } = await test.records.audit.list({ limit: 100 });
    expect(items[0]?.action).toBe("session.sign-out");
    const token = await test.tokenFor({ role: "administrator", enterpriseId: null });
    expect(await (await test.ask("/api/v1/audit/verify", { token })).json()).toEqual({ holds: true, firstBroken: null });
  });
});
