import { connect as connectPlainly } from 'node:net';
import { connect as connectSecurely, type ConnectionOptions } from 'node:tls';

import { AbstractConnector } from 'ioredis';

import type { HostAndPort } from './redis-url.ts';

/**
 * For a plain client that listens to a Cluster: what is published to one node is heard at all, so it takes one after the
 * other, another at each attempt. (ioredis's Cluster can subscribe too, but tells nobody when it loses that line, and
 * can't ask it whether it is alive.)
 * @param nodes those known by now
 */
export function createClusterNodeConnector(nodes: () => HostAndPort[], tls: ConnectionOptions | undefined) {
  let next = 0;
  return class ClusterNodeConnector extends AbstractConnector {
    constructor() {
      super(100);
    }

    async connect() {
      const known = nodes();
      const node = known[next++ % known.length];
      this.connecting = true;
      const stream = tls ? connectSecurely({ ...node, ...tls }) : connectPlainly({ port: 0, ...node });
      stream.once('error', (error) => {
        this.firstError = error;
      });
      this.stream = stream;
      return stream;
    }
  };
}
