import type { Inventory } from "../../../model/inventory/inventory.ts";
import type { Language } from "../../../model/language.ts";

const box = { width: 150, height: 56, gap: 34 } as const;
const perRow = 4;
const rowHeight = 128;
const margin = 16;

type Site = Inventory["sites"][number];
interface Place {
  readonly x: number;
  readonly y: number;
}

/** The sites with their zones as boxes and their conduits as lines, as an SVG that is the same for the same inventory. */
export function drawTopology({ sites, assets }: Inventory, language: Language): string {
  let top = margin;
  const drawn: string[] = [];
  for (const site of sites) {
    const count = (zone: string | undefined) => assets.filter((asset) => asset.site === site.id && asset.zone === zone).length;
    drawn.push(drawSite(site, { top, language, count }));
    top += siteHeight(site);
  }
  const width = margin * 2 + perRow * box.width + (perRow - 1) * box.gap;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${top}" width="${width}" height="${top}" font-family="Noto Sans SC" font-size="12">${drawn.join("")}</svg>`;
}

function siteHeight({ zones }: Site): number {
  return 30 + Math.max(1, Math.ceil(zones.length / perRow)) * rowHeight;
}

interface SiteView {
  readonly top: number;
  readonly language: Language;
  readonly count: (zone: string | undefined) => number;
}

function drawSite({ name, zones, conduits }: Site, { top, language, count }: SiteView): string {
  const places = new Map(zones.map(({ id }, index) => [id, placeOf(index, top + 30)]));
  const lines = conduits.map((conduit, index) => {
    const [from, to] = [places.get(conduit.from), places.get(conduit.to)];
    return from === undefined || to === undefined ? "" : drawConduit(from, to, conduit, index);
  });
  const boxes = zones.map((zone) => {
    const { x, y } = places.get(zone.id) ?? { x: 0, y: 0 };
    const inside = { "zh-CN": `资产 ${count(zone.id)} 项`, en: `${count(zone.id)} assets` }[language];
    return `<rect x="${x}" y="${y}" width="${box.width}" height="${box.height}" rx="4" fill="#eef4fb" stroke="#1f4e79"/>${label(x + box.width / 2, y + 24, zone.name[language])}${label(x + box.width / 2, y + 43, inside)}`;
  });
  const without =
    zones.length === 0 ? label(margin + 120, top + 60, { "zh-CN": "未申报区域", en: "No zones declared" }[language]) : "";
  return `<text x="${margin}" y="${top + 16}" font-weight="bold">${escapeXml(name[language])}</text>${lines.join("")}${boxes.join("")}${without}`;
}

function placeOf(index: number, top: number): Place {
  return { x: margin + (index % perRow) * (box.width + box.gap), y: top + Math.floor(index / perRow) * rowHeight };
}

type Conduit = Site["conduits"][number];

/** A bow below the boxes, so that lines between distant zones do not run through others; secured ones are whole, others dashed. */
function drawConduit(from: Place, to: Place, { protocols, secured }: Conduit, index: number): string {
  const x1 = from.x + box.width / 2 + (index % 3) * 8 - 8;
  const x2 = to.x + box.width / 2 + (index % 3) * 8 - 8;
  const depth = Math.max(from.y, to.y) + box.height + 14 + (index % 3) * 14;
  const dash = secured ? "" : ' stroke-dasharray="5 3"';
  const path = `M ${x1} ${from.y + box.height} V ${depth} H ${x2} V ${to.y + box.height}`;
  const words = escapeXml(protocols.join(", "));
  return `<path d="${path}" fill="none" stroke="#555"${dash}/><text x="${(x1 + x2) / 2}" y="${depth - 3}" font-size="9" text-anchor="middle">${words}</text>`;
}

function label(x: number, y: number, text: string): string {
  const short = text.length > 20 ? `${text.slice(0, 19)}…` : text;
  return `<text x="${x}" y="${y}" text-anchor="middle">${escapeXml(short)}</text>`;
}

function escapeXml(text: string): string {
  const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  return text.replaceAll(/[&<>"]/g, (character) => entities[character] ?? character);
}
