import { openSessionSchema, passkeyViewSchema, sessionViewSchema } from "../../../api/contract/accounts.ts";
import {
  assetDetailSchema,
  assetSummarySchema,
  baselineViewSchema,
  observationViewSchema,
} from "../../../api/contract/assets.ts";
import { listOf, verdictViewSchema } from "../../../api/contract/common.ts";
import { enterpriseDetailSchema, enterpriseSummarySchema } from "../../../api/contract/enterprises.ts";
import { findingDetailSchema, findingViewSchema } from "../../../api/contract/findings.ts";
import { paths } from "../../../api/contract/paths.ts";
import { repairViewSchema, scoreStepSchema, scoreViewSchema } from "../../../api/contract/scores.ts";
import { collectorViewSchema, eventViewSchema, seriesViewSchema, systemViewSchema } from "../../../api/contract/system.ts";
import { day, hour, type Instant, minute, second } from "../../../model/instant.ts";
import type { Resource } from "./api-client.ts";
import { pageClock } from "./clock.ts";
import { fill, search } from "./fill-path.ts";

/** Everything that the pages read. */

/** The catalogue that is on for every enterprise. */
export const mainCatalog = "miit";
/** Rows that a page asks for at once. */
export const pageLimit = 1000;

const resource = <S extends Resource<unknown>["schema"]>(path: string, schema: S) => ({ path, schema });
const iso = (at: Instant) => new Date(at).toISOString();

/** Full steps keep the path, and with it the cached answer, the same while a page is open. */
const floor = (at: Instant, step: number) => Math.floor(at / step) * step;

export const session = resource(paths.session, sessionViewSchema);
export const openSessions = resource(paths.accountSessions, listOf(openSessionSchema));
export const passkeys = resource(paths.accountPasskeys, listOf(passkeyViewSchema));
export const system = resource(paths.system, systemViewSchema);
export const enterprises = resource(paths.enterprises, listOf(enterpriseSummarySchema));
export const collectors = resource(paths.collectors, listOf(collectorViewSchema));

const ofScore = (id: string, catalog = mainCatalog) => ({ enterprise: id, catalog });
export const enterprise = (id: string) => resource(fill(paths.enterprise, { enterprise: id }), enterpriseDetailSchema);
export const score = (id: string, catalog?: string) => resource(fill(paths.score, ofScore(id, catalog)), scoreViewSchema);
export const whatIf = (id: string, catalog?: string) =>
  resource(fill(paths.whatIf, ofScore(id, catalog)), listOf(repairViewSchema));

/** The score over the last days with what moved it, up to the end of today. */
export function scoreHistory(id: string, days: number, catalog?: string) {
  const end = floor(pageClock.now(), day) + day;
  const span = { from: iso(end - (days + 1) * day), to: iso(end) };
  return resource(fill(paths.scoreHistory, ofScore(id, catalog)) + search(span), listOf(scoreStepSchema));
}

export interface ListFilter {
  readonly enterprise?: string | undefined;
  readonly asset?: string | undefined;
}
const limited = (filter: ListFilter, limit: number) => search({ ...filter, limit: String(limit) });

export const assets = ({ enterprise }: ListFilter) =>
  resource(paths.assets + limited({ enterprise }, pageLimit), listOf(assetSummarySchema));
/** One page of the list, from 0. */
export const assetsPage = ({ enterprise }: ListFilter, page: number) =>
  resource(
    paths.assets + search({ enterprise, limit: String(pageLimit), ...(page === 0 ? {} : { cursor: String(page * pageLimit) }) }),
    listOf(assetSummarySchema),
  );
export const asset = (id: string) => resource(fill(paths.asset, { asset: id }), assetDetailSchema);
export const baselines = (assetId: string) =>
  resource(fill(paths.assetBaselines, { asset: assetId }), listOf(baselineViewSchema));
export const observation = (id: string) => resource(fill(paths.observation, { id }), observationViewSchema);
export const verdictsOf = (enterprise: string, check: string) =>
  resource(paths.verdicts + search({ enterprise, check, limit: String(pageLimit) }), listOf(verdictViewSchema));
export const findings = (filter: ListFilter) => resource(paths.findings + limited(filter, pageLimit), listOf(findingViewSchema));
export const finding = (id: string) => resource(fill(paths.finding, { id }), findingDetailSchema);
export const timeline = (filter: ListFilter, limit: number) =>
  resource(paths.timeline + limited(filter, limit), listOf(eventViewSchema));

/** Every chart asks up to the next full step, so that its path stays the same for as long. */
/** Points of the charts of an asset are this far apart (ms), and bear the start of their step. */
export const chartStep = 5 * minute;

/** Values of all signals of an asset over the last hours. */
export const signalSeries = (enterpriseId: string, localAssetId: string, hours: number) =>
  assetSeries({ enterprise: enterpriseId, asset: localAssetId, measurement: "signal", field: "value", aggregate: "mean" }, hours);

/** One of the counters that an asset keeps itself, as it was last in each step. */
export const securitySeries = (enterpriseId: string, localAssetId: string, field: string, hours: number) =>
  assetSeries({ enterprise: enterpriseId, asset: localAssetId, measurement: "security", field, aggregate: "last" }, hours);

function assetSeries(asked: Readonly<Record<string, string>>, hours: number) {
  const to = floor(pageClock.now(), chartStep) + chartStep;
  const query = search({ ...asked, from: iso(to - hours * hour), to: iso(to), step: String(chartStep / second) });
  return resource(paths.metricsQuery + query, listOf(seriesViewSchema));
}
