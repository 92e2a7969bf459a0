/** The last moment of a local day, by which what is due on it must be done. */
export function endOfDay(day: string): string {
  return new Date(`${day}T23:59:59`).toISOString();
}
