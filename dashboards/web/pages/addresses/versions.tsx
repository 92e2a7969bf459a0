import { DownloadOutlined } from "@ant-design/icons";
import { Button, Table } from "antd";
import { addressFile, addressVersions } from "../../data/address-resources.ts";
import { useQuery } from "../../data/use-query.ts";
import { Panel } from "../../parts/page.tsx";
import { EmptyState, Loaded } from "../../parts/states.tsx";
import { Moment } from "../../parts/time.tsx";
import { useWords } from "../../words/language.tsx";

const formats = [
  ["xlsx", "Excel"],
  ["csv", "CSV"],
] as const;

/** Every version of the list, each to be downloaded in the form that the import reads. */
export function Versions({ enterpriseId }: { enterpriseId: string }) {
  const { t, language } = useWords();
  const entry = useQuery(addressVersions(enterpriseId));
  return (
    <Panel title={t("addresses.view-versions")} flush>
      <Loaded entry={entry}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={t("addresses.version-none")}>
              <p>{t("addresses.version-none-next")}</p>
            </EmptyState>
          ) : (
            <Table
              size="small"
              rowKey="version"
              dataSource={[...items]}
              pagination={items.length > 50 ? { pageSize: 50, showSizeChanger: false } : false}
              columns={[
                { title: t("addresses.version-no"), dataIndex: "version", width: 80, align: "right" },
                {
                  title: t("addresses.version-source"),
                  key: "source",
                  ellipsis: true,
                  render: (_, { source }, index) =>
                    source === "" || isSame(items[index + 1]?.sha256, items[index]?.sha256)
                      ? t("addresses.version-settings")
                      : source,
                },
                { title: t("addresses.version-records"), dataIndex: "count", width: 100, align: "right" },
                { title: t("addresses.version-by"), dataIndex: "by", width: 220, ellipsis: true },
                { title: t("addresses.version-at"), key: "at", width: 220, render: (_, { at }) => <Moment at={at} /> },
                {
                  title: t("addresses.version-download"),
                  key: "file",
                  width: 190,
                  render: (_, { version }) => (
                    <span className="panel-tools">
                      {formats.map(([format, name]) => (
                        <Button
                          key={format}
                          size="small"
                          icon={<DownloadOutlined />}
                          href={addressFile(enterpriseId, version, { format, lang: language })}
                          aria-label={`${t("addresses.version-download")} ${version} ${name}`}
                        >
                          {name}
                        </Button>
                      ))}
                    </span>
                  ),
                },
              ]}
            />
          )
        }
      </Loaded>
    </Panel>
  );
}

/** The records are those of the version before: only what is demanded of them changed. */
function isSame(before: string | undefined, sha256: string | undefined): boolean {
  return before !== undefined && before === sha256;
}
