/** How long an idempotency key stands for its job. */
export const idempotencyMilliseconds = 24 * 60 * 60 * 1000;
