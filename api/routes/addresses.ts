import { randomUUID } from "node:crypto";
import type { z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { bodyLimit } from "hono/body-limit";
import { type AddressRecord, type AddressStep, statutoryUpdateDays } from "../../model/addresses/address-register.ts";
import { ipNumber, ipText } from "../../model/addresses/ip-range.ts";
import { sweptSite } from "../../model/discovery/sweep.ts";
import { minute } from "../../model/instant.ts";
import type { Language } from "../../model/language.ts";
import { Problem } from "../../model/problem.ts";
import { addressColumns } from "../addresses/address-columns.ts";
import { importAddresses, previewAddresses } from "../addresses/import-addresses.ts";
import { templateRows } from "../addresses/template-rows.ts";
import type { AddressListView, addressStepCreateSchema } from "../contract/addresses.ts";
import { apiRoot } from "../contract/paths.ts";
import { type Api, type CentreEnv, createApi } from "../http/env.ts";
import { notFound } from "../http/errors.ts";
import type { InventoryEntry } from "../inventory/inventory-book.ts";
import { addressListChanged, addressStepTaken } from "../live/address-texts.ts";
import type { Services } from "../services.ts";
import { addressListView, stepView, sweepLookup } from "../views/address-view.ts";
import { isUnresolved } from "../views/finding-view.ts";
import { asAttachment, type TableFormat, tableFile } from "../views/table-file.ts";
import { isoTime } from "../views/time.ts";
import {
  addAddressStep,
  getAddressFile,
  getAddressList,
  getAddressTemplate,
  importAddressList,
  listAddressVersions,
  previewAddressList,
  putAddressSettings,
} from "./address-declarations.ts";

/** Bytes of the longest list that is read, 5,000 rows with every column filled in. */
const largestList = 8 * 1024 * 1024;

export function addressRoutes(services: Services): Api {
  const { records, book, clock, hub, judgeSoon } = services;
  const api = createApi();
  api.use(`${apiRoot}/enterprises/:enterprise/address-list/*`, largeBodies());
  const find = async (enterpriseId: string): Promise<InventoryEntry> => {
    const entry = await book.get(enterpriseId);
    if (entry === undefined) throw notFound("enterprise");
    return entry;
  };

  api.openapi(getAddressList, async (c) => c.json(await viewOf(services, await find(c.req.valid("param").enterprise)), 200));

  api.openapi(previewAddressList, async (c) => {
    const entry = await find(c.req.valid("param").enterprise);
    const preview = await previewAddresses(services, entry, { name: "", bytes: await bytesOf(c) });
    return c.json(preview, preview.errors.length === 0 ? 200 : 422);
  });

  api.openapi(importAddressList, async (c) => {
    const entry = await find(c.req.valid("param").enterprise);
    const { actor: by } = c.get("caller");
    const imported = await importAddresses(services, entry, { ...c.req.valid("query"), by, bytes: await bytesOf(c) });
    if (imported.errors.length > 0) return c.json(imported, 422);
    const { added, removed, changed, ...figures } = imported;
    c.set("auditDetail", { ...figures, added: added.length, removed: removed.length, changed: changed.length });
    judgeSoon(entry.id);
    await hub.publish([addressListChanged(entry.id, imported.count, by, clock.now())]);
    return c.json(imported, 200);
  });

  api.openapi(putAddressSettings, async (c) => {
    const entry = await find(c.req.valid("param").enterprise);
    const { version, settings } = c.req.valid("json");
    const { actor: by } = c.get("caller");
    const current = await records.addressRegisters.current(entry.id);
    const kept = current ?? { enterpriseId: entry.id, records: [], source: "", sha256: "" };
    await records.addressRegisters.save({ ...kept, settings, by, at: clock.now(), version: version + 1 });
    c.set("auditDetail", { ...settings });
    judgeSoon(entry.id);
    return c.json(await viewOf(services, entry), 200);
  });

  api.openapi(listAddressVersions, async (c) => {
    const versions = await records.addressRegisters.versions((await find(c.req.valid("param").enterprise)).id);
    return c.json({ items: versions.map((one) => ({ ...one, at: isoTime(one.at) })) }, 200);
  });

  api.openapi(getAddressFile, async (c) => {
    const entry = await find(c.req.valid("param").enterprise);
    const { version, ...form } = c.req.valid("query");
    const { current, at } = records.addressRegisters;
    const register = await (version === undefined ? current(entry.id) : at(entry.id, version));
    if (register === undefined) throw notFound("version of the address record list");
    return fileAnswer(c, { ...form, name: `${entry.id}-${register.version}`, rows: register.records });
  });

  api.openapi(getAddressTemplate, async (c) => {
    const entry = await find(c.req.valid("param").enterprise);
    const form = c.req.valid("query");
    return fileAnswer(c, { ...form, name: entry.id, rows: templateRows(entry, form.lang) });
  });

  api.openapi(addAddressStep, async (c) => {
    const { id } = await find(c.req.valid("param").enterprise);
    const { actor } = c.get("caller");
    const step = stepOf(c.req.valid("json"), { enterpriseId: id, recordedBy: actor, recordedAt: clock.now() });
    await records.addressRegisters.addStep(step);
    const { address, kind, responsible, recipient } = step;
    c.set("auditTarget", `address:${id}:${address}`);
    c.set("auditDetail", { kind, responsible, recipient, doneAt: isoTime(step.doneAt) });
    await hub.publish([addressStepTaken(step)]);
    return c.json(stepView(step), 201);
  });

  return api;
}

function largeBodies() {
  return bodyLimit({
    maxSize: largestList,
    onError: () => {
      throw new Problem("too-large", `A list of addresses may have ${largestList} bytes.`);
    },
  });
}

async function bytesOf(c: Context<CentreEnv>): Promise<Uint8Array> {
  return new Uint8Array(await c.req.arrayBuffer());
}

async function viewOf({ records, clock }: Services, entry: InventoryEntry): Promise<AddressListView> {
  const [register, steps, findings, ...swept] = await Promise.all([
    records.addressRegisters.current(entry.id),
    records.addressRegisters.steps(entry.id),
    records.findings.list({ enterpriseId: entry.id }),
    ...[...entry.sites.keys()].map((siteId) => records.observations.latest(entry.id, sweptSite(siteId))),
  ]);
  const view = addressListView({
    entry,
    register,
    steps,
    findings: findings.filter(isUnresolved),
    sweep: sweepLookup(swept.flat()),
    now: clock.now(),
  });
  return { ...view, statutoryUpdateDays };
}

interface ListFile {
  readonly format: TableFormat;
  readonly lang: Language;
  readonly name: string;
  readonly rows: readonly AddressRecord[];
}

async function fileAnswer(c: Context<CentreEnv>, { format, lang, name, rows }: ListFile) {
  const sheet = { "zh-CN": "IP 地址备案", en: "Address records" }[lang];
  const { content, mediaType } = await tableFile(format, { sheet, columns: addressColumns(lang), rows });
  return c.body(content, 200, asAttachment(mediaType, `${sheet}-${name}.${format}`));
}

type Recorded = Pick<AddressStep, "enterpriseId" | "recordedBy" | "recordedAt">;

/** A person may be a little ahead of the centre's clock, not a day. */
function stepOf(wanted: z.output<typeof addressStepCreateSchema>, recorded: Recorded): AddressStep {
  const doneAt = Date.parse(wanted.doneAt);
  if (doneAt > recorded.recordedAt + minute) {
    throw new Problem("not-possible", "The time at which it was done has not come.", { advice: "Record it once it is done." });
  }
  return { id: randomUUID(), ...recorded, ...wanted, doneAt, address: ipText(ipNumber(wanted.address) ?? 0n) };
}
