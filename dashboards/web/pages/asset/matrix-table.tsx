import type { DiscoveryFacts } from "../../../../model/protocols/opcua/facts.ts";
import { useWords } from "../../words/language.tsx";
import { isDeprecatedPolicy, policyName } from "./policies.ts";
import { type MatrixRow, tokenMatrix, tokenTypes } from "./token-matrix.ts";

const signs = { offered: "●", plain: "▲", absent: "–" } as const;

/** What an OPC UA server offers, as mode × policy × user token. */
export function MatrixTable({ discovery }: { discovery: DiscoveryFacts }) {
  const { t } = useWords();
  return (
    <table className="matrix">
      <caption className="visually-hidden">{t("asset.matrix")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("asset.mode")}</th>
          <th scope="col">{t("asset.policy")}</th>
          {tokenTypes.map((type) => (
            <th key={type} scope="col">
              {t(`asset.token-${type}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {tokenMatrix(discovery.endpoints).map((row) => (
          <Row key={row.key} row={row} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ row }: { row: MatrixRow }) {
  const { t } = useWords();
  const words = { offered: t("asset.offered"), plain: t("asset.offered-plain"), absent: t("asset.not-offered") };
  const weak = row.mode === "None" || isDeprecatedPolicy(row.policyUri);
  return (
    <tr>
      <th scope="row" className={row.mode === "None" ? "matrix-weak" : ""}>
        {row.mode}
      </th>
      <td className={weak ? "matrix-weak" : ""}>{policyName(row.policyUri)}</td>
      {tokenTypes.map((type) => (
        <td
          key={type}
          className={`matrix-${row.tokens[type]} ${type === "Anonymous" && row.tokens[type] === "offered" ? "matrix-weak" : ""}`}
        >
          <span aria-hidden="true">{signs[row.tokens[type]]}</span> {words[row.tokens[type]]}
        </td>
      ))}
    </tr>
  );
}
