import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Grant, type Role, roles } from "../../model/access.ts";
import type { Alert } from "../../model/alert.ts";
import type { Attestation } from "../../model/attestation.ts";
import type { Finding } from "../../model/finding.ts";
import { sampleSubmission } from "../../model/submission/testing/sample.ts";
import { apiRoot } from "../contract/paths.ts";
import { healthObservation, observationBatch } from "../testing/deliveries.ts";
import { sampleProposal, sampleTask } from "../testing/discovery.ts";
import { openTestCentre, type TestCentre } from "../testing/open-centre.ts";
import { personFor } from "../testing/people.ts";

/** Who may call what, written down apart from the routes; a route that is missing here fails the first test. */
const reading = roles.filter((role) => role !== "observer");
const readers = { roles: reading, scope: "any" };
const readersThere = { roles: reading, scope: "enterprise" };
const administrators = { roles: ["administrator"], scope: "installation" };
const editors = { roles: ["operator", "administrator"], scope: "enterprise" };
const claimants = { roles: ["assessor", "reviewer", "administrator"], scope: "enterprise" };
const reporters = { roles: ["reporter", "administrator"], scope: "enterprise" };
const officials = { roles: reading, scope: "installation" };
const signedIn = { roles: "signed-in" };
const person = { roles: "person" };
const collector = { roles: "collector" };
const everyone = { roles: "everyone" };

const expected: Readonly<Record<string, { roles: string | readonly string[]; scope?: string }>> = {
  "GET /session": signedIn,
  "POST /session": everyone,
  "DELETE /session": signedIn,
  "GET /session/link": everyone,
  "PUT /session/password": person,
  "POST /session/totp": everyone,
  "POST /session/recovery-code": everyone,
  "POST /session/passkey/options": everyone,
  "POST /session/passkey": everyone,
  "POST /account/totp": person,
  "DELETE /account/totp": person,
  "POST /account/recovery-codes": person,
  "GET /account/passkeys": person,
  "POST /account/passkeys": person,
  "POST /account/passkeys/options": person,
  "DELETE /account/passkeys/{id}": person,
  "GET /account/sessions": person,
  "DELETE /account/sessions": person,
  "DELETE /account/sessions/{id}": person,
  "GET /system": signedIn,
  "GET /account/views/{page}": signedIn,
  "PUT /account/views/{page}/{name}": signedIn,
  "DELETE /account/views/{page}/{name}": signedIn,
  "GET /enterprises": readers,
  "GET /authority/overview": readers,
  "GET /search": readers,
  "POST /enterprises": administrators,
  "GET /enterprises/{enterprise}/inventory": readersThere,
  "GET /enterprises/{enterprise}/inventory/edits": readersThere,
  "POST /enterprises/{enterprise}/inventory/edits": editors,
  "POST /enterprises/{enterprise}/inventory/preview": editors,
  "GET /enterprises/{enterprise}/inventory/differences": readersThere,
  "POST /enterprises/{enterprise}/inventory/differences": editors,
  "GET /enterprises/{enterprise}/inventory/assets": readersThere,
  "POST /enterprises/{enterprise}/inventory/assets/preview": editors,
  "GET /assets/{asset}/configuration": editors,
  "GET /enterprises/{enterprise}": readersThere,
  "GET /enterprises/{enterprise}/scores/{catalog}": readersThere,
  "GET /enterprises/{enterprise}/scores/{catalog}/history": readersThere,
  "GET /enterprises/{enterprise}/what-if/{catalog}": readersThere,
  "GET /assets": readers,
  "GET /assets/{asset}": readersThere,
  "GET /assets/{asset}/baselines": readersThere,
  "POST /assets/{asset}/baselines": { roles: ["assessor", "reviewer", "administrator"], scope: "enterprise" },
  "GET /observations/{id}": readersThere,
  "GET /verdicts": readers,
  "GET /findings": readers,
  "GET /findings/{id}": readersThere,
  "PATCH /findings/{id}": { roles: ["operator", "assessor", "reviewer", "administrator"], scope: "enterprise" },
  "GET /enterprises/{enterprise}/ledger": readersThere,
  "GET /enterprises/{enterprise}/duties": readersThere,
  "PUT /enterprises/{enterprise}/duties/{objective}": { roles: ["assessor", "reviewer", "administrator"], scope: "enterprise" },
  "GET /enterprises/{enterprise}/matrix/{catalog}": readersThere,
  "GET /enterprises/{enterprise}/classification": readersThere,
  "PUT /enterprises/{enterprise}/classification": { roles: ["assessor", "reporter", "administrator"], scope: "enterprise" },
  "GET /enterprises/{enterprise}/calendar": readersThere,
  "GET /enterprises/{enterprise}/calendar.ics": readersThere,
  "GET /reports": readers,
  "GET /reports/{id}": readersThere,
  "GET /reports/{id}/differences": readersThere,
  "GET /reports/{id}/files/{format}": readersThere,
  "GET /reports/{id}/bundle": readersThere,
  "GET /reports/{id}/bundle/preview": readersThere,
  "POST /reports/{id}/bundle/signed": reporters,
  "POST /enterprises/{enterprise}/reports": { roles: ["assessor", "reporter", "administrator"], scope: "enterprise" },
  "GET /enterprises/{enterprise}/report-jobs": readersThere,
  "DELETE /enterprises/{enterprise}/report-jobs/{job}": {
    roles: ["assessor", "reporter", "administrator"],
    scope: "enterprise",
  },
  "GET /enterprises/{enterprise}/incidents": readersThere,
  "POST /enterprises/{enterprise}/incidents": {
    roles: ["operator", "assessor", "reporter", "administrator"],
    scope: "enterprise",
  },
  "GET /enterprises/{enterprise}/incidents/{incident}": readersThere,
  "PUT /enterprises/{enterprise}/incidents/{incident}": {
    roles: ["operator", "assessor", "reporter", "administrator"],
    scope: "enterprise",
  },
  "GET /enterprises/{enterprise}/incidents/{incident}/file": readersThere,
  "GET /attestations": readers,
  "GET /attestations/{id}": readersThere,
  "PUT /attestations/{id}": { roles: ["assessor", "reviewer", "administrator"], scope: "enterprise" },
  "POST /attestations/{id}/review": { roles: ["reviewer"], scope: "enterprise" },
  "POST /attestations/{id}/withdraw": { roles: ["assessor", "reviewer", "administrator"], scope: "enterprise" },
  "GET /attestations/{id}/versions": readersThere,
  "POST /enterprises/{enterprise}/attestations": { roles: ["assessor", "reviewer", "administrator"], scope: "enterprise" },
  "POST /enterprises/{enterprise}/attestations/import": { roles: ["assessor", "reviewer", "administrator"], scope: "enterprise" },
  "POST /enterprises/{enterprise}/attestations/import/preview": {
    roles: ["assessor", "reviewer", "administrator"],
    scope: "enterprise",
  },
  "GET /enterprises/{enterprise}/attestations/import/template": readersThere,
  "GET /enterprises/{enterprise}/ledger/file": readersThere,
  "GET /enterprises/{enterprise}/documents": readersThere,
  "POST /enterprises/{enterprise}/documents": { roles: ["assessor", "reviewer", "administrator"], scope: "enterprise" },
  "GET /enterprises/{enterprise}/documents/{sha256}": readersThere,
  "GET /enterprises/{enterprise}/address-list": readersThere,
  "POST /enterprises/{enterprise}/address-list/preview": claimants,
  "POST /enterprises/{enterprise}/address-list/import": claimants,
  "PUT /enterprises/{enterprise}/address-list/settings": claimants,
  "GET /enterprises/{enterprise}/address-list/versions": readersThere,
  "GET /enterprises/{enterprise}/address-list/file": readersThere,
  "GET /enterprises/{enterprise}/address-list/template": readersThere,
  "POST /enterprises/{enterprise}/address-list/steps": {
    roles: ["operator", "assessor", "reviewer", "administrator"],
    scope: "enterprise",
  },
  "GET /enterprises/{enterprise}/sightings": readersThere,
  "POST /enterprises/{enterprise}/sightings": { roles: ["observer", "administrator"], scope: "enterprise" },
  "GET /enterprises/{enterprise}/activities": readersThere,
  "POST /enterprises/{enterprise}/activities": claimants,
  "DELETE /enterprises/{enterprise}/activities/{id}": claimants,
  "GET /advisories": readers,
  "POST /advisories": { roles: ["operator", "assessor", "administrator"], scope: "installation" },
  "GET /advisories/{id}": readers,
  "PUT /advisory-settings": administrators,
  "GET /advisory-gaps": readers,
  "GET /advisory-aliases": readers,
  "POST /advisory-aliases": { roles: ["operator", "assessor", "administrator"], scope: "installation" },
  "DELETE /advisory-aliases/{id}": { roles: ["operator", "assessor", "administrator"], scope: "installation" },
  "GET /advisory-products": readers,
  "GET /checks": signedIn,
  "GET /catalogs": signedIn,
  "GET /catalogs/{catalog}": signedIn,
  "GET /catalogs/{catalog}/oscal": signedIn,
  "GET /metrics/query": readers,
  "GET /events": readers,
  "GET /timeline": readers,
  "GET /collectors": readers,
  "POST /collectors/{collector}/enrolment": administrators,
  "DELETE /collectors/{collector}/enrolment": administrators,
  "POST /enrolment": everyone,
  "GET /collectors/{collector}/assignment": collector,
  "POST /collectors/{collector}/status": collector,
  "GET /collectors/{collector}/tasks/next": collector,
  "POST /collectors/{collector}/tasks/{id}": collector,
  "GET /discovery/ranges": readers,
  "GET /enterprises/{enterprise}/discovery/tasks": readersThere,
  "POST /enterprises/{enterprise}/discovery/tasks": { roles: ["operator", "administrator"], scope: "enterprise" },
  "GET /discovery/tasks/{id}": readersThere,
  "DELETE /discovery/tasks/{id}": { roles: ["operator", "administrator"], scope: "enterprise" },
  "GET /proposals": readers,
  "GET /proposals/{id}": readersThere,
  "POST /proposals/{id}/acceptance": { roles: ["operator", "administrator"], scope: "enterprise" },
  "POST /proposals/{id}/decision": { roles: ["operator", "administrator"], scope: "enterprise" },
  "POST /sites/{enterprise}/{site}/polling": { roles: ["operator", "administrator"], scope: "enterprise" },
  "GET /simulation": readers,
  "POST /simulation/runs": { roles: ["operator", "administrator"], scope: "installation" },
  "GET /simulation/runs/{id}": readers,
  "POST /simulation/runs/{id}/stop": { roles: ["operator", "administrator"], scope: "installation" },
  "GET /simulation/runs/{id}/file": readers,
  "GET /authority/destination": readers,
  "GET /submissions": readers,
  "GET /submissions/{id}": readersThere,
  "DELETE /submissions/{id}": reporters,
  "POST /submissions/{id}/decision": reporters,
  "GET /submissions/{id}/bundle": readersThere,
  "GET /submissions/{id}/receipt": readersThere,
  "POST /enterprises/{enterprise}/submissions": reporters,
  "GET /receiving": officials,
  "GET /receiving/overview": officials,
  "GET /receiving/registrations": officials,
  "POST /receiving/registrations": administrators,
  "PUT /receiving/registrations/{id}": administrators,
  "DELETE /receiving/registrations/{id}": administrators,
  "GET /receiving/submissions": officials,
  "GET /receiving/submissions/{id}/bundle": officials,
  "POST /receiving/submissions/{id}/pass-on": { roles: ["reporter", "administrator"], scope: "installation" },
  "POST /ingest/observations": collector,
  "POST /ingest/samples": collector,
  "GET /alerts": readers,
  "POST /alerts/{id}/acknowledge": { roles: ["operator", "assessor", "reviewer", "administrator"], scope: "enterprise" },
  "GET /alert-rules": administrators,
  "PUT /alert-rules/{id}": administrators,
  "DELETE /alert-rules/{id}": administrators,
  "GET /alert-channels": administrators,
  "PUT /alert-channels/{id}": administrators,
  "DELETE /alert-channels/{id}": administrators,
  "POST /alert-channels/{id}/test": administrators,
  "GET /alert-deliveries": administrators,
  "GET /audit": administrators,
  "GET /audit/file": administrators,
  "GET /audit/verify": administrators,
  "GET /tokens": administrators,
  "POST /tokens": administrators,
  "DELETE /tokens/{id}": administrators,
  "GET /users": administrators,
  "POST /users": administrators,
  "PUT /users/{id}/grants": administrators,
  "POST /users/{id}/link": administrators,
  "DELETE /users/{id}": administrators,
  "DELETE /users/{id}/second-factor": administrators,
  "DELETE /users/{id}/lock": administrators,
  "GET /users/{id}/sessions": administrators,
  "DELETE /users/{id}/sessions": administrators,
};

const finding: Finding = {
  id: "finding-1",
  checkId: "inventory.owner",
  enterpriseId: "waterworks",
  siteId: "plant",
  assetId: "pump",
  status: "open",
  severity: "medium",
  firstSeen: 1,
  lastSeen: 1,
  resolvedAt: null,
  acknowledgedBy: null,
  waiver: null,
  rectification: null,
  endpoints: [],
  version: 1,
};

const attestation: Attestation = {
  id: "attestation-1",
  enterpriseId: "waterworks",
  about: { kind: "objective", objectiveId: "miit.1.1.a", claim: "satisfied" },
  state: "submitted",
  documents: [],
  remark: "",
  issuedAt: 1,
  validUntil: null,
  by: "li",
  madeAt: 1,
  authors: ["li"],
  review: null,
  version: 1,
};

const discoveryTask = sampleTask();
const proposal = sampleProposal();
const submission = sampleSubmission({ enterpriseId: "waterworks", state: "accepted" });

const alert: Alert = {
  id: "alert-1",
  ruleId: "rule-1",
  subject: "finding:finding-1",
  enterpriseId: "waterworks",
  assetId: "pump",
  severity: "medium",
  text: { "zh-CN": "告警", en: "alert" },
  page: "/findings/finding-1",
  firedAt: 1,
  resolvedAt: null,
  acknowledgedBy: null,
  acknowledgedAt: null,
  remindedAt: 1,
};

let test: TestCentre;
const observation = healthObservation(Date.now());
const collectorTokens: Record<string, string> = {};
const tokens = new Map<string, string>();

beforeAll(async () => {
  test = await openTestCentre();
  for (const id of ["collector-1", "collector-2"]) collectorTokens[id] = await test.centre.issueCollectorToken(id);
  const body = observationBatch(randomUUID(), [observation]);
  await test.ask("/api/v1/ingest/observations", { token: collectorTokens["collector-1"] ?? "", method: "POST", body });
  await test.records.findings.save([finding]);
  await test.records.alerts.save([alert]);
  await test.records.submissions.prepare(submission);
  await test.records.attestations.save([{ attestation, change: "submitted", by: "li", at: 1 }]);
  await test.records.discoveryTasks.add(discoveryTask);
  await test.records.proposals.save([proposal]);
  for (const role of roles) {
    for (const enterpriseId of ["waterworks", "pharma", null]) {
      tokens.set(`${role}@${enterpriseId}`, await test.tokenFor({ role, enterpriseId } satisfies Grant));
    }
  }
});
afterAll(() => test.close());

const declared = Object.keys(expected);
const idsByNoun: Readonly<Record<string, string>> = {
  observations: observation.id,
  findings: finding.id,
  attestations: attestation.id,
  alerts: alert.id,
  discovery: discoveryTask.id,
  proposals: proposal.id,
  submissions: submission.id,
  reports: "waterworks.miit.risk.zh-CN.1",
};

/** The status of a call to a declared route about the pump of the water works; a body that is wrong everywhere changes nothing. */
async function call(route: string, token?: string): Promise<number> {
  const [method = "", template = ""] = route.split(" ");
  const values: Record<string, string> = {
    enterprise: "waterworks",
    site: "plant",
    catalog: "miit",
    page: "assets",
    name: "mine",
    asset: "waterworks.pump",
    // Revoking one would end the tokens that these tests use.
    collector: template.endsWith("/enrolment") ? "nobody" : "collector-1",
    sha256: "0".repeat(64),
    objective: "miit.1.1.a",
    format: "pdf",
    job: "none",
    incident: "none",
    id: idsByNoun[template.split("/")[1] ?? ""] ?? "none",
  };
  const path = template.replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? "");
  const body = method === "GET" || method === "DELETE" ? {} : { body: { wrong: true } };
  const response = await test.ask(apiRoot + path, { method, ...(token === undefined ? {} : { token }), ...body });
  await response.body?.cancel();
  return response.status;
}

function tokenOf(role: Role, enterpriseId: string | null): string {
  return tokens.get(`${role}@${enterpriseId}`) ?? "";
}

describe("the table of routes and roles", () => {
  it("names every route that the centre declares, and no other", async () => {
    const document = (await (await test.ask("/api/v1/openapi.json")).json()) as {
      paths: Record<string, Record<string, unknown>>;
    };
    const methods = ["get", "post", "put", "patch", "delete"];
    const served = Object.entries(document.paths).flatMap(([path, item]) =>
      methods.filter((method) => method in item).map((method) => `${method.toUpperCase()} ${path.replace(apiRoot, "")}`),
    );
    expect(served.toSorted()).toEqual(declared.toSorted());
  });

  it.each(declared)("%s is for those whom the table names", async (route) => {
    const { roles: allowed, scope } = expected[route] ?? { roles: [] };
    for (const role of roles) {
      const named = allowed === "signed-in" || allowed === "everyone" || (Array.isArray(allowed) && allowed.includes(role));
      for (const enterpriseId of ["waterworks", "pharma", null] as const) {
        const status = await call(route, tokenOf(role, enterpriseId));
        const where = `${role} at ${enterpriseId ?? "all"}`;
        if (scope === "enterprise" && enterpriseId === "pharma") expect(status, where).toBe(404);
        else if (!named || (scope === "installation" && enterpriseId !== null)) expect(status, where).toBe(403);
        else expect([401, 403], where).not.toContain(status);
      }
    }
  });

  it.each(declared)("%s is closed to collectors unless it is theirs, and to another collector", async (route) => {
    const { roles: allowed } = expected[route] ?? { roles: [] };
    const own = await call(route, collectorTokens["collector-1"]);
    if (allowed === "collector" || allowed === "everyone") expect([401, 403]).not.toContain(own);
    else expect(own).toBe(403);
    if (route.includes("{collector}")) expect(await call(route, collectorTokens["collector-2"])).toBe(403);
  });
});

it("what concerns an own account is open to its person, whatever the roles", async () => {
  const li = await personFor(test, "li");
  const reads = declared.filter((route) => expected[route] === person && route.startsWith("GET "));
  expect(reads.length).toBeGreaterThan(0);
  for (const route of reads) expect((await li.ask(apiRoot + route.slice("GET ".length))).status, route).toBe(200);
});

describe("without a login", () => {
  it("every path answers the same, whether it exists or not", async () => {
    const closed = declared.filter((route) => expected[route]?.roles !== "everyone").map((route) => route.split(" "));
    const answers = new Set<string>();
    for (const [method = "", path = ""] of [...closed, ["GET", "/no/such/path"], ["DELETE", "/enterprises"]]) {
      for (const token of [undefined, "pw_wrong"]) {
        const response = await test.ask(apiRoot + path, { method, ...(token === undefined ? {} : { token }) });
        answers.add(`${response.status} ${await response.text()}`);
      }
    }
    expect([...answers]).toEqual(['401 {"code":"unauthorized","message":"Sign in first."}']);
  });
});

describe("lists", () => {
  it.each(["/enterprises", "/assets", "/verdicts", "/findings"])("%s hold only what the caller may see", async (path) => {
    const read = async (token: string) => {
      const response = await test.ask(apiRoot + path, { token });
      return ((await response.json()) as { items: { enterpriseId?: string; id?: string }[] }).items;
    };
    const enterprises = (items: { enterpriseId?: string; id?: string }[]) =>
      new Set(items.map((item) => item.enterpriseId ?? item.id));
    expect(enterprises(await read(tokenOf("viewer", "pharma"))).has("waterworks")).toBe(false);
    expect(enterprises(await read(tokenOf("viewer", null))).has("waterworks")).toBe(true);
  });

  it("of events leave out those of other enterprises", async () => {
    const read = async (token: string) => {
      const response = await test.ask("/api/v1/timeline", { token });
      return ((await response.json()) as { items: { enterpriseId: string | null }[] }).items.map((item) => item.enterpriseId);
    };
    expect(await read(tokenOf("viewer", "pharma"))).not.toContain("waterworks");
    expect(await read(tokenOf("viewer", null))).toContain("waterworks");
  });

  it("of metrics are closed for other enterprises", async () => {
    const query =
      "measurement=signal&field=value&enterprise=waterworks&from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z&step=3600";
    expect((await test.ask(`/api/v1/metrics/query?${query}`, { token: tokenOf("viewer", "pharma") })).status).toBe(404);
    expect((await test.ask(`/api/v1/metrics/query?${query}`, { token: tokenOf("viewer", "waterworks") })).status).toBe(200);
  });
});
