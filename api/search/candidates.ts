import type { Catalog } from "../../catalogs/catalog.ts";
import type { Bilingual } from "../../model/language.ts";
import type { Check } from "../../posture/checks/define.ts";
import type { DocumentRecord } from "../../store/records/compliance-port.ts";
import type { FindingHead } from "../../store/records/judgement-port.ts";
import type { SearchHit } from "../contract/search.ts";
import type { InventoryEntry } from "../inventory/inventory-book.ts";
import { assetName, both, qualified, qualifiedOrNull } from "../views/names.ts";
import { type ChecksById, checkTitle } from "../views/verdict-view.ts";
import { type Candidate, plain } from "./match.ts";

type Found = Candidate<SearchHit>;

/** Texts live as long as their catalogue or inventory, and are looked through with every letter that is typed. */
const plainTexts = new WeakMap<Bilingual, readonly string[]>();

function words(...texts: readonly (Bilingual | null | undefined)[]): readonly string[] {
  return texts.flatMap((text) => {
    if (text === null || text === undefined) return [];
    return plainTexts.getOrInsertComputed(text, () => [plain(text["zh-CN"]), plain(text.en)]);
  });
}

export function enterpriseCandidates(entries: readonly InventoryEntry[]): readonly Found[] {
  return entries.map(({ id, name, record }) => ({
    names: [...words(name), id],
    other: words(record.inventory.enterprise.industry),
    hit: () => ({ kind: "enterprise", id, title: name, enterpriseId: id, context: null }),
  }));
}

export function siteCandidates(entries: readonly InventoryEntry[]): readonly Found[] {
  return entries.flatMap((entry) =>
    [...entry.sites.values()].map(({ id, name }) => ({
      names: [...words(name), id],
      other: words(entry.name),
      hit: () => ({ kind: "site", id, title: name, enterpriseId: entry.id, context: entry.name }) as const,
    })),
  );
}

export function assetCandidates(entries: readonly InventoryEntry[]): readonly Found[] {
  return entries.flatMap((entry) =>
    [...entry.assets.values()].map(({ id, name, vendor, product, version, owner, responsible, endpoints }) => ({
      names: [...words(name), id, qualified(entry.id, id)],
      other: [
        ...[vendor, product, version, owner, responsible].flatMap((text) => (text === undefined ? [] : plain(text))),
        ...endpoints.map(({ url }) => plain(url)),
        ...words(entry.name),
      ],
      hit: () =>
        ({ kind: "asset", id: qualified(entry.id, id), title: name, enterpriseId: entry.id, context: entry.name }) as const,
    })),
  );
}

/** By the title of the check and the name of what it is about; the words of each are put into plain form once. */
export function findingCandidates(
  findings: readonly FindingHead[],
  entries: ReadonlyMap<string, InventoryEntry>,
  checks: ChecksById,
): readonly Found[] {
  const titles = new Map<string, readonly string[]>();
  const subjects = new Map<string, readonly string[]>();
  return findings.map(({ id, checkId, enterpriseId, assetId }) => {
    const entry = entries.get(enterpriseId);
    const subject = qualifiedOrNull(enterpriseId, assetId) ?? enterpriseId;
    const about = () => assetName(entry, assetId) ?? entry?.name ?? both(enterpriseId);
    return {
      names: titles.getOrInsertComputed(checkId, () => [...words(checkTitle(checkId, checks)), checkId]),
      other: subjects.getOrInsertComputed(subject, () => [subject, ...words(about(), entry?.name)]),
      hit: () => ({ kind: "finding", id, title: checkTitle(checkId, checks), enterpriseId, context: about() }),
    };
  });
}

export function checkCandidates(checks: readonly Check[]): readonly Found[] {
  return checks.map(({ id, text }) => ({
    names: [...words(text.title), id],
    other: [],
    hit: () => ({ kind: "check", id, title: text.title, enterpriseId: null, context: both(id) }),
  }));
}

/** Of one kind; an objective leads to an enterprise's page of it, where there is an enterprise. */
export function catalogCandidates(
  catalogs: readonly Catalog[],
  kind: "control" | "objective",
  enterpriseId: string | null,
): readonly Found[] {
  return catalogs
    .flatMap(({ tasks, title }) => tasks.flatMap(({ controls }) => controls.map((control) => ({ control, title }))))
    .flatMap(({ control, title }) =>
      kind === "control"
        ? [{ id: control.id, title: control.title, context: title, other: words(control.summary) }]
        : control.objectives.map(({ id, text, document }) => ({
            id,
            title: text,
            context: control.title,
            other: words(document),
          })),
    )
    .map(({ id, title, context, other }) => ({
      names: [...words(title), id],
      other: [...other, ...words(context)],
      hit: () => ({ kind, id, title, enterpriseId, context }),
    }));
}

export function documentCandidates(
  documents: readonly DocumentRecord[],
  entries: ReadonlyMap<string, InventoryEntry>,
): readonly Found[] {
  return documents.map(({ enterpriseId, sha256, name }) => {
    const context = entries.get(enterpriseId)?.name ?? null;
    return {
      names: [plain(name)],
      other: [sha256, ...words(context)],
      hit: () => ({ kind: "document", id: sha256, title: both(name), enterpriseId, context }),
    };
  });
}
