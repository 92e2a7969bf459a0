import { expect, it } from "vitest";
import { day } from "../../../../model/instant.ts";
import type { CertificateFacts } from "../../../../model/protocols/opcua/facts.ts";
import { certificateLine } from "./certificate-line.ts";

const now = Date.parse("2026-11-24T12:00:00Z");
const certificate = (subject: string, from: number, to: number, isAuthority = false): CertificateFacts => ({
  sha256: subject,
  chain: [subject],
  subject,
  issuer: subject,
  serialNumber: "1",
  notBefore: new Date(now + from * day).toISOString(),
  notAfter: new Date(now + to * day).toISOString(),
  keyType: "RSA",
  publicKeySha256: subject,
  selfSigned: true,
  isAuthority,
  applicationUris: [],
  dnsNames: [],
  ipAddresses: [],
  pem: "",
});

it("places leaf before authority and counts whole days left", () => {
  const line = certificateLine([certificate("ca", -100, 500, true), certificate("leaf", -100, 63.5)], now);
  expect(line.bars.map(({ certificate: { subject }, daysLeft }) => [subject, daysLeft])).toEqual([
    ["leaf", 63],
    ["ca", 500],
  ]);
  expect(line.today).toBeCloseTo(100 / 6, 6);
  expect(line.bars[1]).toMatchObject({ from: 0, to: 100 });
});

it("tells an expired one by negative days and ends its bar before today", () => {
  const { bars, today } = certificateLine([certificate("leaf", -400, -40)], now);
  expect(bars[0]?.daysLeft).toBe(-40);
  expect(bars[0]?.to).toBeLessThan(today);
});

it("cuts a root of forty years instead of pressing the leaf into a dot", () => {
  const { bars } = certificateLine([certificate("leaf", -100, 265), certificate("root", -7300, 7300, true)], now);
  expect((bars[0]?.to ?? 0) - (bars[0]?.from ?? 0)).toBeGreaterThan(15);
});
