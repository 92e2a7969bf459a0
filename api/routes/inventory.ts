import type { Context } from "hono";
import { bodyLimit } from "hono/body-limit";
import { Problem } from "../../model/problem.ts";
import type { EditedValue } from "../../store/records/inventory-edit-port.ts";
import type { InventoryChangeView, InventoryIssue } from "../contract/inventory-edits.ts";
import { apiRoot } from "../contract/paths.ts";
import { holds } from "../http/caller.ts";
import { type Api, type CentreEnv, createApi } from "../http/env.ts";
import { notFound } from "../http/errors.ts";
import { createEnterprise } from "../inventory/editing/create-enterprise.ts";
import { decideDifferences } from "../inventory/editing/decide-differences.ts";
import { fileDifferences } from "../inventory/editing/departures.ts";
import { type EditResult, editInventory, previewEdit, readGround } from "../inventory/editing/edit-inventory.ts";
import type { Editor } from "../inventory/editing/edit-rights.ts";
import type { Fields } from "../inventory/editing/elements.ts";
import { WaitingCount } from "../inventory/editing/waiting-count.ts";
import { assetRows, assetTableColumns } from "../inventory/table/export-assets.ts";
import { previewFile, previewTable } from "../inventory/table/preview-table.ts";
import type { Services } from "../services.ts";
import { splitQualified } from "../views/names.ts";
import { asAttachment, tableFile } from "../views/table-file.ts";
import { isoTime } from "../views/time.ts";
import {
  createEnterpriseRoute,
  decide,
  edit,
  exportAssets,
  getConfiguration,
  getInventory,
  listDifferences,
  listEdits,
  preview,
  previewAssets,
} from "./inventory-declarations.ts";

/** Bytes of an edit or a table; one of 10,000 assets has a tenth. */
const largestEdit = 16 * 1024 * 1024;

export function inventoryRoutes(services: Services): Api {
  const { records, book } = services;
  const api = createApi();
  api.use(`${apiRoot}/enterprises/:enterprise/inventory/*`, largeBodies());

  api.openapi(createEnterpriseRoute, async (c) => {
    const result = await createEnterprise(services, c.req.valid("json"), editorOf(c));
    if (!result.ok) return c.json(refusal(result.issues), 422);
    noteChanges(c, result);
    return c.json(editedView(result), 201);
  });

  const waiting = new WaitingCount(records.inventoryEdits);
  api.openapi(getInventory, async (c) => {
    const entry = await book.get(c.req.valid("param").enterprise);
    if (entry === undefined) throw notFound("enterprise");
    const { record } = entry;
    const { enterprise, sites, assets } = record.inventory;
    return c.json(
      {
        revision: record.revision,
        file: record.source === "" ? null : fileName(record.source),
        waiting: await waiting.of(record),
        enterprise,
        sites: [...sites],
        assets: assets.length,
      },
      200,
    );
  });

  api.openapi(getConfiguration, async (c) => {
    const { asset: id } = c.req.valid("param");
    const { enterpriseId = "", assetId = "" } = splitQualified(id) ?? {};
    const record = await records.inventories.get(enterpriseId);
    const asset = record?.inventory.assets.find((one) => one.id === assetId);
    if (record === undefined || asset === undefined) throw notFound("asset");
    const fields: Fields = asset;
    return c.json({ revision: record.revision, id, asset: fields }, 200);
  });

  api.openapi(listEdits, async (c) => {
    const edits = await records.inventoryEdits.list(c.req.valid("param").enterprise, c.req.valid("query").limit);
    const items = edits.map(({ enterpriseId: _, at, changes, ...rest }) => ({
      ...rest,
      at: isoTime(at),
      changes: changes.map(changeView),
    }));
    return c.json({ items }, 200);
  });

  api.openapi(edit, async (c) => {
    const { enterprise: enterpriseId } = c.req.valid("param");
    const result = await editInventory(services, { enterpriseId, ...c.req.valid("json"), editor: editorOf(c) });
    if (!result.ok) return c.json(refusal(result.issues), 422);
    noteChanges(c, result);
    return c.json(editedView(result), 200);
  });

  api.openapi(preview, async (c) => {
    const { enterprise: enterpriseId } = c.req.valid("param");
    const result = await previewEdit(services, { enterpriseId, ...c.req.valid("json"), editor: editorOf(c) });
    return result.ok ? c.json(editedView(result), 200) : c.json(refusal(result.issues), 422);
  });

  api.openapi(listDifferences, async (c) => {
    const ground = await readGround(services, c.req.valid("param").enterprise);
    const items = fileDifferences(ground).map(({ element, field, from, to, by, at, waiting }) => ({
      ...{ element, field, by, waiting, at: isoTime(at) },
      ...{ file: from ?? null, edited: to ?? null },
    }));
    return c.json({ revision: ground.record.revision, file: fileName(ground.file?.source), items }, 200);
  });

  api.openapi(decide, async (c) => {
    const { enterprise } = c.req.valid("param");
    const decisions = c.req.valid("json");
    const result = await decideDifferences(services, enterprise, decisions, editorOf(c));
    if (!result.ok) return c.json(refusal(result.issues), 422);
    c.set("auditTarget", enterprise);
    c.set("auditDetail", { revision: result.revision, decisions: decisions.decisions });
    return c.json(editedView(result), 200);
  });

  api.openapi(exportAssets, async (c) => {
    const { enterprise } = c.req.valid("param");
    const { format, lang } = c.req.valid("query");
    const record = await records.inventories.get(enterprise);
    if (record === undefined) throw notFound("enterprise");
    const sheet = { "zh-CN": "资产", en: "Assets" }[lang];
    const table = { sheet, columns: assetTableColumns(lang), rows: assetRows(record.inventory) };
    const { content, mediaType } = await tableFile(format, table);
    return c.body(content, 200, asAttachment(mediaType, `${sheet}-${enterprise}.${format}`));
  });

  api.openapi(previewAssets, async (c) => {
    const { enterprise } = c.req.valid("param");
    const read = c.req.valid("query").form === "table" ? previewTable : previewFile;
    const found = await read(services, enterprise, new Uint8Array(await c.req.arrayBuffer()), editorOf(c));
    const { revision, errors, operations, changes } = found;
    return c.json({ revision, errors: [...errors], operations: [...operations], changes: changes.map(changeView) }, 200);
  });

  return api;
}

function largeBodies() {
  return bodyLimit({
    maxSize: largestEdit,
    onError: () => {
      throw new Problem("too-large", `An edit may have ${largestEdit} bytes.`);
    },
  });
}

/** Who edits by this request. */
export function editorOf(c: Context<CentreEnv>): Editor {
  const caller = c.get("caller");
  return { actor: caller.actor, wholeInstallation: holds(caller, ["administrator"], null) };
}

type Edited = Extract<EditResult, { ok: true }>;

/** Values that the audit trail names one by one; the rest it counts, and the edit itself is kept whole. */
const mostNoted = 50;

function noteChanges(c: Context<CentreEnv>, { inventory, revision, changes }: Edited): void {
  c.set("auditTarget", inventory.enterprise.id);
  const noted = changes.slice(0, mostNoted).map(changeView);
  c.set("auditDetail", { revision, count: changes.length, changes: noted });
}

function editedView({ revision, changes }: Edited) {
  return { revision, changes: changes.map(changeView) };
}

function changeView({ element, field, from, to }: EditedValue): InventoryChangeView {
  return { element, field, from: from ?? null, to: to ?? null };
}

/** The answer where an inventory would not be sound. */
export function refusal(issues: readonly InventoryIssue[]) {
  const [first] = issues;
  const message = `The inventory would not be sound: ${first?.path ?? ""}: ${first?.message ?? ""}`;
  return { code: "inventory-invalid" as const, message, issues: [...issues] };
}

/** Who reads need not know the folders of the machine. */
function fileName(source: string | undefined): string | null {
  return source === undefined ? null : (source.split(/[/\\]/).at(-1) ?? source);
}
