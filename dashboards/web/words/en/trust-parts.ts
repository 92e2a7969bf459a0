import type { Section } from "../section.ts";
import type { trustParts as source } from "../zh-CN/trust-parts.ts";

export const trustParts: Section<typeof source> = {
  "trust.title": (p) => `The endpoint ${p.endpoint} did not take the collector's certificate`,
  "trust.panel": "Let an OPC UA server trust the collector",
  "trust.panel-note": "A server is right to refuse a certificate that it does not know; trust it where deeper checks are wanted",
  "trust.refused": (p) =>
    `The server refused the certificate that the collector showed (${p.status}). It does not know it, so it does not let the collector in: that is how a stranger should be treated, and nothing is broken. The certificate probably stands in the server's list of rejected ones now.`,
  "trust.still": (p) =>
    `The inventory says that the server trusts the collector's certificate (trustedAt), yet the server refuses it (${p.status}). Check whether the trusted certificate has the fingerprint below, whether it lies in the list of trusted certificates (not of issuers), whether the server has to load its list again, and whether its clock is right.`,
  "trust.dropped":
    "When the collector showed its certificate, the server closed the connection without a word. Some servers refuse unknown certificates like this, but there may be another cause, so the checks concerned answer unknown.",
  "trust.open": "How to let the server trust the collector",
  "trust.whether":
    "Whether to trust is your decision. Endpoints, certificates and the rights of strangers are checked without it; with it the collector gets an encrypted session under its own certificate and reads state, counters and signals. It only reads and never writes. A trusted collector is no stranger, so whether the server refuses unknown certificates turns unknown; name opcua.stranger in the endpoint's onRequest and give the asset a maintenance window, and the collector tests it within the window with a second, stable stranger certificate.",
  "trust.step-download": "Download the certificate and compare its fingerprint",
  "trust.step-download-how":
    "Each collector has one certificate that stays the same. Trust only one with a fingerprint listed here:",
  "trust.download": (p) => `Download ${p.collector}.pem`,
  "trust.no-certificate": "The collector has not reported its certificate yet; come back once it is connected to the centre.",
  "trust.step-trust": "Trust it on the server, in the way that the server offers",
  "trust.folder": "Folder of trusted certificates:",
  "trust.folder-how":
    "Many servers (such as those built on the node-opcua, open62541 or .NET stacks) keep certificates in folders: put it into the one of trusted certificates, often called trusted/certs; where it already lies in the rejected folder, compare the fingerprint and move it. The server's configuration says where the folders are.",
  "trust.web": "The maker's web page or engineering tool:",
  "trust.web-how":
    'Open its certificate management, find the certificate called "Plantwatch collector …" among the rejected or pending ones, compare the fingerprint and trust it; where it is not listed, upload the downloaded file.',
  "trust.push": "Push management (GDS push):",
  "trust.push-how":
    "Where the server lets its trust list be updated remotely (OPC 10000-12), add the certificate to the TrustList of the application group with your certificate manager and an account that may. The collector does not do this itself.",
  "trust.der": "Some servers take DER only; this converts it:",
  "trust.step-inventory": "Note in the inventory since when it is trusted",
  "trust.step-inventory-how":
    "Add trustedAt to the endpoint (a time with its zone, not before the server really trusted it). The file is imported when it is saved. Without this line the collector counts as a stranger.",
  "trust.step-check": "Check the result",
  "trust.step-check-how":
    'After the next probe of the channel (daily by default) this notice is gone and "Trusts the collector\'s certificate" shows the time. Where the server still refuses, the page says so.',
  "trust.step-purge": "Purge the rejected entry",
  "trust.step-purge-how":
    'Where you do not mean to trust it, or have trusted it already, delete the entry called "Plantwatch collector …" from the list of rejected certificates (such as the rejected folder). The certificate stays the same, so each collector leaves at most one entry on each server, and one more, called "(stranger test)", where the stranger test is allowed.',
};
