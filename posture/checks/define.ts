import type { Activity } from "../../model/activity.ts";
import type { AdvisorySet } from "../../model/advisories/advisory.ts";
import type { Sighting } from "../../model/discovery/sighting.ts";
import type { SweepFacts } from "../../model/discovery/sweep.ts";
import type { Finding } from "../../model/finding.ts";
import type { Instant } from "../../model/instant.ts";
import type { Asset, Inventory } from "../../model/inventory/inventory.ts";
import type { Bilingual } from "../../model/language.ts";
import type { Message } from "../../model/messages/define.ts";
import type { Observation } from "../../model/observation.ts";
import type { Probe, Seen } from "../../model/protocols/define.ts";
import type { Endpoint } from "../../model/protocols/index.ts";
import type { Severity } from "../../model/severity.ts";
import type { SubmissionStanding } from "../../model/submission/submission.ts";
import type { VerdictStatus } from "../../model/verdict.ts";
import type { AddressBook } from "../addresses/address-book.ts";
import type { Compared, Identity } from "../advisories/advisory-book.ts";

/** A clause, a weakness or a requirement that a check rests on. */
export interface Reference {
  readonly source: "CWE" | "IEC 62443-3-3" | "OPC 10000" | "Modbus 1.1b3" | "Modbus/TCP Security" | "MIIT";
  readonly clause: string;
}

/** What a person reads about a check; the title states the good state. */
export interface CheckText {
  readonly title: Bilingual;
  readonly rationale: Bilingual;
  readonly remediation: Bilingual;
}

interface CheckHead {
  /** Permanent; an old name becomes an alias, a withdrawn check is retired, never reused. */
  readonly id: string;
  /** Nominal severity: the fixed weight of the pair in the score. */
  readonly severity: Severity;
  /** Checks that count the same fault; where one of them fails at the same subject, this one is not-applicable. */
  readonly givesWayTo?: readonly string[];
  /** Estimated work to repair, in person-days; what-if divides by it. */
  readonly effort: number;
  /** An event that informs (a restart): it opens no finding and weighs nothing in a score. */
  readonly informsOnly?: boolean;
  readonly text: CheckText;
  readonly references: readonly Reference[];
}

/** A pointer into the facts of a probe; the judge adds the observation that it was. */
export interface Pointer {
  readonly probe: string;
  readonly pointer: string;
  /** Names the observation where it is another than the judged endpoint's latest, a peer's or the baseline's say. */
  readonly observationId?: string;
}

/** What a check answers. */
export interface CheckResult {
  readonly status: VerdictStatus;
  readonly because: Message;
  readonly evidence: readonly Pointer[];
  /** The finding's own severity where the rule gives it one. */
  readonly severity?: Severity;
  readonly notices: readonly Message[];
}

export interface PeerPlace {
  readonly asset: Asset;
  readonly endpoint: Endpoint;
}

/** The latest answered observation of a probe at some endpoint of the enterprise. */
export interface PeerFacts<Facts> extends PeerPlace, Seen<Facts> {}

/** Finds peers by names under which their facts stand: a key that they show, the URL that is dialled. */
export interface PeerIndex<Facts> {
  readonly id: string;
  readonly probe: Probe<string, Facts>;
  // As a method, so that indexes of any facts can be kept side by side.
  namesOf(facts: Facts, endpoint: Endpoint): readonly string[];
}

/** Everything around the facts that a check may look at; all of it data, none of it live. */
export interface EnterpriseContext {
  /** A check that looks at it is evaluated again whenever time has passed; the two below spare that. */
  readonly now: Instant;
  /** Whether a moment has come: the answer holds until then. */
  hasCome(moment: Instant): boolean;
  /** Whole days until a moment, negative behind it: the answer holds until the next day. */
  daysUntil(moment: Instant): number;
  readonly inventory: Inventory;
  /** The latest answered observations of a probe over the whole enterprise: whoever looks is evaluated again after a change of any. */
  peers<Facts>(probe: Probe<string, Facts>): readonly PeerFacts<Facts>[];
  /** Those that an index finds under a name: the answer holds until facts under that name come, go or change. */
  peersNamed<Facts>(index: PeerIndex<Facts>, name: string): readonly PeerFacts<Facts>[];
  /**
   * Where a probe has readable facts: the answer holds until such a place comes or goes. All who ask get the same array, so that
   * what is drawn from it can be kept with it.
   */
  answering(probe: Probe): readonly PeerPlace[];
  /** Findings of the enterprise as they stood before this judgement. */
  readonly findings: readonly Finding[];
  /** What the newest sweep of a declared discovery range found; undefined where none came through. */
  sweep(siteId: string, rangeId: string): Seen<SweepFacts> | undefined;
  /** The address record list. */
  readonly addresses: AddressBook;
  /** What was held and recorded. */
  readonly activities: readonly Activity[];
  /** What is known of submissions to the authority. */
  readonly submissions: SubmissionStanding;
  /** What others said that they saw and that still counts; marked by its source wherever it decides. */
  sightings(): readonly Sighting[];
  /** Everything that was imported of advisories; the answer holds until any of it changes. The two below are told of less. */
  advisorySet(): AdvisorySet;
  advisoriesImported(): boolean;
  /** What the advisories of the identity's maker say; undefined where it lacks maker or product. */
  compareWithAdvisories(identity: Identity): Compared | undefined;
}

export interface AssetContext extends EnterpriseContext {
  readonly asset: Asset;
  /** The latest observations of the asset, whatever their outcome, one an endpoint and probe. */
  readonly latest: readonly LatestOutcome[];
  /** The latest answered observation of a probe at an endpoint of the asset. */
  own<Facts>(probe: Probe<string, Facts>, endpointId: string): Seen<Facts> | undefined;
}

/** The newest outcome of one probe at one endpoint. */
export type LatestOutcome = Pick<Observation, "id" | "endpointId" | "probe" | "outcome" | "reason" | "validForSeconds"> & {
  readonly lastSeen: Instant;
  /** The newest row that answered, this one or an earlier one; absent where none ever did. */
  readonly answered?: {
    readonly observationId: string;
    readonly firstSeen: Instant;
    readonly lastSeen: Instant;
    readonly validUntil: Instant;
  };
};

export interface EndpointContext<E extends Endpoint = Endpoint> extends AssetContext {
  readonly endpoint: E;
  /** The accepted baseline of a probe at this endpoint. */
  baseline<Facts>(probe: Probe<string, Facts>): Seen<Facts> | undefined;
  /** The observation before the latest one (facts that differ from it). */
  previous<Facts>(probe: Probe<string, Facts>): Seen<Facts> | undefined;
}

type FactsOf<P> = P extends Probe<string, infer Facts> ? Facts : never;
/** Facts by probe id: those in `needs` are there, those in `mayUse` may be. */
export type FactsBy<Needs extends readonly Probe[], MayUse extends readonly Probe[]> = {
  readonly [P in Needs[number] as P["id"]]: FactsOf<P>;
} & { readonly [P in MayUse[number] as P["id"]]?: FactsOf<P> | undefined };

export interface EndpointCheck extends CheckHead {
  readonly scope: "endpoint";
  readonly protocol: Endpoint["protocol"];
  readonly needs: readonly Probe[];
  readonly mayUse: readonly Probe[];
  evaluate(facts: Readonly<Record<string, unknown>>, context: EndpointContext): CheckResult;
}
export interface AssetCheck extends CheckHead {
  readonly scope: "asset";
  evaluate(context: AssetContext): CheckResult;
  /** Judges once, for the enterprise, what the check finds beyond the assets. */
  evaluateRest?(context: EnterpriseContext): CheckResult;
}
export interface EnterpriseCheck extends CheckHead {
  readonly scope: "enterprise";
  evaluate(context: EnterpriseContext): CheckResult;
}
export type Check = EndpointCheck | AssetCheck | EnterpriseCheck;

/**
 * Declares a check of one endpoint. The judge calls `evaluate` only when every probe in `needs` has answered; otherwise the
 * verdict is unknown with the reason, so that a check cannot mistake silence for a pass.
 */
export function defineEndpointCheck<
  const P extends Endpoint["protocol"],
  const Needs extends readonly Probe[],
  const MayUse extends readonly Probe[] = readonly [],
>(
  check: CheckHead & {
    readonly protocol: P;
    readonly needs: Needs;
    readonly mayUse?: MayUse;
    evaluate(facts: FactsBy<Needs, MayUse>, context: EndpointContext<Extract<Endpoint, { protocol: P }>>): CheckResult;
  },
): EndpointCheck {
  // The judge hands over exactly the facts that the probes' schemas have passed, so the narrower parameter types hold.
  return { ...check, mayUse: check.mayUse ?? [], scope: "endpoint" } as unknown as EndpointCheck;
}

export function defineAssetCheck(check: CheckHead & Pick<AssetCheck, "evaluate" | "evaluateRest">): AssetCheck {
  return { ...check, scope: "asset" };
}

export function defineEnterpriseCheck(check: CheckHead & Pick<EnterpriseCheck, "evaluate">): EnterpriseCheck {
  return { ...check, scope: "enterprise" };
}
