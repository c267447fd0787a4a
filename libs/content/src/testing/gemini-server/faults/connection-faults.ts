import type { Fault } from './fault.ts';

/** Answers when the test says `release()`. */
export const slow: Fault = ({ released, answer }) => ({ kind: 'held', until: released, answer });

export const hang: Fault = () => ({ kind: 'hang' });

export const reset: Fault = () => ({ kind: 'reset' });

export const resetInBody: Fault = ({ answer }) => ({ kind: 'reset-in-body', answer });

/** Status 200, and a proxy's page in place of JSON. */
export const garbage: Fault = () => ({ kind: 'raw', body: '<html><body>502 Bad Gateway</body></html>' });
