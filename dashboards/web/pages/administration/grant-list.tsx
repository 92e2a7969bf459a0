import type { Grant } from "../../../../model/access.ts";
import { enterprises } from "../../data/resources.ts";
import { useQuery } from "../../data/use-query.ts";
import { useWords } from "../../words/language.tsx";

/** Roles and where they hold, in words. */
export function GrantList({ grants }: { grants: readonly Grant[] }) {
  const { t, say } = useWords();
  const all = useQuery(enterprises).value?.items ?? [];
  if (grants.length === 0) return <span className="soft">{t("admin.no-role")}</span>;
  const nameOf = (id: string | null) => {
    if (id === null) return t("account.role-everywhere");
    const known = all.find((one) => one.id === id);
    return known === undefined ? id : say(known.name);
  };
  return (
    <ul className="grant-list">
      {grants.map(({ role, enterpriseId }) => (
        <li key={`${role}@${enterpriseId}`}>{`${t(`access.${role}`)} · ${nameOf(enterpriseId)}`}</li>
      ))}
    </ul>
  );
}
