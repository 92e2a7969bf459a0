import { useId } from "react";
import { useWords } from "../../words/language.tsx";
import { box, type DrawnPath, drawMap } from "./map-geometry.ts";
import { pathWords } from "./path-words.ts";
import type { ZoneBox, ZoneMap } from "./zone-paths.ts";

/** Zones and paths as a drawing; the table below it says the same to those who do not see it. */
export function ZoneDrawing({ map, zoneName, label }: { map: ZoneMap; zoneName: (id: string) => string; label: string }) {
  const drawing = drawMap(map);
  const markers = useId();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keyboard (WCAG 2.1.1)
    <section className="zone-scroll" tabIndex={0} aria-label={label}>
      <svg width={drawing.width} height={drawing.height} role="img" aria-label={label}>
        <defs>
          <Arrow id={`${markers}-known`} className="zone-arrow" />
          <Arrow id={`${markers}-undeclared`} className="zone-arrow-undeclared" />
        </defs>
        {drawing.paths.map((drawn) => (
          <path
            key={drawn.path.key}
            d={drawn.line}
            className={`zone-path zone-path-${drawn.path.kind}`}
            markerEnd={`url(#${markers}-${drawn.path.kind === "undeclared" ? "undeclared" : "known"})`}
          />
        ))}
        {drawing.boxes.map(({ id, x, y }) => {
          const zone = map.zones.find((one) => one.id === id);
          return zone === undefined ? null : <Box key={id} zone={zone} name={zoneName(id)} x={x} y={y} />;
        })}
        {drawing.paths.map((drawn) => (
          <Label key={drawn.path.key} drawn={drawn} />
        ))}
      </svg>
    </section>
  );
}

function Arrow({ id, className }: { id: string; className: string }) {
  return (
    <marker
      id={id}
      viewBox="0 0 8 8"
      refX="7"
      refY="4"
      markerWidth="8"
      markerHeight="8"
      orient="auto"
      markerUnits="userSpaceOnUse"
    >
      <path d="M0 0L8 4L0 8Z" className={className} />
    </marker>
  );
}

function Box({ zone, name, x, y }: { zone: ZoneBox; name: string; x: number; y: number }) {
  const { t } = useWords();
  const { assets, silent, collectors } = zone;
  return (
    <foreignObject x={x} y={y} width={box.width} height={box.height}>
      <div className="zone-box">
        <strong className="truncate" title={name}>
          {name}
        </strong>
        <span className="soft">{t("zones.assets", { count: assets, silent })}</span>
        {collectors.length > 0 && (
          <span className="zone-collector truncate">
            <span aria-hidden="true">◎</span> {t("zones.collector", { ids: collectors.join(", ") })}
          </span>
        )}
      </div>
    </foreignObject>
  );
}

/** Words on the line itself: an undeclared path is told by its word and sign, not by its colour. */
function Label({ drawn: { path, label } }: { drawn: DrawnPath }) {
  const { t } = useWords();
  return (
    <foreignObject x={label.x - label.width / 2} y={label.y - 12} width={label.width} height={24}>
      <div className="zone-label">
        <span className={`zone-label-${path.kind} truncate`}>{pathWords(path, t)}</span>
      </div>
    </foreignObject>
  );
}
