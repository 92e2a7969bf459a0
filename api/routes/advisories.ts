import { randomUUID } from "node:crypto";
import { bodyLimit } from "hono/body-limit";
import type { AdvisorySet } from "../../model/advisories/advisory.ts";
import { Problem } from "../../model/problem.ts";
import type { Verdict } from "../../model/verdict.ts";
import { AdvisoryBook } from "../../posture/advisories/advisory-book.ts";
import { type FileOutcome, importAdvisories, withSidecars } from "../advisories/import-advisories.ts";
import { readPublisherKeys } from "../advisories/signature.ts";
import { type AdvisorySummary, largestAdvisoryUpload } from "../contract/advisories.ts";
import { apiRoot, paths } from "../contract/paths.ts";
import type { Caller } from "../http/caller.ts";
import { type Api, createApi } from "../http/env.ts";
import { notFound } from "../http/errors.ts";
import { advisoriesImported, aliasAdded } from "../live/advisory-texts.ts";
import type { Services } from "../services.ts";
import {
  advisoriesIn,
  advisoryCheck,
  affectedView,
  aliasView,
  detailView,
  gapView,
  identityIn,
  summaryForAsset,
  summaryView,
  trustView,
} from "../views/advisory-view.ts";
import { isoTimeOrNull } from "../views/time.ts";
import {
  addAlias,
  getAdvisory,
  listAdvisories,
  listAliases,
  listGaps,
  listProductNames,
  putAdvisorySettings,
  removeAlias,
  uploadAdvisories,
} from "./advisory-declarations.ts";
import { listVisible } from "./subject-query.ts";

export function advisoryRoutes(services: Services): Api {
  const { records, advisories, book, clock, hub } = services;
  const api = createApi();
  api.use(`${apiRoot}${paths.advisories}`, largeUploads());
  const verdictsSeen = (
    caller: Caller,
    status: Verdict["status"],
    subject: { enterprise?: string | undefined; asset?: string | undefined } = {},
  ) => listVisible(caller, { ...subject, check: advisoryCheck }, book, (filter) => records.verdicts.list({ ...filter, status }));

  api.openapi(listAdvisories, async (c) => {
    const { asset } = c.req.valid("query");
    const set = await advisories.current();
    const failed = await verdictsSeen(c.get("caller"), "fail", { asset });
    const head = { importedAt: isoTimeOrNull(set.importedAt), maxAgeDays: set.maxAgeDays };
    if (asset !== undefined) {
      const items = await Promise.all(failed.map((verdict) => ofAsset(services, set, verdict)));
      return c.json({ ...head, gaps: 0, items: items.flat().toSorted(urgentFirst) }, 200);
    }
    const counts = Map.groupBy(failed.flatMap(advisoriesIn), (id) => id);
    const items = set.advisories.map((advisory) => summaryView(advisory, counts.get(advisory.id)?.length ?? 0));
    const gaps = (await gapsOf(services, c.get("caller"))).length;
    return c.json({ ...head, gaps, items: items.toSorted(urgentFirst) }, 200);
  });

  api.openapi(uploadAdvisories, async (c) => {
    const { files } = c.req.valid("json");
    const { actor: by } = c.get("caller");
    const keys = services.advisoryKeys === undefined ? [] : await readPublisherKeys(services.advisoryKeys);
    const documents = withSidecars(files.map(({ name, base64 }) => ({ name, bytes: Buffer.from(base64, "base64") })));
    const outcomes = await Array.fromAsync(importAdvisories(documents, { records: records.advisories, clock, keys, by }));
    c.set("auditDetail", countsOf(outcomes));
    await judgeEverywhere(services);
    const news = outcomes.filter(({ outcome }) => outcome === "added" || outcome === "replaced").length;
    if (news > 0) await hub.publish([advisoriesImported(news, by, clock.now())]);
    return c.json(
      { items: outcomes.map((one) => ({ ...one, faults: [...one.faults], trust: one.trust && trustView(one.trust) })) },
      200,
    );
  });

  api.openapi(getAdvisory, async (c) => {
    const { id } = c.req.valid("param");
    const [newest, ...older] = await records.advisories.revisions(id);
    if (newest === undefined) throw notFound("advisory");
    const failed = await verdictsSeen(c.get("caller"), "fail");
    const affected = await Promise.all(
      failed
        .filter((verdict) => advisoriesIn(verdict).includes(id))
        .map(async (verdict) => {
          const entry = await book.get(verdict.enterpriseId);
          return entry === undefined || verdict.assetId === null
            ? []
            : [affectedView(entry, { ...verdict, assetId: verdict.assetId })];
        }),
    );
    return c.json(detailView([newest, ...older], affected.flat()), 200);
  });

  api.openapi(putAdvisorySettings, async (c) => {
    const settings = c.req.valid("json");
    await records.advisories.setMaxAge(settings.maxAgeDays);
    c.set("auditDetail", { ...settings });
    await judgeEverywhere(services);
    return c.json(settings, 200);
  });

  api.openapi(listGaps, async (c) =>
    c.json({ items: await gapsOf(services, c.get("caller"), c.req.valid("query").enterprise) }, 200),
  );

  api.openapi(listAliases, async (c) => c.json({ items: (await advisories.current()).aliases.map(aliasView).toReversed() }, 200));

  api.openapi(addAlias, async (c) => {
    const { actor: by } = c.get("caller");
    const alias = { ...c.req.valid("json"), id: randomUUID(), by, at: clock.now() };
    await records.advisories.addAlias(alias);
    const { kind, vendor, name, means } = alias;
    c.set("auditTarget", `alias:${alias.id}`);
    c.set("auditDetail", { kind, vendor, name, means });
    await judgeEverywhere(services);
    await hub.publish([aliasAdded(alias)]);
    return c.json(aliasView(alias), 201);
  });

  api.openapi(removeAlias, async (c) => {
    const removed = await records.advisories.removeAlias(c.req.valid("param").id);
    if (removed === undefined) throw notFound("alias");
    const { kind, vendor, name, means } = removed;
    c.set("auditDetail", { kind, vendor, name, means });
    await judgeEverywhere(services);
    return c.body(null, 204);
  });

  api.openapi(listProductNames, async (c) => {
    const names = AdvisoryBook.of(await advisories.current()).productNames(c.req.valid("query").vendor);
    return c.json({ items: [...names] }, 200);
  });

  return api;
}

function largeUploads() {
  return bodyLimit({
    maxSize: largestAdvisoryUpload,
    onError: () => {
      throw new Problem("too-large", `An upload of advisories may have ${largestAdvisoryUpload} bytes.`, {
        advice: "Upload fewer at once, or use `plantwatch advisories import` on the machine of the centre.",
      });
    },
  });
}

/** Advisories that a failed verdict names, each as far as it concerns the asset. */
async function ofAsset({ book }: Services, set: AdvisorySet, verdict: Verdict): Promise<readonly AdvisorySummary[]> {
  const asset = verdict.assetId === null ? undefined : (await book.get(verdict.enterpriseId))?.assets.get(verdict.assetId);
  const matches = (asset && AdvisoryBook.of(set).compare(identityIn(asset, verdict))?.matches) ?? [];
  const ids = new Set(advisoriesIn(verdict));
  return set.advisories
    .filter(({ id }) => ids.has(id))
    .map((advisory) => {
      const match = matches.find((one) => one.advisory.id === advisory.id);
      return match?.result === "affected" ? summaryForAsset(advisory, match.possible) : summaryView(advisory, 1);
    });
}

/** Only what the change concerns is evaluated again. */
async function judgeEverywhere({ book, judgeSoon }: Services): Promise<void> {
  for (const { id } of await book.all()) judgeSoon(id);
}

async function gapsOf({ records, book }: Services, caller: Caller, enterprise?: string) {
  const unknown = await listVisible(caller, { enterprise, check: advisoryCheck }, book, (filter) =>
    records.verdicts.list({ ...filter, status: "unknown" }),
  );
  const views = await Promise.all(
    unknown.map(async (verdict) => {
      const entry = await book.get(verdict.enterpriseId);
      return entry === undefined ? undefined : gapView(entry, verdict);
    }),
  );
  return views.filter((view) => view !== undefined);
}

function countsOf(outcomes: readonly FileOutcome[]): Readonly<Record<string, number>> {
  return Object.fromEntries(
    [...Map.groupBy(outcomes, ({ outcome }) => outcome)].map(([outcome, some]) => [outcome, some.length]),
  );
}

interface Urgency {
  readonly affectedAssets: number;
  readonly exploited: boolean;
  readonly score: number | null;
  readonly releasedAt: string;
}

/** Those that concern assets, exploited ones before others, then the worst, then the newest. */
function urgentFirst(a: Urgency, b: Urgency): number {
  const rank = ({ affectedAssets, exploited, score }: Urgency) =>
    (affectedAssets > 0 ? 100 : 0) + (exploited ? 20 : 0) + (score ?? 0);
  return rank(b) - rank(a) || (a.releasedAt < b.releasedAt ? 1 : -1);
}
