import { Link } from "../parts/link.tsx";
import { PageFrame } from "../parts/page.tsx";
import { EmptyState } from "../parts/states.tsx";
import { to } from "../routes.ts";
import { useWords } from "../words/language.tsx";

export function NotFoundPage() {
  const { t } = useWords();
  return (
    <PageFrame title={t("page.not-found")}>
      <EmptyState title={t("page.not-found")}>
        <p>{t("not-found.text")}</p>
        <Link to={to.overview()}>{t("nav.back-to-overview")}</Link>
      </EmptyState>
    </PageFrame>
  );
}
