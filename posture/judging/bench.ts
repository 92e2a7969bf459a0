import type { Activity } from "../../model/activity.ts";
import type { AddressRegister } from "../../model/addresses/address-register.ts";
import { type AdvisorySet, noAdvisories } from "../../model/advisories/advisory.ts";
import { type Sighting, sightingValidFor } from "../../model/discovery/sighting.ts";
import { netSweep, sweptSite } from "../../model/discovery/sweep.ts";
import type { Finding } from "../../model/finding.ts";
import { day, type Instant } from "../../model/instant.ts";
import type { Asset, Inventory } from "../../model/inventory/inventory.ts";
import type { StoredObservation } from "../../model/observation.ts";
import type { Probe } from "../../model/protocols/define.ts";
import type { Endpoint } from "../../model/protocols/index.ts";
import { noSubmissions, type SubmissionStanding } from "../../model/submission/submission.ts";
import { AddressBook } from "../addresses/address-book.ts";
import { AdvisoryBook } from "../advisories/advisory-book.ts";
import { vendorKey } from "../advisories/names.ts";
import type {
  AssetContext,
  Check,
  EndpointContext,
  EnterpriseContext,
  LatestOutcome,
  PeerFacts,
  PeerIndex,
} from "../checks/define.ts";
import { ObservationIndex } from "../observation-index.ts";
import { Peers } from "./peers.ts";
import { Reads } from "./reads.ts";

export interface JudgeInput {
  readonly inventory: Inventory;
  /** The newest row of every (asset, endpoint, probe), and the newest answered one where that is another. */
  readonly observations: readonly StoredObservation[];
  /** The answered rows before the newest answered ones. */
  readonly previous: readonly StoredObservation[];
  /** The observations that a person accepted as baseline. */
  readonly baselines: readonly StoredObservation[];
  /** Findings as they stand before; none where nobody keeps any. */
  readonly findings?: readonly Finding[];
  /** The address record list; none where nobody imported one. */
  readonly addressRegister?: AddressRegister | undefined;
  /** What was held and recorded. */
  readonly activities?: readonly Activity[];
  /** What is known of submissions; nothing where nobody submits. */
  readonly submissions?: SubmissionStanding | undefined;
  /** Imported advisories; none where nobody imported any. */
  readonly advisories?: AdvisorySet | undefined;
  /** What others said that they saw; none where nobody imported any. */
  readonly sightings?: readonly Sighting[];
  readonly now: Instant;
  readonly checks: readonly Check[];
}

/** Rows of one asset: what decides, beside the noted reads, whether it is to be judged again. */
export type OwnRows = readonly (readonly StoredObservation[])[];

/** Rows as a bench indexes them, for the next one. */
export type RowIndexes = Pick<Bench, "latest" | "previous" | "baselines" | "peers">;

/** Everything that judging reads, indexed once; what a check reads beyond its own asset is noted in `reads`. */
export class Bench {
  readonly input: JudgeInput;
  readonly reads = new Reads();
  readonly latest: ObservationIndex;
  readonly previous: ObservationIndex;
  readonly baselines: ObservationIndex;
  readonly peers: Peers;
  readonly addresses: AddressBook;
  readonly advisories: AdvisoryBook;
  #rowById: ReadonlyMap<string, StoredObservation> | undefined;

  /** What was indexed `before` is taken over where its rows are the same. */
  constructor(input: JudgeInput, before?: RowIndexes) {
    const enterpriseId = input.inventory.enterprise.id;
    const own = (rows: readonly StoredObservation[]) => rows.filter((row) => row.enterpriseId === enterpriseId);
    this.input = input;
    this.addresses = new AddressBook(input.addressRegister);
    this.advisories = AdvisoryBook.of(input.advisories ?? noAdvisories);
    this.latest = new ObservationIndex(own(input.observations), before?.latest);
    this.previous = new ObservationIndex(own(input.previous), before?.previous);
    this.baselines = new ObservationIndex(own(input.baselines), before?.baselines);
    this.peers = new Peers(this.latest, input.inventory, this.reads, before?.peers);
  }

  /** Latest, previous and baseline rows of an asset; none for the enterprise itself. */
  rowsOf(asset: Asset | null): OwnRows {
    return asset === null ? [] : this.#indexes().map((index) => index.rowsOf(asset.id));
  }

  /** The freshest row of an id; those of the asset that is judged are looked through first. */
  rowById(id: string, ownAssetId: string | null): StoredObservation | undefined {
    if (ownAssetId !== null) {
      const own = this.#indexes().flatMap((index) => index.rowsOf(ownAssetId).find((row) => row.id === id) ?? []);
      if (own[0] !== undefined) return own[0];
    }
    const { observations, previous, baselines } = this.input;
    this.#rowById ??= new Map([...baselines, ...previous, ...observations].map((row) => [row.id, row]));
    return this.#rowById.get(id);
  }

  #indexes(): readonly ObservationIndex[] {
    return [this.latest, this.previous, this.baselines];
  }
}

/** What a check of the enterprise sees. Getters note what is read, so contexts are handed on, never copied by spreading. */
export class EnterpriseSight implements EnterpriseContext {
  protected readonly bench: Bench;
  readonly inventory: Inventory;
  readonly addresses: AddressBook;
  readonly activities: readonly Activity[];
  readonly submissions: SubmissionStanding;

  constructor(bench: Bench) {
    this.bench = bench;
    this.inventory = bench.input.inventory;
    this.addresses = bench.addresses;
    this.activities = bench.input.activities ?? [];
    this.submissions = bench.input.submissions ?? noSubmissions;
  }

  get now(): Instant {
    this.bench.reads.note("now");
    return this.bench.input.now;
  }

  readonly hasCome = (moment: Instant): boolean => {
    const { now } = this.bench.input;
    if (now < moment) this.bench.reads.noteEnd(moment);
    return now >= moment;
  };

  readonly daysUntil = (moment: Instant): number => {
    const days = Math.floor((moment - this.bench.input.now) / day);
    this.bench.reads.noteEnd(moment - days * day + 1);
    return days;
  };

  get findings(): readonly Finding[] {
    this.bench.reads.note("findings");
    return this.bench.input.findings ?? [];
  }

  // Properties, since checks take them out of the context and call them alone.
  readonly peers = <Facts>(probe: Probe<string, Facts>): readonly PeerFacts<Facts>[] => this.bench.peers.all(probe);
  readonly peersNamed = <Facts>(index: PeerIndex<Facts>, name: string): readonly PeerFacts<Facts>[] =>
    this.bench.peers.named(index, name);
  readonly answering: EnterpriseContext["answering"] = (probe) => this.bench.peers.places(probe);

  readonly sweep: EnterpriseContext["sweep"] = (siteId, rangeId) => {
    this.bench.reads.note(`facts ${netSweep.id}`);
    this.bench.reads.note(`times ${netSweep.id}`);
    return this.bench.latest.seen(netSweep, sweptSite(siteId), rangeId);
  };

  readonly sightings: EnterpriseContext["sightings"] = () => {
    this.bench.reads.note("sightings");
    return (this.bench.input.sightings ?? []).filter(({ lastSeen }) => !this.hasCome(lastSeen + sightingValidFor));
  };

  readonly advisorySet: EnterpriseContext["advisorySet"] = () => {
    this.bench.reads.note("advisories");
    return this.bench.advisories.set;
  };

  readonly advisoriesImported: EnterpriseContext["advisoriesImported"] = () => {
    if (this.bench.advisories.set.advisories.length > 0) return true;
    this.bench.reads.note("advisories");
    return false;
  };

  readonly compareWithAdvisories: EnterpriseContext["compareWithAdvisories"] = (identity) => {
    const { reads, advisories } = this.bench;
    if (identity.vendor !== undefined) {
      // What an alias makes of the name may change, and what is said of the maker that it means.
      reads.note(`advisories ${vendorKey(identity.vendor)}`);
      reads.note(`advisories ${advisories.makerOf(identity.vendor)}`);
    }
    return advisories.compare(identity);
  };
}

export class AssetSight extends EnterpriseSight implements AssetContext {
  readonly asset: Asset;
  readonly latest: readonly LatestOutcome[];

  constructor(bench: Bench, asset: Asset) {
    super(bench);
    this.asset = asset;
    this.latest = bench.latest.ofAsset(asset.id);
  }

  readonly own: AssetContext["own"] = (probe, endpointId) => this.bench.latest.seen(probe, this.asset.id, endpointId);
}

export class EndpointSight extends AssetSight implements EndpointContext {
  readonly endpoint: Endpoint;

  constructor(bench: Bench, asset: Asset, endpoint: Endpoint) {
    super(bench, asset);
    this.endpoint = endpoint;
  }

  readonly baseline: EndpointContext["baseline"] = (probe) => this.bench.baselines.seen(probe, this.asset.id, this.endpoint.id);
  readonly previous: EndpointContext["previous"] = (probe) => this.bench.previous.seen(probe, this.asset.id, this.endpoint.id);
}
