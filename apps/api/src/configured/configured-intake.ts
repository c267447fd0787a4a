import { createDocumentReader } from '../documents/create-document-reader.ts';
import { createPlaces } from '../limits/places.ts';
import { createOutbound, type Outbound } from '../outbound/create-outbound.ts';
import { isPublicAddress } from '../outbound/public-address.ts';
import type { OperationConfiguration } from '../settings/operation-settings.ts';
import type { Intake } from '../take-order.ts';

export interface ConfiguredIntake extends Intake {
  /** For webhooks, too. */
  outbound: Outbound;
  close(): Promise<void>;
}

/** Taken at once: each may have 20 MiB, and a thread to read it in. */
const maxDocuments = 8;

/** How sources get in: by text, document or address. */
export function createConfiguredIntake({
  urlSources,
  webhookSecret,
  outbound: { addresses, ports },
}: OperationConfiguration): ConfiguredIntake {
  const documents = createDocumentReader();
  const outbound = createOutbound({
    isAllowed: (address) => isPublicAddress(address) || addresses.includes(address),
    allowedPorts: ports,
  });
  return {
    places: createPlaces(maxDocuments),
    ...{ documents, outbound, fetchesUrls: urlSources, sendsWebhooks: webhookSecret !== undefined },
    async close() {
      await Promise.all([documents.close(), outbound.close()]);
    },
  };
}
