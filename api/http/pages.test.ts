import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestCentre, type TestCentre } from "../testing/open-centre.ts";

let test: TestCentre;
let webRoot: string;
const html = { accept: "text/html,application/xhtml+xml" };

beforeAll(async () => {
  webRoot = await mkdtemp(join(tmpdir(), "plantwatch-web-"));
  await mkdir(join(webRoot, "assets"));
  await writeFile(join(webRoot, "index.html"), '<meta name="csp-nonce" content="__CSP_NONCE__">');
  await writeFile(join(webRoot, "assets", "main-abc.js"), "export {};");
  await writeFile(join(webRoot, "..", "plantwatch-outside.html"), "outside");
  test = await openTestCentre({ webRoot });
});
afterAll(async () => {
  await test.close();
  await rm(webRoot, { recursive: true, force: true });
  await rm(join(webRoot, "..", "plantwatch-outside.html"), { force: true });
});

describe("the built pages", () => {
  it("carry a nonce of their own in page and policy", async () => {
    const nonces = new Set<string>();
    for (const path of ["/", "/index.html", "/assets/waterworks.pump", "/findings/17"]) {
      const response = await test.ask(path, { headers: html });
      const nonce = /content="([^"]+)"/.exec(await response.text())?.[1] ?? "";
      expect(response.headers.get("content-security-policy"), path).toContain(`style-src-elem 'self' 'nonce-${nonce}'`);
      expect(response.headers.get("cache-control")).toBe("no-store");
      nonces.add(nonce);
    }
    expect(nonces.size).toBe(4);
    expect(nonces).not.toContain("__CSP_NONCE__");
  });

  it("let in scripts from here alone, and no frame around them", async () => {
    const { headers } = await test.ask("/", { headers: html });
    const policy = headers.get("content-security-policy") ?? "";
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("strict-transport-security")).toBeNull();
  });

  it("have files that may be kept for ever, and no others outside of their folder", async () => {
    const script = await test.ask("/assets/main-abc.js");
    expect(script.headers.get("cache-control")).toContain("immutable");
    expect(script.headers.get("content-type")).toContain("javascript");
    expect((await test.ask("/assets/none.js")).status).toBe(404);
    for (const path of ["/../plantwatch-outside.html", "/..%2fplantwatch-outside.html", "/%2e%2e/plantwatch-outside.html"]) {
      expect(await (await test.ask(path)).text(), path).not.toBe("outside");
    }
  });

  it("never answer for the interface", async () => {
    const response = await test.ask("/api/v1/none", { headers: html });
    expect(response.status).toBe(401);
    const token = await test.tokenFor({ role: "viewer", enterpriseId: null });
    const answer = await test.ask("/api/v1/enterprises", { token, headers: html });
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "application/json"]);
  });
});

describe("the description of the interface", () => {
  it("is shown by a page that takes every file from here", async () => {
    const page = await (await test.ask("/api/docs")).text();
    const links = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, link]) => link ?? "");
    expect(links.length).toBeGreaterThan(0);
    for (const link of links) {
      const { pathname, origin } = new URL(link, "http://here/api/docs");
      expect(origin).toBe("http://here");
      expect((await test.ask(pathname)).status).toBe(200);
    }
  });

  it("names the access of every operation", async () => {
    const document = (await (await test.ask("/api/v1/openapi.json")).json()) as {
      openapi: string;
      paths: Record<string, object>;
    };
    expect(document.openapi).toBe("3.1.0");
    const operations = Object.values(document.paths).flatMap((item) => Object.values(item));
    for (const operation of operations) expect(operation).toHaveProperty("x-access.roles");
  });
});

describe("probes", () => {
  it("answer machines without a login", async () => {
    expect((await test.ask("/healthz")).status).toBe(200);
    expect(await (await test.ask("/readyz")).json()).toEqual({ status: "ok", records: "ok", metrics: "ok" });
    const figures = await (await test.ask("/metrics")).text();
    expect(figures).toContain('plantwatch_store_up{store="records"} 1');
    expect(figures).toContain("plantwatch_http_request_seconds_count");
    expect(figures).not.toContain("waterworks");
  });
});
