import { SearchOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { lazy, Suspense, useEffect, useState } from "react";
import { useWords } from "../words/language.tsx";

const SearchDialog = lazy(() => import("./search-dialog.tsx"));

/** Opens the search by button, Ctrl-K (⌘K) or, where nothing is being typed, "/". */
export function SearchOpener() {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const typing = event.target instanceof HTMLElement && event.target.closest("input, textarea, select, [contenteditable]");
      const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
      const asked =
        (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey)) || (event.key === "/" && plain && !typing);
      if (!asked) return;
      event.preventDefault();
      setOpen(true);
    };
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  }, []);
  return (
    <>
      <Button type="text" icon={<SearchOutlined />} aria-keyshortcuts="Control+K /" title="Ctrl K" onClick={() => setOpen(true)}>
        {t("search.open")}
      </Button>
      {open && (
        <Suspense>
          <SearchDialog onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
