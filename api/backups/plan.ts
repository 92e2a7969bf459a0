/** How the centre makes backups of itself; the composition root fills it from the configuration. */
export interface BackupPlan {
  readonly everyMs: number;
  make(): Promise<MadeBackup>;
}

export interface MadeBackup {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** Documents that were left out because they are damaged in the store. */
  readonly damagedDocuments: number;
}
