import type { Grant } from "../../../model/access.ts";
import { enterprise } from "../data/resources.ts";
import { useQuery } from "../data/use-query.ts";
import { useWords } from "../words/language.tsx";

/** Roles and where they hold, in words. */
export function GrantList({ grants }: { grants: readonly Grant[] }) {
  const { t } = useWords();
  if (grants.length === 0) return <span className="soft">{t("admin.no-role")}</span>;
  return (
    <ul className="grant-list">
      {grants.map((grant) => (
        <li key={`${grant.role}@${grant.enterpriseId}/${grant.siteId}`}>
          {t(`access.${grant.role}`)} · <Place grant={grant} />
        </li>
      ))}
    </ul>
  );
}

function Place({ grant: { enterpriseId, siteId } }: { grant: Grant }) {
  const { t, say } = useWords();
  const known = useQuery(enterpriseId === null ? null : enterprise(enterpriseId)).value;
  if (enterpriseId === null) return t("account.role-everywhere");
  const site = known?.sites.find(({ id }) => id === siteId);
  const names = [known === undefined ? enterpriseId : say(known.name), site === undefined ? siteId : say(site.name)];
  return names.filter((name) => name !== undefined).join(" · ");
}
