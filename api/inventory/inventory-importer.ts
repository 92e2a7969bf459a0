import { basename } from "node:path";
import { noteOwnChange } from "../accounts/own-changes.ts";
import { inventoryImported, inventoryRefused } from "../live/event-texts.ts";
import { editsStand } from "../live/inventory-texts.ts";
import type { Services } from "../services.ts";
import { type FileImport, importFolder, type SeenFiles } from "./import-folder.ts";

/** Keeps the inventories in step with the files of the folders that it was given. */
export class InventoryImporter {
  readonly #services: Services;
  readonly #folders = new Map<string, SeenFiles>();

  constructor(services: Services) {
    this.#services = services;
  }

  /** Imports a folder now, and again whenever `look` finds a change. */
  async add(folder: string): Promise<readonly FileImport[]> {
    const seen = this.#folders.get(folder) ?? new Map<string, string>();
    const results = await this.#import(folder, seen);
    this.#folders.set(folder, seen);
    return results;
  }

  /** Imports a folder from the next `look` on. */
  note(folder: string): readonly FileImport[] {
    this.#folders.set(folder, this.#folders.get(folder) ?? new Map<string, string>());
    return [];
  }

  async look(): Promise<void> {
    for (const [folder, seen] of this.#folders) await this.#import(folder, seen);
  }

  async #import(folder: string, seen: SeenFiles): Promise<readonly FileImport[]> {
    const { records, clock } = this.#services;
    const results = await importFolder(folder, records, seen, clock.now());
    for (const result of results) await this.#tell(result);
    return results;
  }

  async #tell(result: FileImport): Promise<void> {
    const { hub, book, log, clock, judgeSoon } = this.#services;
    const { file } = result;
    if (result.outcome === "refused") {
      log.error({ file, problems: result.problems }, "an inventory file was not imported");
      await hub.publish([inventoryRefused(file, result.problems, clock.now())]);
      return;
    }
    if (result.outcome === "unchanged") return;
    const { id } = result.inventory.enterprise;
    log.info({ file, enterprise: id, assets: result.inventory.assets.length }, "an inventory was imported");
    book.refresh();
    await noteOwnChange(this.#services, "inventory.import", id, { file, hash: result.hash });
    await hub.publish([inventoryImported(result.inventory, file, clock.now())]);
    if (result.waiting > 0) await hub.publish([editsStand(result.inventory, result.waiting, basename(file), clock.now())]);
    judgeSoon(id);
  }
}
