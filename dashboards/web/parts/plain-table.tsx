import { CaretDownOutlined, CaretUpOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { type ReactNode, useState } from "react";
import { useWords } from "../words/language.tsx";
import "./plain-table.css";

export interface PlainColumn<Row> {
  readonly key: string;
  readonly title: string;
  /** Pixels; what is left goes to the columns without one. */
  readonly width?: number;
  readonly align?: "right";
  /** Smallest first; without it the column does not sort. */
  readonly compare?: (one: Row, other: Row) => number;
  readonly render: (row: Row) => ReactNode;
}

interface Order {
  readonly key: string;
  readonly descending: boolean;
}

const rowsAtOnce = 20;

/** A short table that sorts, for the first page: the component library's table is a quarter of all script that the page would load. */
export function PlainTable<Row extends { readonly id: string }>({
  columns,
  rows,
}: {
  columns: readonly PlainColumn<Row>[];
  rows: readonly Row[];
}) {
  const { t } = useWords();
  const [order, setOrder] = useState<Order>();
  const [shown, setShown] = useState(rowsAtOnce);
  const sorted = sortedBy(rows, columns, order);
  return (
    <>
      <table className="plain-table">
        <thead>
          <tr>
            {columns.map((column) => (
              <ColumnHead key={column.key} column={column} order={order} onOrder={setOrder} />
            ))}
          </tr>
        </thead>
        <tbody>
          {sorted.slice(0, shown).map((row) => (
            <tr key={row.id}>
              {columns.map(({ key, align, render }) => (
                <td key={key} align={align}>
                  {render(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > shown && (
        <Button type="link" onClick={() => setShown(shown + rowsAtOnce)}>
          {t("act.show-more", { left: rows.length - shown })}
        </Button>
      )}
    </>
  );
}

function sortedBy<Row>(rows: readonly Row[], columns: readonly PlainColumn<Row>[], order: Order | undefined): readonly Row[] {
  const compare = columns.find(({ key }) => key === order?.key)?.compare;
  if (compare === undefined) return rows;
  return [...rows].sort((one, other) => (order?.descending === true ? compare(other, one) : compare(one, other)));
}

/** Ascending, then descending, then as the rows came. */
function nextOrder(key: string, order: Order | undefined): Order | undefined {
  if (order?.key !== key) return { key, descending: false };
  return order.descending ? undefined : { key, descending: true };
}

function ColumnHead<Row>({
  column: { key, title, width, align, compare },
  order,
  onOrder,
}: {
  column: PlainColumn<Row>;
  order: Order | undefined;
  onOrder: (order: Order | undefined) => void;
}) {
  const sorts = order?.key === key ? order : undefined;
  const direction = sorts?.descending === true ? "descending" : "ascending";
  return (
    <th scope="col" align={align} style={{ width }} aria-sort={sorts === undefined ? undefined : direction}>
      {compare === undefined ? (
        title
      ) : (
        <button type="button" onClick={() => onOrder(nextOrder(key, order))}>
          {title}
          {sorts !== undefined && (sorts.descending ? <CaretDownOutlined /> : <CaretUpOutlined />)}
        </button>
      )}
    </th>
  );
}
