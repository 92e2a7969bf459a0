import { Fragment, type ReactNode } from "react";
import type { EnterpriseSummary } from "../../../api/contract/enterprises.ts";
import { enterprises } from "../data/resources.ts";
import { useQuery } from "../data/use-query.ts";
import { usePlace } from "../router.ts";
import { to } from "../routes.ts";
import { useWords } from "../words/language.tsx";
import { EnterpriseChoice } from "./enterprise-choice.tsx";
import { Link } from "./link.tsx";
import { PageFrame } from "./page.tsx";
import { EmptyState, Loaded } from "./states.tsx";

/** A page about one enterprise: the one that the address names, or the first; it leads to the start where there is none. */
export function ChosenEnterprise({
  title,
  aside,
  children,
}: {
  title: string;
  /** What stands beside the choice. */
  aside?: (chosen: EnterpriseSummary) => ReactNode;
  /** Drawn anew for every enterprise. */
  children: (chosen: EnterpriseSummary) => ReactNode;
}) {
  const { t } = useWords();
  const asked = usePlace().query.get("enterprise");
  return (
    <Loaded entry={useQuery(enterprises)} rows={12}>
      {({ items }) => {
        const chosen = items.find(({ id }) => id === asked) ?? items[0];
        if (chosen === undefined) {
          return (
            <PageFrame title={title}>
              <EmptyState title={t("word.no-enterprise")}>
                <Link to={to.start()}>{t("start.open")}</Link>
              </EmptyState>
            </PageFrame>
          );
        }
        const choice = (
          <>
            <EnterpriseChoice items={items} chosen={chosen} />
            {aside?.(chosen)}
          </>
        );
        return (
          <PageFrame title={title} aside={choice}>
            <Fragment key={chosen.id}>{children(chosen)}</Fragment>
          </PageFrame>
        );
      }}
    </Loaded>
  );
}
