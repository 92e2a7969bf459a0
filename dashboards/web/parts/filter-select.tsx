import { Select } from "antd";

/** A choice that narrows a list; nothing chosen keeps everything. */
export function FilterSelect({
  label,
  value,
  options,
  width = 140,
  onChange,
}: {
  /** What is shown, and read out, while nothing is chosen. */
  label: string;
  value: string | null;
  options: readonly { readonly value: string; readonly label: string }[];
  width?: number;
  onChange: (value: string | null) => void;
}) {
  return (
    <Select
      aria-label={label}
      placeholder={label}
      allowClear
      value={value}
      options={[...options]}
      style={{ width }}
      onChange={(chosen: string | undefined) => onChange(chosen ?? null)}
    />
  );
}
