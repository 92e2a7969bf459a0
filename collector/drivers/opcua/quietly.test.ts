import { X509Certificate } from "node:crypto";
import { exploreCertificate } from "node-opcua-crypto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { decodeCertificates } from "./decode/certificates.ts";
import { quietly } from "./quietly.ts";
import { makeIdentity } from "./testing/certificate.ts";

const { console: terminal } = globalThis;
const print = (text: string) => terminal.log(text);
let printed: ReturnType<typeof vi.spyOn>;
beforeEach(() => {
  printed = vi.spyOn(terminal, "log").mockImplementation(() => undefined);
});
afterEach(() => vi.restoreAllMocks());

test("nothing is printed meanwhile, and everything afterwards, also where the work throws", () => {
  expect(quietly(() => 7)).toBe(7);
  expect(() =>
    quietly(() => {
      print("unknown");
      throw new Error("unreadable");
    }),
  ).toThrow("unreadable");
  expect(printed).not.toHaveBeenCalled();
  print("known");
  expect(printed).toHaveBeenCalledOnce();
});

test("a certificate with a name of no known kind is read without a word", async () => {
  const { certificatePem } = await makeIdentity({ applicationUri: "urn:example:mixer" });
  const der = new X509Certificate(certificatePem).raw;
  const uriTag = der.indexOf(Buffer.from("\x86\x11urn:example:mixer", "latin1"));
  der.writeUInt8(0x8e, uriTag);
  exploreCertificate(der);
  expect(printed).toHaveBeenCalled();
  printed.mockClear();
  decodeCertificates([[der]]);
  expect(printed).not.toHaveBeenCalled();
});
