import { useMemo } from "react";
import { duties } from "../data/compliance-resources.ts";
import { findings } from "../data/resources.ts";
import { useQuery } from "../data/use-query.ts";
import { useSession } from "../shell/session-gate.tsx";

/** Names of people who are in charge of something at an enterprise already, the reader first, to choose from. */
export function usePeople(enterpriseId: string): readonly string[] {
  const { actor } = useSession();
  const owed = useQuery(duties(enterpriseId)).value?.items;
  const found = useQuery(findings({ enterprise: enterpriseId })).value?.items;
  return useMemo(() => {
    const named = [
      actor,
      ...(owed ?? []).map(({ assignee }) => assignee),
      ...(found ?? []).map(({ rectification }) => rectification?.assignee ?? null),
    ];
    return [...new Set(named.filter((name) => name !== null))];
  }, [actor, owed, found]);
}
