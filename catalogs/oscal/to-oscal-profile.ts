import type { Catalog, Profile } from "../catalog.ts";
import { type OscalMetadata, type OscalProperty, oneLine, oscalVersion, ownProperty, timeOf } from "./document.ts";
import { uuidV5 } from "./uuid-v5.ts";

interface OscalAlter {
  readonly "control-id": string;
  readonly adds: readonly {
    readonly position: "ending";
    readonly "by-id"?: string;
    readonly props: readonly OscalProperty[];
  }[];
}

export interface OscalProfile {
  readonly profile: {
    readonly uuid: string;
    readonly metadata: OscalMetadata;
    readonly imports: readonly { readonly href: string; readonly "include-all": Record<never, never> }[];
    readonly merge: { readonly "as-is": true };
    readonly modify: { readonly alters: readonly OscalAlter[] };
    readonly "back-matter": {
      readonly resources: readonly {
        readonly uuid: string;
        readonly title: string;
        readonly rlinks: readonly { readonly href: string; readonly "media-type": string }[];
      }[];
    };
  };
}

/** The file names under which the two documents find each other when they are kept in one folder. */
export function oscalFileName(catalogId: string, model: "catalog" | "profile"): string {
  return `${catalogId}-${model}.json`;
}

/**
 * The profile of a catalogue as an OSCAL profile: weights and applicability are properties added to controls and objectives,
 * figures that belong to no control stand in the metadata.
 */
export function toOscalProfile(catalog: Catalog): OscalProfile {
  const { profile, title, id } = catalog;
  const resource = uuidV5(`resource/catalog/${id}`);
  return {
    profile: {
      uuid: uuidV5(`profile/${id}/${profile.version}`),
      metadata: profileMetadata(catalog),
      imports: [{ href: `#${resource}`, "include-all": {} }],
      merge: { "as-is": true },
      modify: { alters: catalog.tasks.flatMap(({ controls }) => controls.map((control) => alterOf(control, profile))) },
      "back-matter": {
        resources: [
          {
            uuid: resource,
            title: oneLine(title["zh-CN"]),
            rlinks: [{ href: oscalFileName(id, "catalog"), "media-type": "application/json" }],
          },
        ],
      },
    },
  };
}

function profileMetadata({ title, issued, profile }: Catalog): OscalMetadata {
  const { version, taskWeight, periods, rules, authority } = profile;
  return {
    title: `${oneLine(title["zh-CN"])}：配置档 ${version}`,
    "last-modified": timeOf(issued),
    version,
    "oscal-version": oscalVersion,
    props: [
      ...Object.entries(taskWeight).map(([task, weight]) => ownProperty("task-weight", weight, { class: task })),
      ...figures("periods", periods),
      ...figures("rules", rules),
      ...(["N", "P", "R"] as const).map((type) => ownProperty("authority", authority[type]["zh-CN"], { class: type })),
    ],
  };
}

/** Every figure below a node, named by the path to it; a figure that is not set has no property. */
function figures(path: string, node: unknown): OscalProperty[] {
  if (typeof node === "number" || typeof node === "boolean") return [ownProperty(path, node)];
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => figures(`${path}.${key}`, value));
}

function alterOf(control: Catalog["tasks"][number]["controls"][number], profile: Profile): OscalAlter {
  const { controlWeight, objectiveWeight, applicability } = profile;
  return {
    "control-id": control.id,
    adds: [
      { position: "ending", props: [ownProperty("weight", controlWeight[control.id] ?? 1)] },
      ...control.objectives.map(({ id }) => ({
        position: "ending" as const,
        "by-id": id,
        props: [ownProperty("weight", objectiveWeight[id] ?? 1), ...applicabilityOf(applicability[id])],
      })),
    ],
  };
}

function applicabilityOf(applicability: Profile["applicability"][string] | undefined): OscalProperty[] {
  if (applicability === undefined) return [];
  const { types, grades, condition } = applicability;
  return [
    ...types.map((type) => ownProperty("applies-to-type", type)),
    ...grades.map((grade) => ownProperty("applies-to-grade", grade)),
    ...(condition === undefined ? [] : [ownProperty("condition", condition["zh-CN"]), ownProperty("condition-en", condition.en)]),
  ];
}
