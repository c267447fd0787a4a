import net from 'node:net';

const loopback = /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/;

interface Target {
  host?: string | undefined;
  path?: string | null | undefined;
}

/** The target, from any of the forms in which `connect` is called: options, port and host, a path, or Node's own list. */
function targetOf([first, second]: readonly unknown[]): Target {
  if (Array.isArray(first)) return targetOf(first);
  if (typeof first === 'object' && first !== null) return first;
  if (typeof first === 'string' && Number.isNaN(Number(first))) return { path: first };
  return { host: typeof second === 'string' ? second : undefined };
}

/**
 * A test may reach what it opens itself on this machine, and nothing else: a forgotten double is an error, not a call.
 * At the socket, below every client: HTTP, Redis and gRPC alike.
 */
export function switchNetworkOff(): void {
  const connect = net.Socket.prototype.connect;
  net.Socket.prototype.connect = function (this: net.Socket, ...parameters: unknown[]) {
    const { host = 'localhost', path } = targetOf(parameters);
    if (!path && !loopback.test(host)) {
      throw new Error(`A test tried to reach ${host}: the network is off in tests, but for this machine.`);
    }
    return Reflect.apply(connect, this, parameters);
  };
}
