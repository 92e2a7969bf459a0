import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { jetstream } from "@nats-io/jetstream";
import { connect, headers, type NatsConnection, type NodeConnectionOptions, nkeyAuthenticator } from "@nats-io/transport-node";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { healthObservation, observationBatch } from "../../api/testing/deliveries.ts";
import { openTestCentre, type TestCentre } from "../../api/testing/open-centre.ts";
import { type NatsKey, newKey } from "../../app/nats/own-key.ts";
import { createNatsUplink } from "../../collector/uplink/nats-uplink.ts";
import { busHeaders, signedBytes, subjects } from "../../model/wire/bus.ts";
import { signerOf } from "../../model/wire/collector-key.ts";
import { pack } from "../../model/wire/pack.ts";
import { enrolledKey, startNats, type TestNats } from "../support/nats-server.ts";
import { available, natsServer } from "../support/tools.ts";

describe.skipIf(!available(natsServer))("over NATS a collector", () => {
  let nats: TestNats;
  let test: TestCentre;
  let ours: NatsConnection;
  const [one, two] = [newKey(), newKey()];
  const opened: NatsConnection[] = [];

  beforeAll(async () => {
    [nats, test] = await Promise.all([startNats(), openTestCentre()]);
    const keys = [enrolledKey("collector-1", one.publicKey), enrolledKey("collector-2", two.publicKey)];
    for (const key of keys) await test.records.enrolments.setKey(key);
    await nats.admit(keys);
    ours = await nats.connectCentre();
    await test.centre.serveOver(ours, { maxBytes: 16 * 1024 * 1024, replicas: 1 });
  });
  afterAll(async () => {
    await Promise.all(opened.map((connection) => connection.close()));
    await test.centre.stop();
    await ours.close();
    await test.close();
    await nats.remove();
  });

  async function connectedAs(collectorId: string, { seed }: NatsKey): Promise<NatsConnection> {
    const connection = await nats.connectCollector(collectorId, seed);
    opened.push(connection);
    return connection;
  }

  /** What the server refuses on a connection, in its own words. */
  function refusals(connection: NatsConnection): string[] {
    const heard: string[] = [];
    void (async () => {
      for await (const status of connection.status()) if (status.type === "error") heard.push(status.error.message);
    })();
    return heard;
  }

  /** A batch about the first collector's pump, signed as one likes, on the subject of one's choice. */
  async function send(connection: NatsConnection, subject: string, key: NatsKey, collectorId: string) {
    const payload = pack(observationBatch(randomUUID(), [healthObservation(test.clock.now())], 1, collectorId));
    const head = headers();
    head.set(busHeaders.key, key.publicKey);
    head.set(busHeaders.signature, Buffer.from(signerOf(key.seed)(signedBytes(subject, "", payload))).toString("base64"));
    return jetstream(connection, { timeout: 1000 }).publish(subject, payload, { headers: head });
  }

  function batchOf(collectorId: string) {
    return { collectorId, spoolId: randomUUID(), items: [{ seq: 1, observation: healthObservation(test.clock.now()) }] };
  }

  const place = { enterpriseId: "waterworks", siteId: "plant" };

  it("is held to its own subjects by the server", async () => {
    const connection = await connectedAs("collector-2", two);
    const heard = refusals(connection);
    await expect(send(connection, subjects.batch("observations", place, "collector-1"), two, "collector-1")).rejects.toThrow();
    connection.subscribe(subjects.answersTo("collector-1"), { callback: () => undefined });
    connection.subscribe("plantwatch.>", { callback: () => undefined });
    await connection.flush();
    await vi.waitFor(
      () => expect(heard.filter((text) => /permissions violation/i.test(text)).length).toBeGreaterThanOrEqual(3),
      15_000,
    );
    expect(await test.records.observations.count()).toBe(0);
  });

  it("is known by its signature where the server lets everything through", async () => {
    const stored = vi.spyOn(test.records.observations, "store");
    // Each under its own subject, so that none takes the place of another before a centre saw it.
    const subjectAt = (siteId: string) => subjects.batch("observations", { ...place, siteId }, "collector-1");
    const subject = subjectAt("one");
    // The centre's own login may send nothing there either, so the messages come from a connection that the server takes for the first collector.
    const connection = await connectedAs("collector-1", one);
    await send(connection, subjectAt("two"), two, "collector-1");
    const forged = pack(observationBatch(randomUUID(), [healthObservation(test.clock.now())]));
    const head = headers();
    head.set(busHeaders.key, one.publicKey);
    head.set(busHeaders.signature, Buffer.from(signerOf(two.seed)(signedBytes(subject, "", forged))).toString("base64"));
    await jetstream(connection).publish(subject, forged, { headers: head });
    await send(connection, subjectAt("three"), one, "collector-2");
    const uplink = createNatsUplink({ connection, collectorId: "collector-1", seed: one.seed });
    await expect(uplink.deliverObservations(batchOf("collector-1"))).resolves.toMatchObject({ storedThrough: 1, rejected: [] });
    await vi.waitFor(() => expect(stored).toHaveBeenCalledTimes(1), 15_000);
    expect(await test.records.observations.count()).toBe(1);
  });

  it("cannot speak of another's assets", async () => {
    const uplink = createNatsUplink({
      connection: await connectedAs("collector-2", two),
      collectorId: "collector-2",
      seed: two.seed,
    });
    const before = await test.records.observations.count();
    expect(await uplink.deliverObservations(batchOf("collector-2"))).toEqual({
      storedThrough: 1,
      rejected: [{ seq: 1, code: "unknown-asset" }],
    });
    expect(await test.records.observations.count()).toBe(before);
  });

  it("is cut off by the server as soon as the file of users is without it", async () => {
    const connection = await connectedAs("collector-2", two);
    const lost = new Promise<void>((resolve) => {
      void (async () => {
        for await (const { type } of connection.status()) if (type === "disconnect") resolve();
      })();
    });
    await test.records.enrolments.revoke("collector-2", "li", test.clock.now());
    await nats.admit(await test.records.enrolments.keys());
    await lost;
  });

  it("is not let in with a key that nobody enrolled, in the clear, or where the server's authority is another", async () => {
    const ca = await readFile(nats.authority, "utf8");
    const attempt = (options: NodeConnectionOptions) =>
      connect({ servers: nats.address, reconnect: false, timeout: 5000, ...options }).then(
        (connection) => connection.close().then(() => "let in"),
        (error: unknown) => (error instanceof Error ? error.message : "refused"),
      );
    const authenticator = nkeyAuthenticator(new TextEncoder().encode(one.seed));
    expect(await attempt({ tls: { ca }, authenticator })).toBe("let in");
    expect(await attempt({ tls: { ca }, authenticator: nkeyAuthenticator(new TextEncoder().encode(newKey().seed)) })).toMatch(
      /authorization/i,
    );
    expect(await attempt({ tls: {}, authenticator })).toMatch(/self-signed certificate/i);
    expect(await attempt({ tls: { ca } })).toMatch(/authorization/i);
  });
});
