/** Stores, spools and keys hold salts, sessions and addresses: whatever this process and its children write is for its own user alone. */
export function keepFilesPrivate(): void {
  process.umask(0o077);
}
