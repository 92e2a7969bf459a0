import { oneLine, ownProperty } from "../../../../catalogs/oscal/document.ts";
import type { Language } from "../../../../model/language.ts";
import type { ReportDocument, ReportLine, ReportVerdict } from "../../../../model/report.ts";
import { metadataOf, type OscalContext, oscalContext, riskOf, timeText, unlessEmpty } from "./common.ts";

/** The report as OSCAL assessment results: every verdict an observation, every objective a finding, every finding a risk. */
export function toAssessmentResults(report: ReportDocument, language: Language) {
  const context = oscalContext(report, language);
  const { uuid } = context;
  const { catalog } = report;
  const plan = uuid("plan");
  return {
    "assessment-results": {
      uuid: uuid("assessment-results"),
      metadata: metadataOf(context),
      "import-ap": { href: `#${plan}` },
      results: [resultOf(context)],
      "back-matter": {
        resources: [
          {
            uuid: plan,
            title: oneLine(catalog.title[language]),
            description: oneLine(`${catalog.documentNo}, ${catalog.id} ${catalog.profileVersion}`),
          },
        ],
      },
    },
  };
}

function resultOf(context: OscalContext) {
  const { report, language, uuid } = context;
  const { inventory, score, at } = report;
  const seen = new Map(report.evidence.map((one) => [one.observationId, one]));
  const assets = inventory.assets.map(({ id, name }) => ({
    uuid: uuid(`asset/${id}`),
    description: name[language],
    props: [ownProperty("asset", id)],
  }));
  const known = new Set(inventory.assets.map(({ id }) => id));
  return {
    uuid: uuid("result"),
    title: oneLine(inventory.enterprise.name[language]),
    description: oneLine(report.catalog.title[language]),
    start: timeText(Math.min(at, ...report.evidence.slice(0, 1).map(({ at: first }) => first))),
    end: timeText(at),
    props: [
      ...figureProperties(score),
      ...(score.cap === null ? [] : [ownProperty("cap", score.cap.at, { remarks: score.cap.because[language] })]),
    ],
    ...(assets.length === 0 ? {} : { "local-definitions": { "inventory-items": assets } }),
    "reviewed-controls": {
      "control-selections": [
        {
          "include-controls": report.lines.filter(({ kind }) => kind === "control").map(({ id }) => ({ "control-id": id })),
        },
      ],
    },
    ...unlessEmpty(
      "observations",
      report.verdicts.map((verdict, index) => observationOf(verdict, { index, context, seen, known })),
    ),
    ...unlessEmpty(
      "risks",
      report.findings.map((finding) => riskOf(finding, context)),
    ),
    ...unlessEmpty(
      "findings",
      report.lines
        .filter(({ kind, coverage }) => kind === "objective" && coverage !== null)
        .map((line) => findingOf(line, context)),
    ),
  };
}

/** What is not known is said to be unknown. */
function figureProperties({ demonstrated, potential, coverage }: Pick<ReportLine, "demonstrated" | "potential" | "coverage">) {
  return [
    ownProperty("demonstrated", demonstrated ?? "unknown"),
    ownProperty("potential", potential ?? "unknown"),
    ownProperty("coverage", coverage ?? "unknown"),
  ];
}

interface Around {
  readonly index: number;
  readonly context: OscalContext;
  readonly seen: ReadonlyMap<string, ReportDocument["evidence"][number]>;
  readonly known: ReadonlySet<string>;
}

function observationOf(verdict: ReportVerdict, { index, context, seen, known }: Around) {
  const { report, language, uuid } = context;
  const { checkId, assetId, endpointId, status, severity, because, observationIds } = verdict;
  const evidence = observationIds.map((id) => seen.get(id)).filter((one) => one !== undefined);
  const collected = evidence.length === 0 ? report.at : Math.max(...evidence.map(({ at }) => at));
  return {
    uuid: uuid(`observation/${index}`),
    description: because[language],
    props: [
      ownProperty("check", checkId),
      ownProperty("status", status),
      ownProperty("severity", severity),
      ...(endpointId === null ? [] : [ownProperty("endpoint", endpointId)]),
    ],
    methods: ["TEST"],
    ...unlessEmpty(
      "subjects",
      assetId === null || !known.has(assetId) ? [] : [{ "subject-uuid": uuid(`asset/${assetId}`), type: "inventory-item" }],
    ),
    ...unlessEmpty(
      "relevant-evidence",
      evidence.map(({ observationId, probe, digest }) => ({
        description: probe,
        props: [ownProperty("observation", observationId), ownProperty("sha256", digest)],
      })),
    ),
    collected: timeText(collected),
  };
}

function findingOf({ id, title, demonstrated, potential, coverage }: ReportLine, { language, uuid }: OscalContext) {
  const met = demonstrated !== null && demonstrated >= 100;
  return {
    uuid: uuid(`finding/${id}`),
    title: oneLine(title[language]),
    description: title[language],
    props: figureProperties({ demonstrated, potential, coverage }),
    target: {
      type: "objective-id",
      "target-id": id,
      status: {
        state: met ? "satisfied" : "not-satisfied",
        // OSCAL knows no third state: what is not known is not satisfied for another reason than a failure.
        reason: met ? "pass" : (coverage ?? 0) < 100 ? "other" : "fail",
      },
    },
  };
}
