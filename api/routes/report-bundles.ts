import { z } from "@hono/zod-openapi";
import { Problem } from "../../model/problem.ts";
import { enterpriseOfReport, type ReportVersion } from "../../model/report-version.ts";
import { paths } from "../contract/paths.ts";
import { bundlePreviewSchema, bundleSignSchema, type RedactionId, redactionIds } from "../contract/report-bundles.ts";
import { type Access, anyRole } from "../http/access.ts";
import { answers, declareRoute, jsonBody, notPossible, storageRefusals, tooManyRequests } from "../http/declare-route.ts";
import { type Api, createApi } from "../http/env.ts";
import { notFound } from "../http/errors.ts";
import { readJson } from "../reports/bundle/json-bytes.ts";
import { makeBundleInThread } from "../reports/bundle/make-in-thread.ts";
import { bundleNames, manifestSchema } from "../reports/bundle/manifest.ts";
import { unpack } from "../reports/bundle/pack.ts";
import { readBundleInput } from "../reports/bundle/read-bundle-input.ts";
import { readRedactionProfile } from "../reports/bundle/redaction/profile.ts";
import { signBundle } from "../reports/bundle/sign-bundle.ts";
import { subjectText } from "../reports/bundle/signing/certificate.ts";
import { sha256 } from "../reports/digest.ts";
import { readStoredReport } from "../reports/stored-report.ts";
import type { Services } from "../services.ts";
import { asAttachment } from "../views/table-file.ts";
import { isoTime } from "../views/time.ts";

const byId = z.object({ id: z.string().max(400) });
const masked = z.object({ redaction: z.enum(redactionIds).default("none") });
const at = (roles: typeof anyRole): Access => {
  return { roles, scope: "enterprise", enterpriseOf: ({ id = "" }) => enterpriseOfReport(id) };
};
const zip = { description: "The bundle", content: { "application/zip": { schema: z.string().openapi({ format: "binary" }) } } };

const get = declareRoute(
  { method: "get", path: paths.reportBundle, access: at(anyRole) },
  {
    summary: "The unsigned bundle of a report with what it rests on, masked by a profile; the same bytes each time",
    request: { params: byId, query: masked },
    responses: { 200: zip, ...notPossible, ...tooManyRequests },
  },
);
const preview = declareRoute(
  { method: "get", path: paths.reportBundlePreview, access: at(anyRole) },
  {
    summary: "What would leave with the bundle of a report, and whose keys would sign it",
    request: { params: byId, query: masked },
    responses: { 200: answers(bundlePreviewSchema), ...notPossible, ...tooManyRequests },
  },
);
const sign = declareRoute(
  { method: "post", path: paths.reportBundleSign, access: at(["reporter", "administrator"]), audit: "report.sign" },
  {
    summary: "Sign the bundle that was previewed by the keys of this installation; answers the signed bundle",
    request: { params: byId, ...jsonBody(bundleSignSchema) },
    responses: { 200: zip, ...notPossible, ...tooManyRequests, ...storageRefusals },
  },
);

interface MadeBundle {
  readonly bundle: Uint8Array<ArrayBuffer>;
  readonly meta: ReportVersion;
  /** Name of the file without its ending. */
  readonly stem: string;
}

const mostKept = 2;

export function reportBundleRoutes({ records, documents, catalogs, clock, signingKeys = [] }: Services): Api {
  const api = createApi();
  // A stored report never changes, and its preview is followed by a download or a signature.
  const kept = new Map<string, Promise<MadeBundle>>();

  const make = (id: string, redaction: RedactionId): Promise<MadeBundle> => {
    const name = `${id} ${redaction}`;
    const made = kept.get(name) ?? makeAnew(id, redaction);
    kept.delete(name);
    kept.set(name, made);
    made.catch(() => kept.delete(name));
    const [oldest] = kept.keys();
    if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
    return made;
  };

  const makeAnew = async (id: string, redaction: RedactionId): Promise<MadeBundle> => {
    const stored = await readStoredReport({ records, documents }, id);
    if (stored === undefined) throw notFound("report");
    const { document, meta } = stored;
    const catalog = catalogs.find((one) => one.id === meta.catalogId);
    if (catalog === undefined) throw new Problem("not-possible", `The catalogue ${meta.catalogId} is switched off.`);
    const profile = await readRedactionProfile(redaction);
    const request = { language: meta.language, catalog, redaction: profile };
    const bundle = await makeBundleInThread(await readBundleInput({ records, documents }, document, request));
    const mark = redaction === "none" ? "" : `-${redaction}`;
    return { bundle, meta, stem: `${meta.enterpriseId}-${meta.kind}-${meta.language}-v${meta.version}${mark}` };
  };

  api.openapi(get, async (c) => {
    const { bundle, stem } = await make(c.req.valid("param").id, c.req.valid("query").redaction);
    return c.body(bundle, 200, asAttachment("application/zip", `${stem}.zip`));
  });

  api.openapi(preview, async (c) => {
    const { redaction } = c.req.valid("query");
    const { bundle, meta, stem } = await make(c.req.valid("param").id, redaction);
    const manifest = readJson(unpack(bundle).get(bundleNames.manifest), manifestSchema);
    const signers = signingKeys.map(({ signs, chain: [own] }) => {
      return { signs, subject: subjectText(own), validUntil: isoTime(own.x509.validToDate.getTime()) };
    });
    const told = { redaction, fileName: `${stem}.zip`, size: bundle.length, sha256: sha256(bundle), simulated: meta.simulated };
    return c.json({ ...told, masked: manifest?.redaction?.pieces ?? 0, files: manifest?.files ?? [], signers }, 200);
  });

  api.openapi(sign, async (c) => {
    const { id } = c.req.valid("param");
    const { redaction, sha256: seen } = c.req.valid("json");
    if (signingKeys.length === 0) {
      throw new Problem("not-possible", "This installation has no key to sign with.", {
        advice: "Name keys under `signing` in the configuration, or sign with `plantwatch sign`.",
      });
    }
    const { bundle, stem } = await make(id, redaction);
    if (sha256(bundle) !== seen) {
      throw new Problem("stale-edit", "The bundle is no longer what the preview showed.", {
        advice: "Look at it again, then sign.",
      });
    }
    const signed = await signBundle(bundle, { keys: signingKeys, at: clock.now(), reason: signingReason });
    c.set("auditTarget", `report:${id}`);
    c.set("auditDetail", {
      redaction,
      bundle: seen,
      signed: sha256(signed),
      certificates: signingKeys.map(({ chain: [own] }) => own.x509.fingerprint256).join(" "),
    });
    return c.body(signed, 200, asAttachment("application/zip", `${stem}-signed.zip`));
  });

  return api;
}

const signingReason = "报告签发 Report issued";
