import type { Context } from "hono";
import { templateColumns, templateRows } from "../attestations/claim-template.ts";
import { type CheckedClaims, checkClaims, importClaims } from "../attestations/import-claims.ts";
import { attestationSurroundings } from "../attestations/save-attestation.ts";
import type { ClaimImport } from "../contract/attestations.ts";
import { type Api, type CentreEnv, createApi } from "../http/env.ts";
import { notFound } from "../http/errors.ts";
import { claimsImported } from "../live/attestation-texts.ts";
import type { Services } from "../services.ts";
import { type AttestationSurroundings, attestationTitle, expiryWithin } from "../views/attestation-view.ts";
import { asAttachment, tableFile } from "../views/table-file.ts";
import { isoTime, isoTimeOrNull } from "../views/time.ts";
import { claimTemplate, importClaimTable, previewClaimTable } from "./attestation-declarations.ts";

export function claimImportRoutes(services: Services): Api {
  const { book, catalogs, clock, hub, judgeSoon } = services;
  const api = createApi();
  const take = async (c: Context<CentreEnv>, enterpriseId: string, how: typeof checkClaims) => {
    const entry = await book.get(enterpriseId);
    if (entry === undefined) throw notFound("enterprise");
    return how(services, entry, new Uint8Array(await c.req.arrayBuffer()), c.get("caller").actor);
  };
  const answer = async (enterpriseId: string, checked: CheckedClaims, isImported: boolean) =>
    importView(checked, isImported, await attestationSurroundings(services, enterpriseId));

  api.openapi(importClaimTable, async (c) => {
    const { enterprise } = c.req.valid("param");
    const result = await take(c, enterprise, importClaims);
    const view = await answer(enterprise, result, true);
    if (!result.ok) return c.json(view, 422);
    judgeSoon(enterprise);
    const made = result.claims.map(({ attestation: { id, about } }) => ({ id, about }));
    c.set("auditDetail", { enterprise, attestations: made });
    await hub.publish([claimsImported(enterprise, made.length, c.get("caller").actor, clock.now())]);
    return c.json(view, 200);
  });

  api.openapi(previewClaimTable, async (c) => {
    const { enterprise } = c.req.valid("param");
    const result = await take(c, enterprise, checkClaims);
    return c.json(await answer(enterprise, result, false), result.ok ? 200 : 422);
  });

  api.openapi(claimTemplate, async (c) => {
    const { format, lang } = c.req.valid("query");
    const entry = await book.get(c.req.valid("param").enterprise);
    if (entry === undefined) throw notFound("enterprise");
    const rows = templateRows(catalogs, entry.record.inventory.enterprise);
    const sheet = { "zh-CN": "佐证声明", en: "Claims" }[lang];
    const { content, mediaType } = await tableFile(format, { sheet, columns: templateColumns(lang), rows });
    return c.body(content, 200, asAttachment(mediaType, `${sheet}-${entry.id}.${format}`));
  });

  return api;
}

function importView(checked: CheckedClaims, isImported: boolean, around: AttestationSurroundings): ClaimImport {
  if (!checked.ok) return { imported: 0, errors: [...checked.errors], rows: [], skipped: 0 };
  const rows = checked.claims.flatMap(({ row, attestation }): ClaimImport["rows"] => {
    const { about, documents, issuedAt, remark } = attestation;
    if (about.kind !== "objective") return [];
    return [
      {
        row,
        objectiveId: about.objectiveId,
        title: attestationTitle(attestation, around),
        claim: about.claim,
        documents: documents.map(({ name }) => name),
        issuedAt: isoTime(issuedAt),
        expiresAt: isoTimeOrNull(expiryWithin(attestation, around)),
        remark,
      },
    ];
  });
  return { imported: isImported ? rows.length : 0, errors: [], rows, skipped: checked.skipped };
}
