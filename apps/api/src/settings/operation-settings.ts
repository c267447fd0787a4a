import { z } from 'zod';

import { httpAddress, names, onlySet, secret, wholeNumber } from './setting-types.ts';

const onOrOff = (byDefault: 'on' | 'off') =>
  z
    .string()
    .default(byDefault)
    .pipe(z.enum(['on', 'off'], 'one of on, off'))
    .transform((value) => value === 'on');

/** How the server stands in its surroundings. */
export const operationSettings = {
  /** Whether this process also runs jobs, or takes requests only. */
  WORKER: onOrOff('on'),
  /** Proxies in front of the server whose `X-Forwarded-For` is believed. */
  TRUST_PROXY: wholeNumber(0, 10, 'proxies'),
  /** Web pages that may use the API from a browser. */
  CORS_ORIGINS: names(1, 'https://app.example.com').refine(
    (origins) =>
      origins?.every((origin) => URL.canParse(origin) && new URL(origin).origin === origin) ?? true,
    'origins between commas, like https://app.example.com',
  ),
  /** Whether jobs may name the address of their source. */
  URL_SOURCES: onOrOff('on'),
  /** What signs webhooks; without it there are none. */
  WEBHOOK_SECRET: secret.refine(
    (value) => value === undefined || value.length >= 24,
    '24 to 512 visible ASCII characters',
  ),
  /** Addresses that may be fetched from and told though they aren't public, and ports beside 80 and 443. */
  OUTBOUND_ADDRESSES: names(1, '10.1.2.3'),
  OUTBOUND_PORTS: names(1, '8080,8443').refine(
    (ports) => ports?.every((port) => /^\d{1,5}$/.test(port) && Number(port) <= 65_535) ?? true,
    'ports between commas, like 8080,8443',
  ),
  /** Jobs, with all that they made, are deleted so many days after they were created. */
  RETENTION_DAYS: wholeNumber(1, 36_500, 'days'),
  /** Where traces go, as the OpenTelemetry protocol over HTTP. */
  OTEL_EXPORTER_OTLP_ENDPOINT: httpAddress,
};

type Settings = {
  [Name in keyof typeof operationSettings]?: z.output<(typeof operationSettings)[Name]> | undefined;
};

export interface OperationConfiguration {
  runsJobs: boolean;
  trustedProxies: number;
  corsOrigins: string[];
  urlSources: boolean;
  webhookSecret?: string;
  outbound: { addresses: string[]; ports: number[] };
  retentionDays?: number;
  tracesEndpoint?: string;
}

export function toOperationConfiguration(settings: Settings): OperationConfiguration {
  return {
    runsJobs: settings.WORKER ?? true,
    trustedProxies: settings.TRUST_PROXY ?? 0,
    corsOrigins: settings.CORS_ORIGINS ?? [],
    urlSources: settings.URL_SOURCES ?? true,
    outbound: {
      addresses: settings.OUTBOUND_ADDRESSES ?? [],
      ports: [80, 443, ...(settings.OUTBOUND_PORTS ?? []).map(Number)],
    },
    ...onlySet({
      webhookSecret: settings.WEBHOOK_SECRET,
      retentionDays: settings.RETENTION_DAYS,
      tracesEndpoint: settings.OTEL_EXPORTER_OTLP_ENDPOINT,
    }),
  };
}
