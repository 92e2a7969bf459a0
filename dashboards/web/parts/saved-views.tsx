import { App, Button, Input, Modal, Select } from "antd";
import { useState } from "react";
import { paths } from "../../../api/contract/paths.ts";
import { change } from "../data/api-client.ts";
import { fill } from "../data/fill-path.ts";
import { savedViews } from "../data/inventory-resources.ts";
import { cache, useQuery } from "../data/use-query.ts";
import { navigate, usePlace } from "../router.ts";
import { useWords } from "../words/language.tsx";
import { explainError } from "./states.tsx";

/** Views of a list that the person keeps on the centre: chosen, saved from what is shown, and forgotten. */
export function SavedViews({ page }: { page: "assets" | "findings" }) {
  const { t } = useWords();
  const { path, query } = usePlace();
  const views = useQuery(savedViews(page)).value?.items ?? [];
  const [naming, setNaming] = useState(false);
  const { save, forget } = useViews(page);
  const shown = query.toString();
  const current = views.find((view) => view.query === shown);
  return (
    <>
      <Select
        aria-label={t("views.label")}
        placeholder={t("views.label")}
        value={current?.name ?? null}
        options={views.map(({ name }) => ({ value: name, label: name }))}
        notFoundContent={t("views.none")}
        style={{ width: 150 }}
        onChange={(name: string) => {
          const chosen = views.find((view) => view.name === name)?.query ?? "";
          navigate(chosen === "" ? path : `${path}?${chosen}`, { replace: true });
        }}
      />
      {current === undefined ? (
        shown !== "" && (
          <Button size="small" onClick={() => setNaming(true)}>
            {t("views.save")}
          </Button>
        )
      ) : (
        <Button size="small" type="link" onClick={() => forget(current.name)}>
          {t("views.forget")}
        </Button>
      )}
      {naming && (
        <NameDialog
          onClose={() => setNaming(false)}
          onName={async (name) => {
            await save(name, shown);
            setNaming(false);
          }}
        />
      )}
    </>
  );
}

function NameDialog({ onName, onClose }: { onName: (name: string) => void; onClose: () => void }) {
  const { t } = useWords();
  const [name, setName] = useState("");
  return (
    <Modal
      open
      title={t("views.save-title")}
      okText={t("inventory.save")}
      cancelText={t("act.cancel")}
      okButtonProps={{ disabled: name.trim() === "" }}
      onOk={() => onName(name.trim())}
      onCancel={onClose}
    >
      <Input
        aria-label={t("views.name")}
        placeholder={t("views.name")}
        maxLength={60}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
    </Modal>
  );
}

function useViews(page: "assets" | "findings") {
  const { t } = useWords();
  const { message, modal } = App.useApp();
  const act = async (method: "PUT" | "DELETE", name: string, done: string, body?: unknown) => {
    try {
      await change(method, fill(paths.savedView, { page, name }), body);
      message.success(done);
    } catch (error) {
      const { what, next } = explainError(error, t);
      modal.error({ title: what, content: next, okText: t("act.close") });
    } finally {
      cache.refresh((path) => path === savedViews(page).path);
    }
  };
  return {
    save: (name: string, query: string) => act("PUT", name, t("views.saved"), { query }),
    forget: (name: string) => act("DELETE", name, t("views.forgotten")),
  };
}
