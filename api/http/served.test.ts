import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { openTestCentre, type TestCentre } from "../testing/open-centre.ts";

let test: TestCentre;
let server: ReturnType<typeof serve>;
let origin: string;

beforeAll(async () => {
  test = await openTestCentre();
  await new Promise<void>((listening) => {
    server = serve({ fetch: test.centre.app.fetch, hostname: "127.0.0.1", port: 0 }, () => listening());
  });
  // An address with a port, since the server listens on one.
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await new Promise((closed) => server.close(closed));
  await test.close();
});

it("knows a client by its connection, not by what it claims", async () => {
  const response = await fetch(`${origin}/api/v1/session`, {
    method: "POST",
    body: JSON.stringify({ email: "nobody@example.org", password: "wrong password" }),
    headers: { "content-type": "application/json", origin, "x-plantwatch-client": "10.1.1.1", "x-forwarded-for": "10.1.1.1" },
  });
  expect(response.status).toBe(401);
  const { items } = await test.records.audit.list({ limit: 1 });
  expect(items[0]?.detail).toEqual({ address: "127.0.0.1", code: "wrong-credentials" });
});

it("streams events over a connection and notices when the page is gone", async () => {
  const token = await test.tokenFor({ role: "operator", enterpriseId: null });
  const headers = { authorization: `Bearer ${token}` };
  const gone = new AbortController();
  const stream = await fetch(`${origin}/api/v1/events`, { headers, signal: gone.signal });
  const reader = stream.body?.getReader();
  await reader?.read();
  await fetch(`${origin}/api/v1/sites/pharma/line/polling`, {
    method: "POST",
    headers: { ...headers, "content-type": "application/json" },
    body: JSON.stringify({ stopped: true }),
  });
  let text = "";
  while (!text.includes("event: collector")) text += new TextDecoder().decode((await reader?.read())?.value);
  expect(text).toContain("stopped all polling of the site line");

  gone.abort();
  await vi.waitFor(
    () =>
      new Promise<void>((resolve, reject) => {
        server.getConnections((_, count) => (count <= 1 ? resolve() : reject(new Error(`${count} connections`))));
      }),
    5000,
  );
});

it("takes a document over a connection, and refuses one that is too large without reading on for ever", async () => {
  const token = await test.tokenFor({ role: "assessor", enterpriseId: null });
  const send = async (size: number) => {
    const response = await fetch(`${origin}/api/v1/enterprises/pharma/documents?name=a.txt`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/octet-stream" },
      body: Buffer.alloc(size, "a"),
    });
    return response.status;
  };
  expect(await send(3 * 1024 * 1024)).toBe(201);
  expect(await send(51 * 1024 * 1024)).toBe(413);
  expect(await send(1024)).toBe(201);
});
