import packageFile from '../../package.json' with { type: 'json' };

export const GATEWAY_VERSION: string = packageFile.version;
