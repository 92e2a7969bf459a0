import { DownloadOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { type CsvColumn, toCsv } from "../../../model/csv/to-csv.ts";
import { useWords } from "../words/language.tsx";

/** Hands a file to the browser. */
export function saveFile(name: string, type: string, content: BlobPart): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

/** Exports the rows that a table shows. */
export function ExportButton<Row>({
  name,
  columns,
  rows,
}: {
  name: string;
  columns: readonly CsvColumn<Row>[];
  rows: readonly Row[];
}) {
  const { t } = useWords();
  return (
    <Button
      size="small"
      icon={<DownloadOutlined />}
      disabled={rows.length === 0}
      onClick={() => saveFile(`${name}.csv`, "text/csv;charset=utf-8", toCsv(columns, rows))}
    >
      {t("act.export")}
    </Button>
  );
}
