import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { listOf, verdictViewSchema } from "../contract/common.ts";
import { sightingImportSchema, sightingViewSchema } from "../contract/sightings.ts";
import { openTestCentre, type TestCentre } from "../testing/open-centre.ts";

let centre: TestCentre;
let observer: string;
let reader: string;
beforeAll(async () => {
  centre = await openTestCentre();
  await writeFile(
    join(centre.inventories, "seen.yaml"),
    `
enterprise: { id: seen, name: Seen, types: [N], grade: 2 }
sites:
  - { id: works, name: Works, collectors: [{ id: c1 }], discovery: [{ id: cell, range: 10.1.2.0/28 }] }
  - { id: store, name: Store, collectors: [{ id: c2 }] }
assets:
  - { id: plc, name: PLC, site: works, role: field-device, endpoints: [{ id: mb, protocol: modbus, url: "modbus://10.1.2.3:502/1" }] }
`,
  );
  await centre.centre.importInventories(centre.inventories);
  observer = await centre.tokenFor({ role: "observer", enterpriseId: "seen", siteId: "works" });
  reader = await centre.tokenFor({ role: "viewer", enterpriseId: "seen" });
});
afterAll(() => centre.close());

const path = "/api/v1/enterprises/seen/sightings";
const line = (change: Readonly<Record<string, unknown>> = {}) => ({
  site: "works",
  address: "10.1.2.9",
  port: 102,
  protocol: "s7comm",
  role: "server",
  source: "zeek-works",
  at: new Date(centre.clock.now()).toISOString(),
  ...change,
});

async function send(lines: readonly unknown[], token = observer) {
  const body = lines.map((one) => (typeof one === "string" ? one : JSON.stringify(one))).join("\n");
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/x-ndjson" };
  return centre.centre.app.request(path, { method: "POST", headers, body });
}

async function imported(lines: readonly unknown[]) {
  const answer = await send(lines);
  expect(answer.status).toBe(200);
  return sightingImportSchema.parse(await answer.json());
}

it("takes good lines beside bad ones, and the same lines twice as once", async () => {
  const lines = [
    line(),
    line({ address: "10.1.2.3", port: 502, protocol: "modbus", peer: "10.1.2.4" }),
    "{",
    line({ address: "plc" }),
    line({ site: "store" }),
    line({ at: "2027-12-01T00:00:00Z" }),
    line({ colour: "red" }),
  ];
  expect(await imported(lines)).toEqual({
    read: 2,
    added: 2,
    widened: 0,
    known: 0,
    leftOut: 0,
    refused: 5,
    errors: [
      { line: 3, path: "", message: "is no JSON object" },
      { line: 4, path: "address", message: "expected an IP address" },
      { line: 5, path: "site", message: 'there is no site "store"' },
      { line: 6, path: "at", message: "lies in the future" },
      { line: 7, path: "colour", message: "unknown key" },
    ],
  });
  expect(await imported(lines.slice(0, 2))).toMatchObject({ added: 0, known: 2 });
  const { items } = listOf(sightingViewSchema).parse(await (await centre.ask(path, { token: reader })).json());
  const byAddress = items.toSorted((a, b) => (a.address < b.address ? -1 : 1));
  expect(byAddress).toMatchObject([
    { assetId: "seen.plc", peer: "10.1.2.4" },
    { assetId: null, peer: null },
  ]);
  expect(items.map(({ source }) => source)).toEqual(["zeek-works", "zeek-works"]);
});

it("has the enterprise judged by it, with its source, and lets an observer read nothing", async () => {
  await imported([line()]);
  const verdicts = listOf(verdictViewSchema);
  await vi.waitFor(async () => {
    const answer = await centre.ask("/api/v1/verdicts?enterprise=seen&check=net.undeclared-device", { token: reader });
    const { items } = verdicts.parse(await answer.json());
    expect(items[0]).toMatchObject({ status: "fail", because: { en: expect.stringContaining("zeek-works") } });
  }, 15_000);
  expect((await centre.ask(path, { token: observer })).status).toBe(403);
  expect((await centre.ask("/api/v1/assets", { token: observer })).status).toBe(403);
  expect((await send([line()], reader)).status).toBe(403);
});

it("refuses more lines than one import may have", async () => {
  const answer = await send(Array.from({ length: 20_002 }, () => "{}"));
  expect(answer.status).toBe(413);
});
