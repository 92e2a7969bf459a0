import { Modal, Typography } from "antd";
import { useWords } from "../words/language.tsx";

/** Something that is shown this once, to be handed on. */
export function ShownOnce({
  title,
  how,
  text,
  onClose,
}: {
  title: string;
  how: string;
  text: string | undefined;
  onClose: () => void;
}) {
  const { t } = useWords();
  return (
    <Modal
      open={text !== undefined}
      title={title}
      okText={t("act.close")}
      onOk={onClose}
      onCancel={onClose}
      cancelButtonProps={{ style: { display: "none" } }}
      width={560}
    >
      <p>{how}</p>
      <Typography.Paragraph
        copyable={{ text: text ?? "", tooltips: [t("act.copy"), t("act.copied")] }}
        code
        className="shown-once"
      >
        {text}
      </Typography.Paragraph>
    </Modal>
  );
}
