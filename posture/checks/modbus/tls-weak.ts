import { message } from "../../../model/messages/index.ts";
import type { TlsFacts } from "../../../model/protocols/modbus/facts.ts";
import { modbusTls } from "../../../model/protocols/modbus/probes.ts";
import { type CheckResult, defineEndpointCheck } from "../define.ts";
import { cwe, fail, iec62443, modbusSecurity, notApplicable, pass, seen, unknown } from "../results.ts";
import { unknownWithout, usesTls } from "./support.ts";

const oldVersions = ["TLSv1", "TLSv1.1"] as const;
const soundVersions = ["TLSv1.2", "TLSv1.3"] as const;
/** Least key lengths in bits by OpenSSL's names of key types. */
const leastBits: Readonly<Record<string, number>> = { rsa: 2048, "rsa-pss": 2048, ec: 256, dsa: 2048 };
const weakHashes = ["MD5", "SHA-1"];

type Certificate = NonNullable<TlsFacts["certificate"]>;

export const tlsWeak = defineEndpointCheck({
  id: "modbus.tls-weak",
  severity: "high",
  effort: 2,
  protocol: "modbus",
  needs: [],
  mayUse: [modbusTls],
  text: {
    title: {
      "zh-CN": "Modbus 的 TLS 端点只接受 TLS 1.2 及以上版本，证书有效且强度足够。",
      en: "The TLS endpoint accepts TLS 1.2 or newer alone, with a valid and strong certificate.",
    },
    rationale: {
      "zh-CN": "旧版 TLS 和弱证书可被破解或冒充，加密就只是摆设。",
      en: "Old versions and weak certificates can be broken or forged, and the encryption then protects nothing.",
    },
    remediation: {
      "zh-CN": "在设备中停用 TLS 1.0 和 1.1，换用有效期内、RSA 2048 位或 ECC 256 位以上、SHA-256 以上签名的证书。",
      en: "Switch off TLS 1.0 and 1.1 in the device, and give it a certificate in date with RSA 2048 or ECC 256 bits or more, signed with SHA-256 or better.",
    },
  },
  references: [iec62443("SR 4.3"), modbusSecurity("8"), cwe(326)],
  evaluate: ({ "modbus.tls": facts }, context) => {
    if (!usesTls(context.endpoint)) return notApplicable(message("modbus.no-tls-endpoint"));
    if (facts === undefined) return unknownWithout(modbusTls, context);
    return judgeVersions(facts) ?? judgeCertificate(facts.certificate, context.now) ?? judgeWhole(facts);
  },
});

function judgeVersions({ handshakes }: TlsFacts): CheckResult | undefined {
  const accepted = oldVersions.filter((version) => handshakes[version]);
  if (accepted.length === 0) return undefined;
  return fail(
    message("modbus.tls-old-version", { versions: accepted.join(", ") }),
    accepted.map((version) => seen(modbusTls, "handshakes", version)),
  );
}

function judgeCertificate(certificate: Certificate | undefined, now: number): CheckResult | undefined {
  if (certificate === undefined) return undefined;
  const { notBefore, notAfter, keyType, keyBits, signatureHash } = certificate;
  if (now < Date.parse(notBefore) || now > Date.parse(notAfter)) {
    const evidence = [seen(modbusTls, "certificate", "notBefore"), seen(modbusTls, "certificate", "notAfter")];
    return fail(message("modbus.tls-certificate-out-of-date", { from: notBefore, until: notAfter }), evidence);
  }
  if (keyBits !== undefined && keyBits < (leastBits[keyType] ?? 0)) {
    const detail = `${keyType.toUpperCase()} ${keyBits}`;
    return fail(message("modbus.tls-certificate-weak", { detail }), [seen(modbusTls, "certificate", "keyBits")]);
  }
  if (signatureHash !== undefined && weakHashes.includes(signatureHash)) {
    const evidence = [seen(modbusTls, "certificate", "signatureHash")];
    return fail(message("modbus.tls-certificate-weak", { detail: signatureHash }), evidence);
  }
  return undefined;
}

/** Nothing was found wrong: that is a pass only where everything was learnt. */
function judgeWhole({ handshakes, certificate }: TlsFacts): CheckResult {
  const untold = [
    ...oldVersions.filter((version) => handshakes[version] === undefined),
    ...(certificate === undefined ? ["certificate"] : missingIn(certificate)),
  ];
  const sound = soundVersions.filter((version) => handshakes[version]);
  if (sound.length === 0) untold.push("TLSv1.2/TLSv1.3");
  if (untold.length > 0) return unknown(message("modbus.tls-not-told", { what: untold.join(", ") }));
  return pass(message("modbus.tls-sound", { versions: sound.join(", ") }), { evidence: [seen(modbusTls, "handshakes")] });
}

function missingIn({ keyBits, keyType, signatureHash }: Certificate): string[] {
  // Keys of these kinds have one strength, and their signatures no separate hash.
  if (keyType === "ed25519" || keyType === "ed448") return [];
  return [
    ...(keyBits === undefined || leastBits[keyType] === undefined ? ["keyBits"] : []),
    ...(signatureHash === undefined ? ["signatureHash"] : []),
  ];
}
