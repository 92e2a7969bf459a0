const prefix = "plantwatch.";

/** A choice that this browser keeps; null where none is kept or storage is closed to us. */
export function recall(name: string): string | null {
  try {
    return localStorage.getItem(prefix + name);
  } catch {
    return null;
  }
}

/** Keeps a choice in this browser, where it lets us. */
export function remember(name: string, value: string): void {
  try {
    localStorage.setItem(prefix + name, value);
  } catch {
    // A browser that keeps nothing still works; the choice then lasts until the page is closed.
  }
}
