import "../data/zod-without-eval.ts";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { paintRoot } from "../shell/paint-root.ts";
import { dark } from "../shell/palette.ts";
import { LanguageProvider } from "../words/language.tsx";
import { Wallboard } from "./wallboard.tsx";
import "../shell/base.css";
import "./wallboard.css";

const root = document.getElementById("root");
paintRoot("dark", dark);
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <LanguageProvider asked={new URLSearchParams(location.search).get("lang")}>
        <Wallboard />
      </LanguageProvider>
    </StrictMode>,
  );
}
