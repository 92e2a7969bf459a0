import { useEffect, useRef, useState } from "react";
import type { DocumentView } from "../../../api/contract/attestations.ts";
import { paths } from "../../../api/contract/paths.ts";
import { largestDocument } from "../../../model/document-kinds.ts";
import { Problem } from "../../../model/problem.ts";
import { upload } from "../data/api-client.ts";
import { newDocument } from "../data/compliance-resources.ts";
import { fill } from "../data/fill-path.ts";
import { cache } from "../data/use-query.ts";

/** A file on its way. */
export interface Upload {
  readonly key: number;
  readonly name: string;
  /** From 0 to 1. */
  readonly part: number;
  readonly error: unknown;
  readonly end: () => void;
}

export interface Uploads {
  readonly items: readonly Upload[];
  readonly busy: boolean;
  readonly add: (files: Iterable<File>) => void;
}

/** Sends documents of an enterprise, one after the other; tells of each that has arrived. What is on its way ends with the form. */
export function useUploads(enterpriseId: string, onArrived: (document: DocumentView) => void): Uploads {
  const [items, setItems] = useState<readonly Upload[]>([]);
  const queue = useRef(Promise.resolve());
  const open = useRef(new Set<AbortController>());
  const keys = useRef(0);
  useEffect(() => {
    const running = open.current;
    return () => {
      for (const controller of running) controller.abort();
    };
  }, []);

  const send = async (file: File, key: number, controller: AbortController) => {
    const change = (what: Partial<Upload>) => setItems((all) => all.map((one) => (one.key === key ? { ...one, ...what } : one)));
    try {
      if (controller.signal.aborted) return;
      if (file.size > largestDocument) throw new Problem("too-large", "The document is too large");
      const onProgress = (part: number) => change({ part });
      onArrived(await upload(newDocument(enterpriseId, file.name), file, { onProgress, signal: controller.signal }));
      setItems((all) => all.filter((one) => one.key !== key));
      cache.refresh((path) => path === fill(paths.documents, { enterprise: enterpriseId }));
    } catch (error) {
      change({ error });
    } finally {
      open.current.delete(controller);
    }
  };
  const add = (files: Iterable<File>) => {
    for (const file of files) {
      const controller = new AbortController();
      keys.current += 1;
      const key = keys.current;
      const end = () => {
        controller.abort();
        setItems((all) => all.filter((one) => one.key !== key));
      };
      open.current.add(controller);
      setItems((all) => [...all, { key, name: file.name, part: 0, error: undefined, end }]);
      queue.current = queue.current.then(() => send(file, key, controller));
    }
  };
  return { items, busy: items.some(({ error }) => error === undefined), add };
}
