import { webcrypto } from "node:crypto";
import { createServer as createTlsServer, type TlsOptions } from "node:tls";
import { x509 } from "node-opcua-crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { tlsFactsSchema } from "../../../model/protocols/modbus/facts.ts";
import type { DriverServices } from "../define.ts";
import { createModbusDriver } from "./driver.ts";
import { type Behave, countingGate, endpointAt, honest, listenRaw, services } from "./testing/raw-server.ts";

x509.cryptoProvider.set(webcrypto);

interface Pair {
  readonly cert: string;
  readonly key: string;
}

async function makePair(name: string, { bits = 2048, hash = "SHA-256" } = {}): Promise<Pair> {
  const algorithm = { name: "RSASSA-PKCS1-v1_5", hash, publicExponent: new Uint8Array([1, 0, 1]), modulusLength: bits };
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: `CN=${name}`,
    notBefore: new Date("2026-01-01T00:00:00Z"),
    notAfter: new Date("2046-01-01T00:00:00Z"),
    signingAlgorithm: algorithm,
    keys,
  });
  const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey("pkcs8", keys.privateKey)).toString("base64");
  return { cert: certificate.toString("pem"), key: `-----BEGIN PRIVATE KEY-----\n${pkcs8}\n-----END PRIVATE KEY-----\n` };
}

let device: Pair;
let weakDevice: Pair;
let collector: Pair;
let withIdentity: DriverServices;

beforeAll(async () => {
  [device, weakDevice, collector] = await Promise.all([
    makePair("plc-1"),
    makePair("plc-old", { bits: 1024, hash: "SHA-1" }),
    makePair("collector"),
  ]);
  const identity = { applicationUri: "urn:test", certificatePem: collector.cert, privateKeyPem: collector.key };
  withIdentity = { ...services, identity };
});

async function secureServer(options: TlsOptions, behave: Behave = honest) {
  return listenRaw((onConnection) => createTlsServer(options, onConnection).on("tlsClientError", () => {}), behave);
}

async function run(port: number, job: string) {
  const driver = createModbusDriver();
  const gate = countingGate();
  const link = driver.link(gate, withIdentity);
  const endpoint = endpointAt(port, {
    url: `modbus+tls://127.0.0.1:${port}/1`,
    healthRegister: { table: "holding-register", address: 3 },
    quirks: { answerTimeout: "500ms" },
  });
  try {
    return { ...(await link.run(endpoint, job, AbortSignal.timeout(10_000))), asked: gate.count };
  } finally {
    await link.close();
  }
}

const oldTls = { minVersion: "TLSv1", ciphers: "DEFAULT@SECLEVEL=0" } as const;

describe("over TLS", () => {
  it("is served with the collector's certificate and says that it was encrypted", async () => {
    const server = await secureServer({ ...device, ca: collector.cert, requestCert: true, rejectUnauthorized: true });
    expect(await run(server.port, "modbus.health")).toMatchObject({
      outcome: "answered",
      facts: { served: true, encrypted: true, client: "127.0.0.1" },
    });
  });

  it("says that no TLS came about where a plain device answers", async () => {
    const server = await listenRaw(undefined, honest);
    const report = await run(server.port, "modbus.health");
    expect(report).toMatchObject({ outcome: "unreachable", reason: { code: "connect-timeout" } });
  });
});

describe("modbus.tls", () => {
  it("finds a sound endpoint that asks for certificates", async () => {
    const server = await secureServer({ ...device, ca: collector.cert, requestCert: true, rejectUnauthorized: true });
    const report = await run(server.port, "modbus.tls");
    expect(tlsFactsSchema.parse(report.facts)).toEqual({
      handshakes: { TLSv1: false, "TLSv1.1": false, "TLSv1.2": true, "TLSv1.3": true },
      certificate: {
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        subject: "CN=plc-1",
        issuer: "CN=plc-1",
        notBefore: "2026-01-01T00:00:00.000Z",
        notAfter: "2046-01-01T00:00:00.000Z",
        keyType: "rsa",
        keyBits: 2048,
        signatureHash: "SHA-256",
      },
      withoutClientCertificate: "refused",
    });
    expect(report.asked).toBe(5);
  });

  it("sees a stranger answered, with either version of TLS", async () => {
    for (const maxVersion of ["TLSv1.2", "TLSv1.3"] as const) {
      const server = await secureServer({ ...device, maxVersion });
      expect((await run(server.port, "modbus.tls")).facts).toMatchObject({ withoutClientCertificate: "answered" });
    }
  });

  it("sees a stranger refused by TLS 1.2 alone", async () => {
    const server = await secureServer({
      ...device,
      ca: collector.cert,
      requestCert: true,
      rejectUnauthorized: true,
      maxVersion: "TLSv1.2",
    });
    expect((await run(server.port, "modbus.tls")).facts).toMatchObject({
      handshakes: { "TLSv1.2": true, "TLSv1.3": false },
      withoutClientCertificate: "refused",
    });
  });

  it("sees old versions and a weak certificate", async () => {
    const server = await secureServer({ ...weakDevice, ...oldTls });
    expect((await run(server.port, "modbus.tls")).facts).toMatchObject({
      handshakes: { TLSv1: true, "TLSv1.1": true, "TLSv1.2": true, "TLSv1.3": true },
      certificate: { keyBits: 1024, signatureHash: "SHA-1" },
    });
  });

  it("leaves a version untold where the socket is dropped over our certificate", async () => {
    const server = await secureServer({
      ...device,
      ...oldTls,
      ca: device.cert,
      requestCert: true,
      rejectUnauthorized: true,
    });
    const { facts } = await run(server.port, "modbus.tls");
    expect(facts).toMatchObject({ withoutClientCertificate: "refused" });
    expect(tlsFactsSchema.parse(facts).handshakes).toEqual({ "TLSv1.3": true });
  });

  it("tells a socket that is closed without a word from a refusal, and silence from both", async () => {
    const closing = await secureServer({ ...device }, (_, socket) => socket.destroy());
    expect((await run(closing.port, "modbus.tls")).facts).toMatchObject({ withoutClientCertificate: "closed" });
    const silent = await secureServer({ ...device }, () => {});
    expect((await run(silent.port, "modbus.tls")).facts).not.toHaveProperty("withoutClientCertificate");
  });

  it("ends at a device that does not answer TLS at all", async () => {
    const server = await listenRaw(undefined, honest);
    const { outcome, reason } = await run(server.port, "modbus.tls");
    expect({ outcome, code: reason?.code }).toEqual({ outcome: "unreachable", code: "connect-timeout" });
  });
});
