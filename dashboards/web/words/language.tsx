import { createContext, type ReactNode, Suspense, startTransition, use, useContext, useEffect, useMemo, useState } from "react";
import type { Bilingual, Language } from "../../../model/language.ts";
import { type Format, formatter } from "../format/format.ts";
import { recall, remember } from "../shell/preferences.ts";
import { dictionaryOf } from "./dictionaries.ts";
import type { Translate } from "./messages.ts";
import { startLanguage } from "./start-language.ts";
import { translator } from "./translate.ts";

interface Words {
  readonly language: Language;
  readonly t: Translate;
  /** The reader's half of a text that came from the centre. */
  readonly say: (text: Bilingual) => string;
  /** The same for a title in a list or heading, which needs no full stop. */
  readonly sayTitle: (text: Bilingual) => string;
  readonly format: Format;
  readonly setLanguage: (language: Language) => void;
}

const WordsContext = createContext<Words | undefined>(undefined);

/** `asked` stands over the kept choice, as for a page whose address names its language. */
export function LanguageProvider({ asked = null, children }: { asked?: string | null; children: ReactNode }) {
  return (
    <Suspense>
      <LoadedLanguage asked={asked}>{children}</LoadedLanguage>
    </Suspense>
  );
}

function LoadedLanguage({ asked, children }: { asked: string | null; children: ReactNode }) {
  const [language, setLanguage] = useState(() => startLanguage(asked ?? recall("language"), navigator.languages));
  const dictionary = use(dictionaryOf(language));
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const words = useMemo<Words>(() => {
    const t = translator(dictionary);
    return {
      language,
      t,
      say: (text) => text[language],
      sayTitle: (text) => text[language].replace(/[。.]$/, ""),
      format: formatter(language, t),
      setLanguage: (next) => {
        remember("language", next);
        // The page stays as it is until the texts are there.
        startTransition(() => setLanguage(next));
      },
    };
  }, [language, dictionary]);
  return <WordsContext value={words}>{children}</WordsContext>;
}

/** The reader's language: texts, numbers and times. */
export function useWords(): Words {
  const words = useContext(WordsContext);
  if (words === undefined) throw new Error("useWords is called outside LanguageProvider");
  return words;
}
