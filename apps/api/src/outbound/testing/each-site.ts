import type { RequestListener } from 'node:http';
import type { Socket } from 'node:net';

import { afterEach, beforeEach } from '@jest/globals';

import { startHttpSite, startRawSite } from './site-outbound.ts';
import type { Site } from './start-site.ts';

/** Starts sites for single tests of the surrounding block, and closes them after each. */
export function sitesOfEach() {
  const sites: Site[] = [];
  // Resolves only when all connections have been closed from this side: see `Site`.
  afterEach(() => Promise.all(sites.splice(0).map((site) => site.close())));

  async function keep(starting: Promise<Site>): Promise<Site> {
    const site = await starting;
    sites.push(site);
    return site;
  }

  return {
    keep,
    serving: (answer: RequestListener) => keep(startHttpSite(answer)),
    servingRaw: (answer: (socket: Socket) => void) => keep(startRawSite(answer)),
  };
}

const nowhere: (path: string) => string | undefined = () => undefined;

/** A site for each test of the surrounding block, which notes what it is asked for and redirects as it is told to. */
export function eachRedirectingSite() {
  const web = {
    /** Host and path of each request. */
    asked: [] as string[],
    redirectTo: nowhere,
    get site(): Site {
      if (!site) throw new Error('It is started before each test, not before.');
      return site;
    },
  };
  let site: Site | undefined;

  beforeEach(async () => {
    web.asked = [];
    web.redirectTo = nowhere;
    site = await startHttpSite(({ headers, url = '' }, response) => {
      web.asked.push(`${headers.host}${url}`);
      const location = web.redirectTo(url);
      if (location !== undefined) response.writeHead(302, { location });
      response.end('text');
    });
  });
  afterEach(() => site?.close());
  return web;
}
