import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { hour, minute } from "../../model/instant.ts";
import { openSessionSchema, sessionViewSchema, totpEnrolmentSchema, userCreatedSchema } from "../contract/accounts.ts";
import { listOf } from "../contract/common.ts";
import { baseUrl, openTestCentre, type TestCentre } from "../testing/open-centre.ts";
import { totpCode } from "../testing/totp.ts";

const session = "/api/v1/session";
const password = "correct horse battery";
const step = minute / 2;

let test: TestCentre;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
  test = await openTestCentre({ secondFactorRule: "required" });
});
afterEach(async () => {
  vi.useRealTimers();
  await test.close();
});

/** A browser: keeps cookies and sends them back. */
class Browser {
  readonly #cookies = new Map<string, string>();

  async ask(method: string, path: string, body?: unknown): Promise<Response> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await test.ask(path, { method, body, headers: { cookie, origin: baseUrl, "user-agent": "Browser/1" } });
    for (const set of response.headers.getSetCookie()) {
      const [pair = "", ...attributes] = set.split("; ");
      const [name = "", value = ""] = pair.split("=");
      if (attributes.includes("Max-Age=0") || value === "") this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
    return response;
  }

  async view() {
    return sessionViewSchema.parse(await (await this.ask("GET", session)).json());
  }
  signIn = () => this.ask("POST", session, { email: "admin@plantwatch.local", password });
  prove = (code: string) => this.ask("POST", `${session}/totp`, { code });
}

async function byLink(link: string): Promise<Browser> {
  const browser = new Browser();
  await browser.ask("GET", link.replace(baseUrl, ""));
  return browser;
}

/** The first administrator with a password and an app that is confirmed. */
async function enrolled() {
  const browser = await byLink((await test.centre.firstAdministratorLink()) ?? "");
  await browser.ask("PUT", `${session}/password`, { password });
  const enrolment = totpEnrolmentSchema.parse(await (await browser.ask("POST", "/api/v1/account/totp", { password })).json());
  expect((await browser.prove(totpCode(enrolment.uri, Date.now()))).status).toBe(204);
  return { browser, ...enrolment };
}

const codeOf = async (response: Response) => ((await response.json()) as { code: string }).code;

describe("without a second factor", () => {
  it("an administrator can do nothing but set one up", async () => {
    const browser = await byLink((await test.centre.firstAdministratorLink()) ?? "");
    expect(await browser.view()).toMatchObject({ limited: true, grants: [], assurance: "link" });
    const refused = await browser.ask("GET", "/api/v1/enterprises");
    expect([refused.status, await codeOf(refused)]).toEqual([403, "second-factor-needed"]);
  });

  it("a demonstration can be looked at, and nothing in it changed", async () => {
    await test.close();
    test = await openTestCentre({ secondFactorRule: "required", demo: true });
    const browser = await byLink((await test.centre.firstAdministratorLink()) ?? "");
    expect(await browser.view()).toMatchObject({ limited: true, grants: [{ role: "viewer", enterpriseId: null }] });
    expect((await browser.ask("GET", "/api/v1/enterprises")).status).toBe(200);
    const refused = await browser.ask("POST", "/api/v1/users", { name: "x", email: "x@example.org", grants: [] });
    expect([refused.status, await codeOf(refused)]).toEqual([403, "second-factor-needed"]);
  });
});

describe("an authenticator app", () => {
  it("gives the roles at once when it is set up, and is asked for at every log-in", async () => {
    const { browser, uri } = await enrolled();
    expect(await browser.view()).toMatchObject({ limited: false, assurance: "two-factor", factors: { totp: true, passkeys: 0 } });
    expect((await browser.ask("GET", "/api/v1/users")).status).toBe(200);

    vi.advanceTimersByTime(2 * step);
    const next = new Browser();
    const half = await next.signIn();
    expect([half.status, await half.json()]).toEqual([202, { next: "totp" }]);
    expect((await next.ask("GET", session)).status).toBe(401);
    expect((await next.prove("000000")).status).toBe(401);
    expect((await next.prove(totpCode(uri, Date.now()))).status).toBe(204);
    expect(await next.view()).toMatchObject({ limited: false, assurance: "two-factor" });
  });

  it("has codes that count once", async () => {
    const { uri } = await enrolled();
    vi.advanceTimersByTime(2 * step);
    const code = totpCode(uri, Date.now());
    const [first, second] = [new Browser(), new Browser()];
    await first.signIn();
    await second.signIn();
    expect((await first.prove(code)).status).toBe(204);
    const again = await second.prove(code);
    expect([again.status, await codeOf(again)]).toEqual([401, "code-used"]);
    expect((await second.ask("GET", session)).status).toBe(401);
  });

  it("is replaced once by each recovery code", async () => {
    const { recoveryCodes } = await enrolled();
    const [code = ""] = recoveryCodes;
    const first = new Browser();
    await first.signIn();
    expect((await first.ask("POST", `${session}/recovery-code`, { code })).status).toBe(204);
    expect(await first.view()).toMatchObject({ assurance: "two-factor" });
    const second = new Browser();
    await second.signIn();
    expect((await second.ask("POST", `${session}/recovery-code`, { code })).status).toBe(401);
  });

  it("cannot be got round by a one-time link: neither roles nor a second app without the first", async () => {
    const { browser, uri } = await enrolled();
    const { id } = ((await (await browser.ask("GET", "/api/v1/users")).json()) as { items: { id: string }[] }).items[0] ?? {};
    const link = (await (await browser.ask("POST", `/api/v1/users/${id}/link`, {})).json()) as { url: string };
    const thief = await byLink(link.url);
    expect(await thief.view()).toMatchObject({ limited: true, grants: [], assurance: "link" });
    expect((await thief.ask("PUT", `${session}/password`, { password: "another good one" })).status).toBe(204);
    const refused = await thief.ask("POST", "/api/v1/account/totp", { password: "another good one" });
    expect([refused.status, await codeOf(refused)]).toEqual([403, "second-factor-needed"]);
    for (const path of ["totp", "recovery-codes"]) {
      const method = path === "totp" ? "DELETE" : "POST";
      expect((await thief.ask(method, `/api/v1/account/${path}`, { password: "another good one" })).status).toBe(403);
    }
    vi.advanceTimersByTime(2 * step);
    expect((await thief.prove(totpCode(uri, Date.now()))).status).toBe(204);
    expect(await thief.view()).toMatchObject({ limited: false, assurance: "two-factor" });
  });

  it("cannot be guessed by a session that lacks it: wrong codes lock the account", async () => {
    const { browser, uri } = await enrolled();
    const { id } = ((await (await browser.ask("GET", "/api/v1/users")).json()) as { items: { id: string }[] }).items[0] ?? {};
    const link = (await (await browser.ask("POST", `/api/v1/users/${id}/link`, {})).json()) as { url: string };
    const thief = await byLink(link.url);
    for (let attempt = 0; attempt < 5; attempt++) expect((await thief.prove("000000")).status).toBe(401);
    vi.advanceTimersByTime(2 * step);
    const locked = await thief.prove(totpCode(uri, Date.now()));
    expect([locked.status, await codeOf(locked)]).toEqual([429, "account-locked"]);
  });

  it("that was lost ends, with all sessions, when an administrator resets it", async () => {
    const { browser } = await enrolled();
    const made = await browser.ask("POST", "/api/v1/users", {
      name: "second",
      email: "second@example.org",
      grants: [{ role: "administrator", enterpriseId: null }],
    });
    const { user } = userCreatedSchema.parse(await made.json());
    const me = ((await (await browser.ask("GET", "/api/v1/users")).json()) as { items: { id: string }[] }).items.find(
      ({ id }) => id !== user.id,
    );
    expect((await browser.ask("DELETE", `/api/v1/users/${me?.id}/second-factor`)).status).toBe(200);
    expect((await browser.ask("GET", session)).status).toBe(401);
    const next = new Browser();
    expect((await next.signIn()).status).toBe(204);
    expect(await next.view()).toMatchObject({ limited: true, assurance: "password", factors: { totp: false, passkeys: 0 } });
  });
});

describe("an account that somebody guesses at", () => {
  const guess = (email: string) =>
    test.ask(session, { method: "POST", body: { email, password: "wrong" }, headers: { origin: baseUrl } });

  it("is locked after five wrong passwords, alike whether it exists, and opens by itself or by an administrator", async () => {
    const { browser } = await enrolled();
    for (const email of ["admin@plantwatch.local", "nobody@example.org"]) {
      const statuses: number[] = [];
      for (let attempt = 0; attempt < 6; attempt++) {
        if (attempt === 4) vi.advanceTimersByTime(2 * minute);
        statuses.push((await guess(email)).status);
      }
      expect(statuses).toEqual([401, 401, 401, 401, 401, 429]);
      vi.advanceTimersByTime(2 * minute);
    }
    const right = await new Browser().signIn();
    expect([right.status, await codeOf(right)]).toEqual([429, "account-locked"]);

    const [me] = ((await (await browser.ask("GET", "/api/v1/users")).json()) as { items: { id: string; lockedUntil: string }[] })
      .items;
    expect(Date.parse(me?.lockedUntil ?? "")).toBeGreaterThan(test.clock.now());
    expect((await browser.ask("DELETE", `/api/v1/users/${me?.id}/lock`)).status).toBe(200);
    expect((await new Browser().signIn()).status).toBe(202);
  });

  it("opens again after a quarter of an hour", async () => {
    await enrolled();
    for (let attempt = 0; attempt < 5; attempt++) await guess("admin@plantwatch.local");
    test.clock.advance(16 * minute);
    vi.advanceTimersByTime(16 * minute);
    expect((await new Browser().signIn()).status).toBe(202);
  });
});

describe("open sessions", () => {
  const own = "/api/v1/account/sessions";
  const list = async (browser: Browser) => listOf(openSessionSchema).parse(await (await browser.ask("GET", own)).json()).items;

  it("are listed without what opens them, and end one by one or all others at once", async () => {
    const { browser, uri } = await enrolled();
    const others: Browser[] = [];
    for (let index = 0; index < 3; index++) {
      vi.advanceTimersByTime(4 * step);
      const other = new Browser();
      await other.signIn();
      await other.prove(totpCode(uri, Date.now()));
      others.push(other);
    }
    const listed = await list(browser);
    expect(listed).toHaveLength(4);
    expect(listed.filter(({ current }) => current)).toHaveLength(1);
    expect(listed[0]).toMatchObject({ browser: "Browser/1", assurance: "two-factor" });
    expect(JSON.stringify(listed)).not.toContain("token");

    expect((await browser.ask("DELETE", `${own}/${listed[0]?.id}`)).status).toBe(204);
    expect((await others[2]?.ask("GET", session))?.status).toBe(401);
    expect(await (await browser.ask("DELETE", own)).json()).toEqual({ ended: 2 });
    expect((await others[0]?.ask("GET", session))?.status).toBe(401);
    expect((await browser.ask("GET", session)).status).toBe(200);
  });

  it("of others end with a new password", async () => {
    const { browser, uri } = await enrolled();
    vi.advanceTimersByTime(4 * step);
    const other = new Browser();
    await other.signIn();
    await other.prove(totpCode(uri, Date.now()));
    await other.ask("PUT", `${session}/password`, { password: "another good one", current: password });
    expect((await browser.ask("GET", session)).status).toBe(401);
    expect(await other.view()).toMatchObject({ assurance: "two-factor" });
  });
});

describe("the last administrator", () => {
  it("cannot be removed, nor lose the role", async () => {
    const { browser } = await enrolled();
    const [me] = ((await (await browser.ask("GET", "/api/v1/users")).json()) as { items: { id: string }[] }).items;
    expect((await browser.ask("DELETE", `/api/v1/users/${me?.id}`)).status).toBe(422);
    expect((await browser.ask("PUT", `/api/v1/users/${me?.id}/grants`, { grants: [] })).status).toBe(422);
  });

  it("removes another account, whose sessions end", async () => {
    const { browser } = await enrolled();
    const body = { name: "李工", email: "li@example.org", grants: [{ role: "viewer", enterpriseId: null }] };
    const { user, link } = userCreatedSchema.parse(await (await browser.ask("POST", "/api/v1/users", body)).json());
    const li = await byLink(link.url);
    expect((await li.ask("GET", session)).status).toBe(200);
    expect((await browser.ask("DELETE", `/api/v1/users/${user.id}`)).status).toBe(204);
    expect((await li.ask("GET", session)).status).toBe(401);
    vi.advanceTimersByTime(hour);
    expect((await browser.ask("GET", `/api/v1/users/${user.id}/sessions`)).status).toBe(404);
  });
});
