import type { Section } from "../section.ts";
import type { searchParts as source } from "../zh-CN/search-parts.ts";

export const searchParts: Section<typeof source> = {
  "search.open": "Search",
  "search.title": "Search everything",
  "search.hint": "Name, id, address, model",
  "search.results": "Results",
  "search.recent": "Recent searches",
  "search.start": "Type a name, an id or an address; put a space between several words.",
  "search.none": "Nothing found. Use fewer words, other words or the other language.",
  "search.keys": "↑ ↓ choose, Enter opens, Esc closes",
  "search.kind-page": "Pages",
  "search.kind-enterprise": "Enterprises",
  "search.kind-site": "Sites",
  "search.kind-asset": "Assets",
  "search.kind-finding": "Findings",
  "search.kind-check": "Checks",
  "search.kind-control": "Controls",
  "search.kind-objective": "Objectives",
  "search.kind-document": "Documents",
};
