import { CopyOutlined } from "@ant-design/icons";
import { App, Button } from "antd";
import { type Ref, useEffect, useMemo, useRef } from "react";
import { isMarked, type JsonLine, jsonLines } from "../format/json-lines.ts";
import { useWords } from "../words/language.tsx";
import "./facts-view.css";

/** Facts as JSON with the decisive field marked and brought into view. */
export function FactsView({ facts, pointer = "", tall = false }: { facts: unknown; pointer?: string; tall?: boolean }) {
  const { t } = useWords();
  const lines = useMemo(() => jsonLines(facts), [facts]);
  const first = lines.findIndex((line) => isMarked(line, pointer));
  const mark = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (first >= 0) mark.current?.scrollIntoView({ block: "center" });
  }, [first]);
  return (
    <div className="facts">
      <CopyButton text={JSON.stringify(facts, null, 2)} />
      {pointer !== "" && first < 0 && <p className="facts-missing">{t("observation.pointer-missing")}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keyboard (WCAG 2.1.1) */}
      <section className={tall ? "facts-lines facts-tall" : "facts-lines"} tabIndex={0} aria-label={t("word.facts")}>
        {lines.map((line, index) => (
          <Line
            // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
            key={index}
            line={line}
            marked={isMarked(line, pointer)}
            {...(index === first ? { place: mark } : {})}
          />
        ))}
      </section>
    </div>
  );
}

function Line({ line, marked, place }: { line: JsonLine; marked: boolean; place?: Ref<HTMLDivElement> }) {
  return (
    <div ref={place} className={marked ? "facts-line facts-marked" : "facts-line"} style={{ paddingLeft: 12 + line.depth * 16 }}>
      {line.name !== "" && <span className="facts-name">{line.name}</span>}
      <span className={`facts-${line.kind}`}>{line.text}</span>
      {line.comma && ","}
    </div>
  );
}

function CopyButton({ text }: { text: string }) {
  const { t } = useWords();
  const { message } = App.useApp();
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    message.success(t("act.copied"));
  };
  return (
    <Button size="small" className="facts-copy" icon={<CopyOutlined />} onClick={copy}>
      {t("act.copy")}
    </Button>
  );
}
