import { Input, Modal } from "antd";
import { type KeyboardEvent, useDeferredValue, useId, useState } from "react";
import { apiRoot, paths } from "../../../api/contract/paths.ts";
import { searchAnswerSchema } from "../../../api/contract/search.ts";
import { search } from "../data/fill-path.ts";
import { useQuery } from "../data/use-query.ts";
import { navigate } from "../router.ts";
import { to } from "../routes.ts";
import { useSession } from "../shell/session-gate.tsx";
import { useWords } from "../words/language.tsx";
import type { Translate } from "../words/messages.ts";
import { noteSearch, recentSearches } from "./recent.ts";
import "./search.css";
import { searchTarget } from "./search-target.ts";

/** A line of the list; a recent search has no target and is put into the field. */
interface Choice {
  readonly key: string;
  readonly group: string;
  readonly title: string;
  readonly context: string;
  readonly target: string | null;
}

const pages = [
  "overview",
  "assets",
  "discovery",
  "findings",
  "compliance",
  "addresses",
  "zones",
  "timeline",
  "collectors",
] as const;

/** Search over everything, by keyboard alone: arrows choose, Enter opens, Escape closes. */
export default function SearchDialog({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const { actor } = useSession();
  const [query, setQuery] = useState("");
  const [chosen, setChosen] = useState(0);
  const list = useId();
  const { choices, loading } = useChoices(query.trim(), actor);
  const at = Math.min(chosen, choices.length - 1);
  const type = (text: string) => {
    setQuery(text);
    setChosen(0);
  };
  const open = ({ target, title }: Choice) => {
    if (target === null) return type(title);
    noteSearch(actor, query.trim());
    onClose();
    if (target.startsWith(apiRoot)) location.assign(target);
    else navigate(target);
  };
  const pressed = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const choice = choices[at];
    if (step !== undefined && choices.length > 0) setChosen((at + step + choices.length) % choices.length);
    else if (event.key === "Enter" && choice !== undefined && !event.nativeEvent.isComposing) open(choice);
    else return;
    event.preventDefault();
  };
  return (
    <Modal open onCancel={onClose} footer={null} title={t("search.title")} width={640} destroyOnHidden>
      <Input
        autoFocus
        value={query}
        maxLength={200}
        placeholder={t("search.hint")}
        role="combobox"
        aria-label={t("search.title")}
        aria-expanded={choices.length > 0}
        aria-controls={list}
        aria-activedescendant={choices[at] === undefined ? undefined : `${list}-${at}`}
        onChange={({ target }) => type(target.value)}
        onKeyDown={pressed}
      />
      <div id={list} role="listbox" aria-label={t("search.results")} className="search-list">
        {choices.map((choice, index) => (
          <Row
            key={choice.key}
            id={`${list}-${index}`}
            choice={choice}
            first={choices[index - 1]?.group !== choice.group}
            active={index === at}
            open={open}
          />
        ))}
      </div>
      <p className="soft" role="status">
        {choices.length > 0
          ? t("search.keys")
          : query.trim() === ""
            ? t("search.start")
            : loading
              ? t("loading")
              : t("search.none")}
      </p>
    </Modal>
  );
}

function Row({
  id,
  choice,
  first,
  active,
  open,
}: {
  id: string;
  choice: Choice;
  first: boolean;
  active: boolean;
  open: (choice: Choice) => void;
}) {
  return (
    <>
      {first && (
        <div className="search-group" role="presentation">
          {choice.group}
        </div>
      )}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the field holds the focus and takes the keys */}
      <div
        id={id}
        role="option"
        tabIndex={-1}
        aria-selected={active}
        className={active ? "search-row search-active" : "search-row"}
        ref={(row) => (active ? row?.scrollIntoView({ block: "nearest" }) : undefined)}
        onClick={() => open(choice)}
      >
        <span className="truncate">{choice.title}</span>
        <span className="soft truncate">{choice.context}</span>
      </div>
    </>
  );
}

function useChoices(query: string, actor: string): { readonly choices: readonly Choice[]; readonly loading: boolean } {
  const { t, sayTitle, say } = useWords();
  const asked = useDeferredValue(query);
  const entry = useQuery(asked === "" ? null : { path: paths.search + search({ q: asked }), schema: searchAnswerSchema });
  if (query === "") {
    const recent = recentSearches(actor);
    const group = t("search.recent");
    return { choices: recent.map((title) => ({ key: title, group, title, context: "", target: null })), loading: false };
  }
  const hits = (entry.value?.items ?? []).map((hit) => ({
    key: `${hit.kind} ${hit.enterpriseId ?? ""} ${hit.id}`,
    group: t(`search.kind-${hit.kind}`),
    title: sayTitle(hit.title),
    context: hit.context === null ? "" : say(hit.context),
    target: searchTarget(hit),
  }));
  return { choices: [...pagesNamed(query, t), ...hits], loading: entry.loading };
}

/** Pages by their names as the reader sees them, and by the English word of their address. */
function pagesNamed(query: string, t: Translate): readonly Choice[] {
  const wanted = query.toLowerCase();
  return pages
    .filter((page) => [page, t(`page.${page}`).toLowerCase()].some((name) => name.includes(wanted)))
    .map((page) => ({ key: page, group: t("search.kind-page"), title: t(`page.${page}`), context: "", target: to[page]() }));
}
