import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { second } from "../../../model/instant.ts";
import { VictoriaClient } from "./client.ts";
import { Durability } from "./durability.ts";
import { Journal } from "./journal.ts";

/** What a server with a clock of the test's own is and got. */
const state = { now: 0, startedAt: 0, up: true, got: [] as string[] };
let server: Server;
let folder = "";
let journal: Journal;
let durability: Durability;

beforeEach(async () => {
  Object.assign(state, { now: 1_700_000_000_000, startedAt: 1_699_999_000_000, up: true, got: [] });
  server = createServer(async (request, response) => {
    response.setHeader("date", new Date(state.now).toUTCString());
    response.statusCode = state.up ? 200 : 503;
    let body = "";
    for await (const chunk of request) body += chunk;
    if (state.up && request.url?.startsWith("/write") === true) state.got.push(body);
    response.end(`vm_app_start_timestamp ${state.startedAt / second}\n`);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  folder = await mkdtemp(join(tmpdir(), "plantwatch-journal-"));
  journal = await Journal.open(join(folder, "journal.sqlite"));
  const client = new VictoriaClient({ url: `http://127.0.0.1:${port}`, database: "pw" });
  durability = new Durability(client, journal, { now: () => state.now }, 2000, () => undefined);
});
afterEach(async () => {
  await durability.close();
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
  await rm(folder, { recursive: true, force: true });
});

test("a write stays in the journal until the server has lived on for thirty seconds", async () => {
  await durability.write("one");
  state.now += 29 * second;
  await durability.look();
  expect(await journal.size()).toBe(1);
  state.now += second;
  await durability.look();
  expect(await journal.size()).toBe(0);
  expect(state.got).toEqual(["one"]);
});

test("a server that was started since gets the writes again, once, and they stay for another thirty seconds", async () => {
  await durability.write("one");
  state.now += 40 * second;
  state.startedAt = state.now - 2 * second;
  await durability.look();
  expect(state.got).toEqual(["one", "one"]);
  state.now += 20 * second;
  await durability.look();
  expect(state.got).toHaveLength(2);
  expect(await journal.size()).toBe(1);
  state.now += 10 * second;
  await durability.look();
  expect(await journal.size()).toBe(0);
});

test("a write within the second of the server's start counts as one that it may have lost", async () => {
  state.startedAt = state.now;
  await durability.write("one");
  await durability.look();
  expect(state.got).toHaveLength(1);
  state.now += second;
  await durability.look();
  expect(state.got).toEqual(["one", "one"]);
});

test("a server that is away costs nothing", async () => {
  await durability.write("one");
  state.now += 60 * second;
  state.startedAt = state.now - second;
  state.up = false;
  await expect(durability.look()).rejects.toMatchObject({ code: "store-unavailable" });
  expect(await journal.size()).toBe(1);
  state.up = true;
  await durability.look();
  expect(state.got).toEqual(["one", "one"]);
});
