import { KeyObject, webcrypto } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ConnectionOptions, connect, type TLSSocket } from "node:tls";
import { x509 } from "node-opcua-crypto";
import { afterEach, beforeEach, expect, test } from "vitest";
import { assetOf, Bench } from "./testing/bench.ts";

x509.cryptoProvider.set(webcrypto);
const roleOid = "1.3.6.1.4.1.50316.802.1";
const client = await clientIdentity(Buffer.from("\x0c\x06Viewer", "latin1"));
let bench: Bench;
let dataDir = "";
const sockets: TLSSocket[] = [];

/** A certificate as a collector has one: its own issuer, for both sides of TLS, and what stands in the extension for its role. */
async function clientIdentity(role?: Uint8Array): Promise<{ cert: string; key: string }> {
  const algorithm = {
    name: "RSASSA-PKCS1-v1_5",
    hash: "SHA-256",
    publicExponent: new Uint8Array([1, 0, 1]),
    modulusLength: 2048,
  };
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const extensions = [
    new x509.BasicConstraintsExtension(false, undefined, false),
    new x509.ExtendedKeyUsageExtension(["1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2"]),
    ...(role === undefined ? [] : [new x509.Extension(roleOid, false, role)]),
  ];
  const certificate = await x509.X509CertificateGenerator.createSelfSigned(
    { serialNumber: "02", name: "CN=client", signingAlgorithm: algorithm, keys, extensions },
    webcrypto,
  );
  const key = KeyObject.from(keys.privateKey).export({ type: "pkcs8", format: "pem" }).toString();
  return { cert: certificate.toString("pem"), key };
}

/** The certificate of the authority that signs for every simulated device. */
const authority = () => readFile(join(dataDir, "modbus-test-authority.pem"), "utf8");

beforeEach(async () => {
  bench = new Bench();
  bench.clock.time = Date.now();
  dataDir = await mkdtemp(join(tmpdir(), "modbus-tls-"));
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await bench.close();
  await rm(dataDir, { recursive: true, force: true });
});

async function start(weaknesses: readonly string[], trusted = client.cert) {
  const assets = [assetOf(1, { url: "modbus+tls://192.0.2.1:802/1" })];
  return bench.start({ profile: "plc", assets, weaknesses, dataDir, trustedClientPems: [trusted] });
}

/** What a read of register 100 brings: the last byte of the answer, or the reason why none came. */
async function read(port: number, options: ConnectionOptions): Promise<{ answer: number | string; socket: TLSSocket }> {
  const socket = connect({ host: "127.0.0.1", port, rejectUnauthorized: false, ...options });
  sockets.push(socket);
  const { promise, resolve } = Promise.withResolvers<number | string>();
  socket.on("secureConnect", () => socket.write(Buffer.from("000100000006010300640001", "hex")));
  socket.on("data", (chunk) => resolve(Buffer.from(chunk).at(-1) ?? "empty"));
  socket.on("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
  socket.on("close", () => resolve("closed"));
  return { answer: await promise, socket };
}

test("a known client reads over TLS 1.3, with a certificate by the test authority for the host", async () => {
  const { port, device } = await start([]);
  expect(device.endpoints[0]?.url).toBe(`modbus+tls://127.0.0.1:${port}/1`);
  const { answer, socket } = await read(port, { ...client, ca: await authority(), rejectUnauthorized: true });
  expect(answer).toBe(2);
  expect(socket.getProtocol()).toBe("TLSv1.3");
  const fingerprint = socket.getPeerCertificate().fingerprint256.replaceAll(":", "").toLowerCase();
  expect(device.endpoints[0]).toMatchObject({ certificateSha256: fingerprint, trustsGivenClients: true });
});

test("a client without a certificate is connected and never answered, unless the device asks for none", async () => {
  const strict = await start([]);
  expect((await read(strict.port, {})).answer).not.toBe(2);
  expect(strict.device.requestLog()).toEqual([]);
  const open = await start(["tls-no-client-auth"]);
  expect((await read(open.port, {})).answer).toBe(2);
});

test("a known client whose certificate names no role is connected and answered with illegal function", async () => {
  for (const role of [undefined, Buffer.from("\x0c\x00", "latin1"), Buffer.from("\x13\x06Viewer", "latin1")]) {
    const nobody = await clientIdentity(role);
    const { port } = await start([], nobody.cert);
    expect((await read(port, nobody)).answer).toBe(1);
  }
});

test("old versions are refused, unless the device accepts them", async () => {
  const old = { ...client, minVersion: "TLSv1", maxVersion: "TLSv1.1", ciphers: "DEFAULT:@SECLEVEL=0" } as const;
  const strict = await start([]);
  expect((await read(strict.port, old)).answer).toMatch(/ERR_SSL|ECONNRESET/);
  const open = await start(["tls-old-versions"]);
  const { answer, socket } = await read(open.port, old);
  expect([answer, socket.getProtocol()]).toEqual([2, "TLSv1.1"]);
});

test("an expired certificate is shown where it is declared", async () => {
  const { port } = await start(["tls-certificate-expired"]);
  expect((await read(port, { ...client, ca: await authority(), rejectUnauthorized: true })).answer).toBe("CERT_HAS_EXPIRED");
});

test("the certificate outlives a restart", async () => {
  const first = await start([]);
  await first.device.stop();
  const second = await start([]);
  expect(second.device.endpoints[0]?.certificateSha256).toBe(first.device.endpoints[0]?.certificateSha256);
});

test("a device without cleartext serves its plain URL over TLS", async () => {
  const { device, port } = await bench.start({
    profile: "plc",
    without: ["cleartext"],
    dataDir,
    trustedClientPems: [client.cert],
  });
  expect(device.endpoints[0]?.url).toMatch(/^modbus\+tls:/);
  const wire = await bench.wire(port);
  wire.send("000100000006010300640001");
  expect(await wire.end()).toBe(true);
  expect(device.requestLog()).toEqual([]);
});
