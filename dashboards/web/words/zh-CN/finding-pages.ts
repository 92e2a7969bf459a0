/** Words of the findings. */
export const findingPages = {} as const;
