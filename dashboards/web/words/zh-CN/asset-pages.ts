/** Words of the assets, one asset and its observations. */
export const assetPages = {} as const;
