import { randomUUID } from "node:crypto";
import type { z } from "@hono/zod-openapi";
import type { Context } from "hono";
import type { Attestation } from "../../model/attestation.ts";
import { Problem } from "../../model/problem.ts";
import { type AttestationContent, edit, review, submit, withdraw } from "../../posture/attestations/life-cycle.ts";
import type { AttestationChange } from "../../store/records/compliance-port.ts";
import { attestationSurroundings, saveAttestation } from "../attestations/save-attestation.ts";
import { attachDocuments, demandClaimable, demandPossible } from "../attestations/subject-rules.ts";
import { attestationRefusals } from "../contract/attestation-refusals.ts";
import type { AttestationEdit, attestationViewSchema, staleAttestationSchema } from "../contract/attestations.ts";
import type { EnterpriseOf } from "../http/access.ts";
import { type Api, type CentreEnv, createApi } from "../http/env.ts";
import { notFound } from "../http/errors.ts";
import { pageOf } from "../http/paging.ts";
import type { Services } from "../services.ts";
import { attestationBody, attestationView } from "../views/attestation-view.ts";
import { isoTime } from "../views/time.ts";
import { createAttestation, listAttestations, routesOfOneAttestation } from "./attestation-declarations.ts";
import { listVisible } from "./subject-query.ts";

export function attestationRoutes(services: Services): Api {
  const { records, book, clock, judgeSoon } = services;
  const enterpriseOf: EnterpriseOf = async ({ id = "" }) => (await records.attestations.get(id))?.enterpriseId;
  const routes = routesOfOneAttestation(enterpriseOf);
  const api = createApi();

  const find = async (id: string): Promise<Attestation> => {
    const attestation = await records.attestations.get(id);
    if (attestation === undefined) throw notFound("attestation");
    return attestation;
  };
  const view = async (attestation: Attestation, c: Context<CentreEnv>) =>
    attestationView(attestation, await attestationSurroundings(services, attestation.enterpriseId), c.get("caller"));
  /** Stores a move and answers what stands then; a stale one answers what stands already, as `staleAttestationSchema`. */
  const move = async (c: Context<CentreEnv>, change: AttestationChange, current: Attestation, moved: Attestation) => {
    const { actor } = c.get("caller");
    const version = { attestation: moved, change, by: actor, at: clock.now() };
    const standing = await saveAttestation(services, version, current);
    if (standing !== moved) return { stale: await view(standing, c) };
    c.set("auditTarget", `attestation:${moved.id}`);
    c.set("auditDetail", auditDetail(moved));
    judgeSoon(moved.enterpriseId);
    return { now: await view(moved, c) };
  };

  api.openapi(listAttestations, async (c) => {
    const { limit, cursor, enterprise, state, objective } = c.req.valid("query");
    const wanted = ({ about, state: own }: Attestation) =>
      own === (state ?? own) && (objective === undefined || (about.kind === "objective" && about.objectiveId === objective));
    const all = await listVisible(c.get("caller"), { enterprise }, book, ({ enterpriseId }) =>
      records.attestations.list(enterpriseId),
    );
    const newest = all.filter(wanted).toSorted((a, b) => b.madeAt - a.madeAt || (a.id < b.id ? -1 : 1));
    const { items, ...next } = pageOf(newest, { limit, cursor });
    return c.json({ items: await Promise.all(items.map((attestation) => view(attestation, c))), ...next }, 200);
  });

  api.openapi(createAttestation, async (c) => {
    const { about, documents, ...rest } = c.req.valid("json");
    const { enterprise } = c.req.valid("param");
    const entry = await book.get(enterprise);
    if (entry === undefined) throw notFound("enterprise");
    const content = await contentOf(services, enterprise, { documents, ...rest });
    await demandPossible(services, entry, { about, validUntil: content.validUntil });
    const { actor } = c.get("caller");
    const made = submit({ id: randomUUID(), enterpriseId: enterprise, about, ...content }, actor, clock.now());
    const answer = await move(c, "submitted", made, made);
    return c.json(answer.now ?? (await view(made, c)), 201);
  });

  api.openapi(routes.get, async (c) => c.json(await view(await find(c.req.valid("param").id), c), 200));

  api.openapi(routes.put, async (c) => {
    const current = await find(c.req.valid("param").id);
    const { version, ...wanted } = c.req.valid("json");
    const content = await contentOf(services, current.enterpriseId, wanted);
    const { actor } = c.get("caller");
    const write = (): Attestation => {
      if (current.about.kind === "objective") demandClaimable(services, current.about, content.validUntil);
      return edit(current, content, actor, clock.now());
    };
    // What comes too late is kept as it was written, whatever has become of the attestation meanwhile.
    const edited = version === current.version ? write() : { ...current, ...content, version: version + 1 };
    const answer = await move(c, "edited", current, edited);
    return answer.now === undefined ? c.json(staleAnswer(answer.stale), 409) : c.json(answer.now, 200);
  });

  api.openapi(routes.review, async (c) => {
    const current = await find(c.req.valid("param").id);
    const { decision, reason, version } = c.req.valid("json");
    const { kind, actor } = c.get("caller");
    if (kind !== "person") throw new Problem("review-by-program", attestationRefusals["review-by-program"].en);
    const accept = decision === "accept";
    if (version !== current.version) return c.json(staleAnswer(await view(current, c)), 409);
    const reviewed = review(current, { accept, reason }, actor, clock.now());
    const answer = await move(c, accept ? "accepted" : "returned", current, reviewed);
    return answer.now === undefined ? c.json(staleAnswer(answer.stale), 409) : c.json(answer.now, 200);
  });

  api.openapi(routes.withdraw, async (c) => {
    const current = await find(c.req.valid("param").id);
    const { version, reason } = c.req.valid("json");
    if (version !== current.version) return c.json(staleAnswer(await view(current, c)), 409);
    const withdrawn = withdraw(current);
    const answer = await move(c, "withdrawn", current, withdrawn);
    c.set("auditDetail", { ...auditDetail(withdrawn), reason });
    return answer.now === undefined ? c.json(staleAnswer(answer.stale), 409) : c.json(answer.now, 200);
  });

  api.openapi(routes.versions, async (c) => {
    const { id, enterpriseId } = await find(c.req.valid("param").id);
    const around = await attestationSurroundings(services, enterpriseId);
    const items = (await records.attestations.versions(id)).map(({ at, attestation, ...rest }) => ({
      ...rest,
      at: isoTime(at),
      attestation: attestationBody(attestation, around),
    }));
    return c.json({ items }, 200);
  });

  return api;
}

async function contentOf(
  services: Services,
  enterpriseId: string,
  { documents, remark, issuedAt, validUntil }: Omit<AttestationEdit, "version">,
): Promise<AttestationContent> {
  return {
    documents: await attachDocuments(services, enterpriseId, documents),
    remark,
    issuedAt: issuedAt === null ? services.clock.now() : Date.parse(issuedAt),
    validUntil: validUntil === null ? null : Date.parse(validUntil),
  };
}

function staleAnswer(current: z.output<typeof attestationViewSchema>): z.output<typeof staleAttestationSchema> {
  const message =
    "The attestation was changed meanwhile. Compare with what stands now and repeat the change if it still applies.";
  return { code: "stale-edit", message, current };
}

function auditDetail({ enterpriseId, about, state, documents, version, review: reviewed }: Attestation) {
  const hashes = documents.map(({ sha256 }) => sha256);
  return { enterprise: enterpriseId, about, state, version, documents: hashes, reason: reviewed?.reason ?? "" };
}
