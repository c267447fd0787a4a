import type { RequestHandler } from 'express';
import helmet, { type HelmetOptions } from 'helmet';

/**
 * Helmet's headers. They are always the same, so that helmet is asked once: its dozen of middlewares take longer than the
 * rest of a small request.
 */
export function securityHeaders(options: HelmetOptions = {}): RequestHandler {
  const headers = new Map<string, string>();
  const recorder = {
    setHeader: (name: string, value: string) => void headers.set(name, value),
    removeHeader: () => {},
  };
  // Of the request it reads nothing, and of the answer it needs these two methods.
  helmet(options)({} as never, recorder as never, () => {});
  const pairs = [...headers];
  return (_request, response, next) => {
    for (const [name, value] of pairs) response.setHeader(name, value);
    next();
  };
}

/** For answers that are data and no pages: what only browsers that show pages heed is left out. */
export const dataSecurity: HelmetOptions = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
  },
  crossOriginOpenerPolicy: false,
  originAgentCluster: false,
  xDnsPrefetchControl: false,
  xDownloadOptions: false,
  xPermittedCrossDomainPolicies: false,
  xXssProtection: false,
};
