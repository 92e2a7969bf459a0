import type { Section } from "../section.ts";
import type { zonePages as source } from "../zh-CN/zone-pages.ts";
import { count } from "./count.ts";

export const zonePages: Section<typeof source> = {
  "zones.answer-undeclared": (p) => `${count(p.count, "undeclared path", "undeclared paths")} found`,
  "zones.answer-none": "No undeclared path found",
  "zones.answer-unknown": "Whether there is an undeclared path cannot be told yet",
  "zones.drawing": (p) => `Map of the zones of ${p.site}; the table below lists every path`,
  "zones.assets": (p) => count(p.count, "asset", "assets") + (p.silent === 0 ? "" : `, ${p.silent} never answered`),
  "zones.collector": (p) => `collector ${p.ids}`,
  "zones.declared": "declared",
  "zones.secured": "secured conduit",
  "zones.undeclared": "undeclared",
  "zones.seen": (p) => `${count(p.count, "asset", "assets")} reached`,
  "zones.not-seen": "not seen",
  "zones.more": (p) => `and ${p.count} more`,
  "zones.kind-used": "Declared, seen open",
  "zones.kind-declared": "Declared",
  "zones.kind-undeclared": "Undeclared, seen open",
  "zones.legend-used": "Solid: declared and seen open",
  "zones.legend-declared": "Thin: declared, not seen",
  "zones.legend-undeclared": "Dashed, below the zones, marked '✕ undeclared': seen open though the inventory does not declare it",
  "zones.col-kind": "Path",
  "zones.col-from": "From zone",
  "zones.col-to": "To zone",
  "zones.col-conduit": "Conduit",
  "zones.col-seen": "Assets reached",
  "zones.no-conduit": "none declared",
  "zones.no-path": "No conduit is declared, and no path between zones was seen",
  "zones.yes": "yes",
  "zones.no": "no",
  "zones.gap-zone": (p) => `${count(p.count, "asset has", "assets have")} no zone and cannot be drawn: ${p.names}.`,
  "zones.gap-collector": (p) => `The zone of the collector ${p.ids} is not declared, so paths from it cannot be told.`,
  "zones.gap-unjudged": (p) =>
    `The path to ${count(p.count, "asset", "assets")} cannot be judged yet (no answer, or collectors that disagree).`,
  "zones.gap-always":
    "Only paths from the zones of the collectors are seen; whether other zones reach each other is not visible here.",
  "zones.no-zone": "The site declares no zones",
  "zones.no-zone-next":
    "Give the site zones and conduits in the inventory, and name the zone of every collector and of every asset.",
  "zones.open": "Show on the map of zones",
};
