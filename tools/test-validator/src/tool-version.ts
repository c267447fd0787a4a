import packageManifest from '../package.json' with { type: 'json' };

/** Of this package. */
export const toolVersion: string = packageManifest.version;
