import type { RedisClient } from '../connection/redis-connection.ts';
import { type ChangeMessage, readChangeMessage } from './change-message.ts';

export interface ChangeSubscriptionEvents {
  onMessage(message: ChangeMessage, origin: string): void;
  /** Subscribed for the first time, or again. */
  onSubscribed(): void;
  /** The line broke: what is published meanwhile is missed. */
  onLost(): void;
}

export interface ChangeSubscription {
  /** Drops the line, which seems dead; its client makes a new one. */
  renew(): void;
  close(): void;
}

/** Listens to the channel for as long as the client lives, again after each loss of its line. */
export function subscribeToChanges(
  subscriber: RedisClient,
  channel: string,
  events: ChangeSubscriptionEvents,
): ChangeSubscription {
  let isClosed = false;
  const subscribe = () => {
    // When the line broke, another `ready` follows. A user who may not subscribe stays without a feed: it is never live.
    subscriber.subscribe(channel).then(
      () => isClosed || events.onSubscribed(),
      () => undefined,
    );
  };
  const hear = (from: string, text: string) => {
    const told = from === channel ? readChangeMessage(text) : undefined;
    if (told !== undefined) events.onMessage(told.message, told.origin);
  };
  const lose = () => events.onLost();
  subscriber.on('message', hear);
  subscriber.on('ready', subscribe);
  subscriber.on('close', lose);
  // ioredis-mock has no status: it is always there.
  const status: string | undefined = subscriber.status;
  if (status === 'ready' || status === undefined) subscribe();

  return {
    renew: () => subscriber.disconnect(true),
    close() {
      isClosed = true;
      subscriber.off('message', hear);
      subscriber.off('ready', subscribe);
      subscriber.off('close', lose);
    },
  };
}
