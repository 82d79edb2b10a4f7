type Queue = { retryLimit: number; retryDelaySeconds: number; expireInSeconds: number };

/** The queues of background work. `npm run migrate` makes them: at run time nothing creates tables. */
export const queues = {
  "import-check": { retryLimit: 3, retryDelaySeconds: 5, expireInSeconds: 15 * 60 },
  "import-write": { retryLimit: 3, retryDelaySeconds: 5, expireInSeconds: 15 * 60 },
  "import-undo": { retryLimit: 3, retryDelaySeconds: 5, expireInSeconds: 15 * 60 },
  "send-mails": { retryLimit: 2, retryDelaySeconds: 30, expireInSeconds: 10 * 60 },
  "clean-up": { retryLimit: 3, retryDelaySeconds: 5 * 60, expireInSeconds: 10 * 60 },
} as const satisfies Record<string, Queue>;

export type QueueName = keyof typeof queues;
