import { expect, it } from "vitest";
import { type Behave, endpointAt, honest, honestPdu, openLink, rawServer, reply } from "./testing/raw-server.ts";

const signals = { signals: [{ id: "level", table: "holding-register", address: 7 }] };
const read = "modbus.signals";

/** Peers that break the protocol, and what must be reported; never a value. */
const hostile: readonly { name: string; behave: Behave; outcome: string; code: string }[] = [
  { name: "silent", behave: () => {}, outcome: "unreachable", code: "no-answer" },
  { name: "closes without a word", behave: (_, socket) => socket.destroy(), outcome: "unreachable", code: "closed" },
  {
    name: "closes in the middle of an answer",
    behave: (request, socket) => socket.end(reply(request, honestPdu(request)).subarray(0, 8)),
    outcome: "malformed",
    code: "truncated",
  },
  {
    name: "drips one byte and stops",
    behave: (request, socket) => socket.write(reply(request, honestPdu(request)).subarray(0, 1)),
    outcome: "malformed",
    code: "unfinished",
  },
  {
    name: "drips slower than the deadline",
    behave: (request, socket) => {
      const bytes = reply(request, honestPdu(request));
      const timer = setInterval(() => {
        const sent = socket.bytesWritten;
        if (socket.destroyed || sent >= bytes.length) clearInterval(timer);
        else socket.write(bytes.subarray(sent, sent + 1));
      }, 60);
    },
    outcome: "malformed",
    code: "unfinished",
  },
  {
    name: "another transaction",
    behave: (request, socket) => socket.write(reply(request, honestPdu(request), { transaction: 4711 })),
    outcome: "malformed",
    code: "wrong-transaction",
  },
  {
    name: "another unit",
    behave: (request, socket) => socket.write(reply(request, honestPdu(request), { unit: 9 })),
    outcome: "malformed",
    code: "wrong-unit",
  },
  {
    name: "an exception from another unit",
    behave: (request, socket) => socket.write(reply(request, [0x83, 2], { unit: 9 })),
    outcome: "malformed",
    code: "wrong-unit",
  },
  {
    name: "another protocol",
    behave: (request, socket) => socket.write(reply(request, honestPdu(request), { protocol: 1 })),
    outcome: "malformed",
    code: "wrong-protocol-id",
  },
  {
    name: "an endless length",
    behave: (request, socket) => socket.write(reply(request, honestPdu(request), { length: 0xffff })),
    outcome: "malformed",
    code: "wrong-length",
  },
  {
    name: "a length of nothing",
    behave: (request, socket) => socket.write(reply(request, honestPdu(request), { length: 0 })),
    outcome: "malformed",
    code: "wrong-length",
  },
  {
    name: "fewer registers than asked",
    behave: (request, socket) => socket.write(reply(request, [3, 0])),
    outcome: "malformed",
    code: "wrong-length",
  },
  {
    name: "a byte count that lies",
    behave: (request, socket) => socket.write(reply(request, [3, 200, 0, 1])),
    outcome: "malformed",
    code: "wrong-length",
  },
  {
    name: "another function",
    behave: (request, socket) => socket.write(reply(request, [4, 2, 0, 1])),
    outcome: "malformed",
    code: "wrong-function",
  },
  {
    name: "not Modbus at all",
    behave: (_, socket) => socket.write("HTTP/1.1 400 Bad Request\r\n\r\n"),
    outcome: "malformed",
    code: "wrong-protocol-id",
  },
  {
    name: "only exceptions",
    behave: (request, socket) => socket.write(reply(request, [0x83, 2])),
    outcome: "refused",
    code: "only-exceptions",
  },
  {
    name: "a gateway whose unit is silent",
    behave: (request, socket) => socket.write(reply(request, [0x83, 0x0b])),
    outcome: "unreachable",
    code: "gateway-target-silent",
  },
  {
    name: "a gateway without a path",
    behave: (request, socket) => socket.write(reply(request, [0x83, 0x0a])),
    outcome: "unreachable",
    code: "gateway-path-unavailable",
  },
];

it.each(hostile)("$name: $outcome, $code", async ({ behave, outcome, code }) => {
  const server = await rawServer(behave);
  const open = openLink();
  const report = await open.run(endpointAt(server.port, signals), read);
  expect(report).toMatchObject({ outcome, reason: { code } });
  expect(report.samples.filter(({ fields }) => fields.good === 1)).toEqual([]);
});

it("takes an answer that was split into single bytes", async () => {
  const server = await rawServer((request, socket) => {
    for (const byte of reply(request, honestPdu(request))) socket.write(Uint8Array.of(byte));
  });
  const open = openLink();
  const report = await open.run(endpointAt(server.port, signals), read);
  expect(report.samples).toMatchObject([{ tags: { signal: "level" }, fields: { value: 7, good: 1 } }]);
});

it("overlooks a doubled answer and takes the right one for the next request", async () => {
  const server = await rawServer((request, socket) => {
    const bytes = reply(request, honestPdu(request));
    socket.write(Buffer.concat([bytes, bytes]));
  });
  const open = openLink();
  const spread = { signals: [7, 5000, 9000].map((address) => ({ id: `s${address}`, table: "holding-register", address })) };
  const report = await open.run(endpointAt(server.port, spread), read);
  expect(report.samples.map(({ fields }) => fields.value)).toEqual([7, 5000, 9000]);
  expect(server.connections).toBe(1);
});

it("never gives a late answer to a later request", async () => {
  let first = true;
  const server = await rawServer((request, socket) => {
    // The first answer comes after its deadline, while the second request waits, and carries another value.
    if (first) setTimeout(() => socket.write(reply(request, [3, 2, 0xde, 0xad])), 300);
    else setTimeout(() => socket.write(reply(request, honestPdu(request))), 150);
    first = false;
  });
  const open = openLink();
  const endpoint = endpointAt(server.port, signals);
  expect(await open.run(endpoint, read)).toMatchObject({ outcome: "unreachable", reason: { code: "no-answer" } });
  const second = await open.run(endpoint, read);
  expect(second.samples).toMatchObject([{ fields: { value: 7, good: 1 } }]);
  expect(server.connections).toBe(1);
});

it("ends a flood of answers nobody asked for", async () => {
  const server = await rawServer((request, socket) => {
    const late = reply(request, honestPdu(request));
    for (let round = 0; round < 100; round += 1) socket.write(late);
  });
  const open = openLink();
  const endpoint = endpointAt(server.port, signals);
  await open.run(endpoint, read);
  await new Promise((resolve) => setTimeout(resolve, 50));
  // The flood broke that connection; the next run has its own.
  await open.run(endpoint, read);
  expect(server.connections).toBe(2);
});

it("reconnects only when the next job runs", async () => {
  const server = await rawServer((_, socket) => socket.destroy());
  const open = openLink();
  const endpoint = endpointAt(server.port, signals);
  await open.run(endpoint, read);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(server.connections).toBe(1);
  await open.run(endpoint, read);
  expect(server.connections).toBe(2);
});

it("tells a closed port from an open one", async () => {
  const server = await rawServer(honest);
  const endpoint = endpointAt(server.port, signals);
  await server.stop();
  const open = openLink();
  expect(await open.run(endpoint, read)).toMatchObject({ outcome: "unreachable", reason: { code: "connect-refused" } });
});

it("ends at once when the caller's time is up, and keeps the connection usable", async () => {
  let silent = true;
  const server = await rawServer((request, socket) => {
    if (!silent) honest(request, socket);
  });
  const open = openLink();
  const endpoint = endpointAt(server.port, { ...signals, quirks: { answerTimeout: "5s" } });
  const started = performance.now();
  const report = await open.run(endpoint, read, AbortSignal.timeout(100));
  expect(report).toMatchObject({ outcome: "unreachable", reason: { code: "deadline" } });
  expect(performance.now() - started).toBeLessThan(1000);
  silent = false;
  expect(await open.run(endpoint, read)).toMatchObject({ outcome: "answered" });
});

it("gives no value from an answer of which any one bit before the data is wrong", async () => {
  let bit = 0;
  const server = await rawServer((request, socket) => {
    const bytes = reply(request, honestPdu(request));
    const place = Math.floor(bit / 8);
    bytes.writeUInt8(bytes.readUInt8(place) ^ (1 << (bit % 8)), place);
    socket.write(bytes);
  });
  const open = openLink();
  const endpoint = endpointAt(server.port, { ...signals, quirks: { answerTimeout: "20ms" } });
  // Header, unit, function code and byte count: nine bytes.
  for (; bit < 9 * 8; bit += 1) {
    const report = await open.run(endpoint, read);
    expect(report.outcome, `bit ${bit}`).not.toBe("answered");
    expect(report.samples, `bit ${bit}`).toEqual([]);
  }
  bit = 9 * 8;
  expect((await open.run(endpoint, read)).samples).toMatchObject([{ fields: { value: 7 ^ 0x0100 } }]);
});

it("has one request in flight at any time, whoever asks", async () => {
  let inFlight = 0;
  let most = 0;
  const server = await rawServer((request, socket) => {
    inFlight += 1;
    most = Math.max(most, inFlight);
    setTimeout(() => {
      inFlight -= 1;
      honest(request, socket);
    }, 5);
  });
  const open = openLink();
  const units = Array.from({ length: 20 }, (_, index) => index + 1);
  const reports = await Promise.all(units.map((unit) => open.run(endpointAt(server.port, signals, unit), read)));
  expect(reports.every(({ outcome }) => outcome === "answered")).toBe(true);
  expect({ most, connections: server.connections, asked: open.gate.count }).toEqual({ most: 1, connections: 1, asked: 20 });
});
