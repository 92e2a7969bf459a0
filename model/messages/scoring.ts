/** Reasons given by caps and other lines of an explained score. */
export const scoringMessages = {};
