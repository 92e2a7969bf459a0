import { Button } from "antd";
import { saveFile } from "../../parts/export-button.tsx";
import { useWords } from "../../words/language.tsx";

/** Recovery codes, shown this once. */
export function RecoveryCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  const { t } = useWords();
  return (
    <div>
      <p>{t("factor.codes-why")}</p>
      <ol className="recovery-codes" aria-label={t("factor.codes")}>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <div className="account-acts">
        <Button onClick={() => saveFile("plantwatch-recovery-codes.txt", "text/plain", `${codes.join("\n")}\n`)}>
          {t("factor.codes-save")}
        </Button>
        <Button type="primary" onClick={onKept}>
          {t("factor.codes-kept")}
        </Button>
      </div>
    </div>
  );
}
