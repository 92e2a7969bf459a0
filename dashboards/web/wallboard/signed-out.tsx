import { to } from "../routes.ts";
import { useWords } from "../words/language.tsx";

/** Nobody stands at a wallboard: it says what the next person who comes by has to do. */
export function SignedOut() {
  const { t } = useWords();
  return (
    <main className="wall wall-signed-out">
      <h1>{t("wall.signed-out")}</h1>
      <p>{t("wall.signed-out-how")}</p>
      <p>
        <a href={to.login(undefined, location.pathname + location.search)}>{location.origin + to.login()}</a>
      </p>
    </main>
  );
}
