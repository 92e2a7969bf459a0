import { App } from "antd";
import { useState } from "react";
import { useWords } from "../words/language.tsx";
import { explainError } from "./states.tsx";

/** Runs one act at a time; what goes wrong is said in words and answered as `false`. */
export function useAct(): { readonly busy: boolean; readonly act: (work: () => Promise<void>) => Promise<boolean> } {
  const { t } = useWords();
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  const act = async (work: () => Promise<void>) => {
    setBusy(true);
    try {
      await work();
      return true;
    } catch (error) {
      const { what, next } = explainError(error, t);
      message.error(next === undefined ? what : `${what}${next}`);
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { busy, act };
}
