import type { Section } from "../section.ts";
import type { baselineParts as source } from "../zh-CN/baseline-parts.ts";
import { count } from "./count.ts";

export const baselineParts: Section<typeof source> = {
  "baseline.title": (p) => `Baseline: ${p.what} · endpoint ${p.endpoint}`,
  "baseline.of-certificate": "certificate and application",
  "baseline.of-registers": "configuration registers",
  "baseline.of-identity": "device identity",
  "baseline.none": "Not accepted yet",
  "baseline.kept": "As in the baseline",
  "baseline.differs": (p) => `${count(p.count, "value differs", "values differ")} from the baseline`,
  "baseline.none-why":
    "Nobody has accepted a baseline yet, so drift cannot be told. Check the values below and accept them if they are right.",
  "baseline.accepted-by": (p) => `Accepted by ${p.by}`,
  "baseline.reason": (p) => `Reason: ${p.reason}`,
  "baseline.found-since": "As it is now since",
  "baseline.open-found": (p) => `Open the current observation (${p.probe})`,
  "baseline.open-accepted": "Open the accepted observation",
  "baseline.col-field": "Field",
  "baseline.col-accepted": "Baseline",
  "baseline.col-found": "Found now",
  "baseline.col-same": "Compared",
  "baseline.col-window": "Window of the change",
  "baseline.same": "Same",
  "baseline.different": "Different",
  "baseline.value-none": "not seen",
  "baseline.window": (p) => `between ${p.after} and ${p.before}`,
  "baseline.window-before": (p) => `not after ${p.before}`,
  "baseline.csv-after": "Changed not before",
  "baseline.csv-before": "Changed not after",
  "baseline.go": "See and accept the baseline",
  "baseline.accept": "Accept",
  "baseline.accept-first": "Accept as baseline",
  "baseline.accept-new": "Accept as new baseline",
  "baseline.not-allowed": "Accepting a baseline needs the role assessor, reviewer or administrator.",
  "baseline.will": "This will happen:",
  "baseline.will-first": (p) =>
    `The ${count(p.count, "value", "values")} found now become the baseline; later differences count as drift.`,
  "baseline.will-replace": (p) =>
    `${count(p.count, "value", "values")} of the baseline change to what is found now; the old baseline is no longer used:`,
  "baseline.will-more": (p) => `and ${p.count} more`,
  "baseline.will-judge": (p) =>
    `Judged again at once by the new baseline: ${p.checks}. Findings that rest on it may be resolved.`,
  "baseline.will-audit":
    "Your name, the time and the reason go into the audit trail and stand on this page. The device is not touched.",
  "baseline.reason-label": "Reason",
  "baseline.reason-hint": "Such as the number of the change order, who verified it and how",
  "baseline.done": "Accepted; judging again",
  "baseline.field-application-uri": "Application URI",
  "baseline.field-certificate": (p) => `Certificate ${p.number} · ${p.part}`,
  "baseline.part-subject": "subject",
  "baseline.part-issuer": "issuer",
  "baseline.part-serialNumber": "serial number",
  "baseline.part-notBefore": "valid from",
  "baseline.part-notAfter": "valid until",
  "baseline.part-sha256": "SHA-256",
};
