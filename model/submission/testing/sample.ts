import { randomUUID } from "node:crypto";
import type { SubmissionContent } from "../content.ts";
import type { ReceivedSubmission, Registration } from "../registration.ts";
import type { Submission } from "../submission.ts";

/** Submissions and registrations for tests. */

export const sampleFingerprint = Array.from({ length: 32 }, () => "AB").join(":");

export function sampleContent(change: Partial<SubmissionContent> = {}): SubmissionContent {
  return {
    enterprise: { name: { "zh-CN": "清湾水务", en: "Qingwan Water" }, types: ["N"], grade: 2, industry: null, simulated: false },
    kind: "self-assessment",
    catalogId: "miit",
    profileVersion: "1",
    at: 1000,
    masked: false,
    figures: { demonstrated: 61.5, potential: 80, coverage: 70, capAt: null },
    open: [{ checkId: "opcua.mode-none", title: { "zh-CN": "要求签名。", en: "Signed." }, severity: "high", count: 2 }],
    signers: ["CN=清湾水务"],
    files: [{ name: "manifest.json", size: 10, sha256: "0".repeat(64) }],
    ...change,
  };
}

export function sampleSubmission(change: Partial<Submission> = {}): Submission {
  return {
    id: randomUUID(),
    enterpriseId: "water",
    digest: "a".repeat(64),
    size: 10,
    fileName: "report.zip",
    content: sampleContent(),
    state: "prepared",
    preparedBy: "li",
    preparedAt: 1000,
    decidedBy: null,
    decidedAt: null,
    sentTo: null,
    attempts: 0,
    nextAttemptAt: null,
    reasons: [],
    receipt: null,
    receivedAt: null,
    version: 1,
    ...change,
  };
}

export function sampleRegistration(change: Partial<Registration> = {}): Registration {
  return {
    id: randomUUID(),
    kind: "enterprise",
    name: { "zh-CN": "清湾水务", en: "Qingwan Water" },
    creditCode: "91350100M000100Y43",
    industry: null,
    types: ["N"],
    grade: 2,
    fingerprints: [sampleFingerprint],
    signers: "",
    suspended: false,
    registeredBy: "wang",
    registeredAt: 500,
    version: 1,
    ...change,
  };
}

export function sampleReceived(change: Partial<ReceivedSubmission> = {}): ReceivedSubmission {
  return {
    id: randomUUID(),
    registrationId: "r1",
    from: sampleFingerprint,
    digest: "a".repeat(64),
    size: 10,
    receivedAt: 2000,
    verdict: "accepted",
    reasons: [],
    content: sampleContent(),
    receipt: "x.y.z",
    ...change,
  };
}
