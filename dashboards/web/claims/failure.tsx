import { useExplain } from "./use-explain.ts";

/** Why something was refused, and what to do. */
export function Failure({ error }: { error: unknown }) {
  const { what, next } = useExplain()(error);
  return (
    <p role="alert" className="dialog-failure">
      <strong>{what}</strong> {next}
    </p>
  );
}
