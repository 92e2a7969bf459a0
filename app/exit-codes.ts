/** Exit statuses of the command; stable once released. `answerIsNo` wins over `notReachable`. */
export const exitCodes = { done: 0, answerIsNo: 1, wrongUsage: 2, notReachable: 3 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
